import { reasonOf, unreadable } from "../errors.ts";

/** Deeper than any record; what walks a record recursively must not run out of stack. */
export const MAX_DEPTH = 256;

/**
 * Parses the text of one record.
 *
 * @throws {DatasetError} of kind `unreadable` if it is not JSON or nested too deep
 */
export function parseRecord(text: string, path: string, row: number): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw unreadable(path, `it is not JSON: ${reasonOf(cause)}`, row, cause);
  }
  if (tooDeep(value)) {
    throw unreadable(path, `it is nested deeper than ${MAX_DEPTH} levels`, row);
  }
  return value;
}

function tooDeep(root: unknown): boolean {
  let level: object[] = typeof root === "object" && root !== null ? [root] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= MAX_DEPTH) return true;
    const next: object[] = [];
    for (const node of level) {
      for (const child of Array.isArray(node) ? node : Object.values(node)) {
        if (typeof child === "object" && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return false;
}

/**
 * Reads fields of JSON that a server sent, where nothing is certain.
 *
 * By hand rather than by a schema: these run for every event of every stream.
 *
 * @module
 */

/** A JSON object of unknown shape. */
export type Wire = { readonly [key: string]: unknown };

export function isWire(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object in a field, or `null`. */
export function objectIn(value: unknown, field: string): Wire | null {
  if (!isWire(value)) return null;
  const inner = value[field];
  return isWire(inner) ? inner : null;
}

/** The list in a field; empty where there is none. */
export function listIn(value: unknown, field: string): readonly unknown[] {
  if (!isWire(value)) return [];
  const inner = value[field];
  return Array.isArray(inner) ? inner : [];
}

/** The text in a field, or `null`. */
export function textIn(value: unknown, field: string): string | null {
  if (!isWire(value)) return null;
  const inner = value[field];
  return typeof inner === "string" ? inner : null;
}

/** The non-negative finite number in a field, or `null`. */
export function countIn(value: unknown, field: string): number | null {
  if (!isWire(value)) return null;
  const inner = value[field];
  return typeof inner === "number" && Number.isFinite(inner) && inner >= 0 ? inner : null;
}

/** Parses JSON; `undefined` where the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { byCodePoint } from "./code_points.ts";
import { floatRepr } from "./repr.ts";

/** Options of {@linkcode dumps}. */
export interface DumpsOptions {
  /**
   * Keys of every dict in order of their code points.
   *
   * @default {false}
   */
  readonly sortKeys?: boolean;
}

/**
 * `json.dumps(value)`: separators `, ` and `: `, all but ASCII escaped, integers and floats apart.
 * Takes data, and plain objects for a model's dump (members in their order).
 *
 * @throws {TypeError} for anything else
 */
export function dumps(value: unknown, options: DumpsOptions = {}): string {
  const sortKeys = options.sortKeys ?? false;
  const write = (value: unknown): string => {
    if (value === null) return "null";
    switch (typeof value) {
      case "string":
        return dumpText(value);
      case "boolean":
      case "bigint":
        return String(value);
      case "number":
        return dumpFloat(value);
      case "object":
        break;
      default:
        throw new TypeError(`Cannot dump a ${typeof value} as JSON`);
    }
    if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
    const members = value instanceof Map ? [...value] : Object.entries(value);
    if (sortKeys) members.sort(([a], [b]) => byCodePoint(String(a), String(b)));
    return `{${
      members.map(([key, held]) => `${dumpText(String(key))}: ${write(held)}`).join(", ")
    }}`;
  };
  return write(value);
}

function dumpFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "-Infinity" : "Infinity";
  return floatRepr(value);
}

/** A text as a JSON string of ASCII characters. */
export function dumpText(text: string): string {
  // U+007F stays as it is. JSON.stringify already writes lone surrogates as escapes.
  return JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

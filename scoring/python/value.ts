/**
 * Python values as official scorers get them from `json.loads` and `ast.literal_eval`. Integers and
 * floats stay apart because `str()` shows them apart.
 *
 * @module
 */
import { pyFloat } from "./float.ts";

/** A value of one of Python's literal types. */
export type PyValue =
  | { readonly kind: "none" | "ellipsis" | "complex" }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "int"; readonly value: bigint }
  | { readonly kind: "float"; readonly value: number }
  | { readonly kind: "str"; readonly value: string }
  /** One character of `value` for each byte. */
  | { readonly kind: "bytes"; readonly value: string }
  | { readonly kind: "list" | "tuple" | "set"; readonly items: readonly PyValue[] }
  /** Of equal keys the first stands with the last value, as in Python. */
  | { readonly kind: "dict"; readonly entries: readonly (readonly [PyValue, PyValue])[] };

/** The text of a PyValue that makes equal Python keys equal; `null` for what cannot be a key. */
export function pyKey(value: PyValue): string | null {
  switch (value.kind) {
    case "none":
    case "ellipsis":
    case "complex":
      return value.kind;
    case "bool":
      return value.value ? "n1" : "n0";
    case "int":
      return `n${value.value}`;
    case "float":
      return Number.isInteger(value.value) ? `n${BigInt(value.value)}` : `f${value.value}`;
    case "str":
    case "bytes":
      return `${value.kind}:${value.value}`;
    case "tuple": {
      const parts: string[] = [];
      for (const item of value.items) {
        const part = pyKey(item);
        if (part === null) return null;
        parts.push(JSON.stringify(part));
      }
      return `(${parts.join(",")})`;
    }
    default:
      return null;
  }
}

/** A dict from entries in the order written; `null` if a key cannot be one. */
export function pyDict(written: readonly (readonly [PyValue, PyValue])[]): PyValue | null {
  const entries = new Map<string, readonly [PyValue, PyValue]>();
  for (const [key, value] of written) {
    const id = pyKey(key);
    if (id === null) return null;
    entries.set(id, [entries.get(id)?.[0] ?? key, value]);
  }
  return { kind: "dict", entries: [...entries.values()] };
}

/** The value under a text key of a dict; `undefined` where there is none. */
export function pyGet(value: PyValue, key: string): PyValue | undefined {
  if (value.kind !== "dict") return undefined;
  for (const [name, held] of value.entries) {
    if (name.kind === "str" && name.value === key) return held;
  }
  return undefined;
}

/**
 * `float(value)`: numbers, booleans, and texts that {@linkcode pyFloat} reads.
 *
 * @returns `null` where Python raises, also for an integer beyond the range of a double
 */
export function pyFloatOf(value: PyValue): number | null {
  switch (value.kind) {
    case "bool":
      return value.value ? 1 : 0;
    case "int": {
      const number = Number(value.value);
      return Number.isFinite(number) ? number : null;
    }
    case "float":
      return value.value;
    case "str":
    case "bytes":
      return pyFloat(value.value);
    default:
      return null;
  }
}

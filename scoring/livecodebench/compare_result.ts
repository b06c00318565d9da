/**
 * What a function returned against what it should have returned, by both rules. The result comes out
 * of the sandbox as a tree of tagged values, so that equality is decided here and an object cannot
 * decide it for itself.
 *
 * @module
 */
import type { Json } from "../json.ts";
import { pyInt } from "../python/float.ts";
import type { PyValue } from "../python/value.ts";

/** A returned value. `exact` is false for an instance of a subclass, or of a foreign number type. */
export type Tree =
  | { readonly kind: "none"; readonly exact: boolean }
  | { readonly kind: "bool"; readonly exact: boolean; readonly value: boolean }
  | { readonly kind: "int"; readonly exact: boolean; readonly value: bigint }
  | { readonly kind: "float"; readonly exact: boolean; readonly value: number }
  /** A `Fraction` or `Decimal`, in lowest terms. */
  | {
    readonly kind: "ratio";
    readonly exact: boolean;
    readonly over: bigint;
    readonly under: bigint;
  }
  | { readonly kind: "str"; readonly exact: boolean; readonly value: string }
  | { readonly kind: "list" | "tuple"; readonly exact: boolean; readonly items: readonly Tree[] }
  | {
    readonly kind: "dict";
    readonly exact: boolean;
    readonly entries: readonly (readonly [Tree, Tree])[];
  }
  | { readonly kind: "other"; readonly exact: boolean };

const OTHER: Tree = { kind: "other", exact: false };

/** Reads the driver's spelling, `[tag, exact, value]`; what it would never write is `other`. */
export function readTree(json: Json | undefined): Tree {
  if (!Array.isArray(json)) return OTHER;
  const [tag, flag, value, under] = json as readonly Json[];
  const exact = flag === 1;
  switch (tag) {
    case "n":
      return { kind: "none", exact };
    case "b":
      return { kind: "bool", exact, value: value === 1 };
    case "i": {
      const int = hexInt(value);
      return int === null ? OTHER : { kind: "int", exact, value: int };
    }
    case "f": {
      const float = typeof value === "string" ? pythonFloat(value) : null;
      return float === null ? OTHER : { kind: "float", exact, value: float };
    }
    case "q": {
      const top = hexInt(value);
      const bottom = hexInt(under);
      return top === null || bottom === null
        ? OTHER
        : { kind: "ratio", exact, over: top, under: bottom };
    }
    case "s":
      return typeof value === "string" ? { kind: "str", exact, value } : OTHER;
    case "l":
    case "t":
      return Array.isArray(value)
        ? { kind: tag === "l" ? "list" : "tuple", exact, items: value.map(readTree) }
        : OTHER;
    case "d":
      return Array.isArray(value) ? { kind: "dict", exact, entries: value.map(readEntry) } : OTHER;
    default:
      return OTHER;
  }
}

function readEntry(json: Json): readonly [Tree, Tree] {
  const [key, value] = Array.isArray(json) ? json as readonly Json[] : [];
  return [readTree(key), readTree(value)];
}

function hexInt(value: Json | undefined): bigint | null {
  const match = typeof value === "string" ? /^(-?)([0-9a-f]+)$/.exec(value) : null;
  if (match === null) return null;
  const size = BigInt(`0x${match[2]}`);
  return match[1] === "-" ? -size : size;
}

function pythonFloat(text: string): number | null {
  if (text === "nan") return NaN;
  if (text === "inf") return Infinity;
  if (text === "-inf") return -Infinity;
  return /^-?[0-9][0-9.e+-]*$/.test(text) ? Number(text) : null;
}

/** The official rule: a tuple at the top is a list, then Python's `==`. */
export function officialResult(got: Tree, expected: PyValue): boolean {
  return equal(topList(got), expected, false);
}

/**
 * The rule of OpenCompass since July 2026: equal with the very same types all the way down, to the
 * expected value or to its first element. Of an expected dict whose keys are digits, and of a list
 * that begins with one, only that dict is looked at, its keys as numbers.
 */
export function openCompassResult(got: Tree, expected: PyValue): boolean {
  const result = topList(got);
  let wanted = expected;
  if (wanted.kind === "dict") wanted = listOf(numberKeys(wanted)) ?? wanted;
  if (wanted.kind === "list") {
    const [first] = wanted.items;
    if (first?.kind === "dict") wanted = listOf(numberKeys(first)) ?? wanted;
  }
  if (equal(result, wanted, true)) return true;
  const first = wanted.kind === "list" ? wanted.items[0] : undefined;
  if (first === undefined) return false;
  if (equal(result, first, true)) return true;
  if (result.kind !== "list" || result.items[0]?.kind !== "tuple") return false;
  if (!result.items.every((item) => item.kind === "tuple" || item.kind === "list")) return false;
  const lists = result.items.map((item) =>
    item.kind === "tuple" ? { ...item, kind: "list" as const } : item
  );
  return equal({ ...result, items: lists }, first, false);
}

function topList(tree: Tree): Tree {
  return tree.kind === "tuple" ? { kind: "list", exact: true, items: tree.items } : tree;
}

function listOf(item: PyValue | null): PyValue | null {
  return item === null ? null : { kind: "list", items: [item] };
}

/** A dict with `int(key)` for each key; `null` where some key is no number. */
function numberKeys(dict: Extract<PyValue, { kind: "dict" }>): PyValue | null {
  const entries: [PyValue, PyValue][] = [];
  for (const [key, value] of dict.entries) {
    const number = key.kind === "str" ? pyInt(key.value) : null;
    if (number === null) return null;
    entries.push([{ kind: "int", value: number }, value]);
  }
  return { kind: "dict", entries };
}

/** Python's `==`; with `strict`, the types must be the same as well. */
function equal(got: Tree, wanted: PyValue, strict: boolean): boolean {
  if (strict && (!got.exact || got.kind !== wanted.kind)) return false;
  switch (wanted.kind) {
    case "none":
      return got.kind === "none";
    case "str":
      return got.kind === "str" && got.value === wanted.value;
    case "bool":
    case "int":
    case "float":
      return sameNumber(got, wanted.kind === "bool" ? BigInt(wanted.value) : wanted.value);
    case "list":
      return got.kind === "list" && got.items.length === wanted.items.length &&
        wanted.items.every((item, index) => equal(got.items[index] ?? OTHER, item, strict));
    case "dict": {
      if (got.kind !== "dict" || got.entries.length !== wanted.entries.length) return false;
      const held = new Map(got.entries.map(([key, value]) => [keyOf(key, strict), value]));
      return wanted.entries.every(([key, value]) => {
        const own = held.get(keyOf({ ...key, exact: true } as Tree, strict));
        return own !== undefined && equal(own, value, strict);
      });
    }
    default:
      return false;
  }
}

/** A text that equal keys share; one of its own for what no JSON key equals. */
function keyOf(key: Tree, strict: boolean): string | object {
  const kind = strict ? `${key.exact ? key.kind : "subclass"}:` : "";
  if (key.kind === "str") return `${kind}s${key.value}`;
  if (key.kind === "int") return `${kind}n${key.value}`;
  if (key.kind === "bool") return `${kind}n${Number(key.value)}`;
  if (key.kind === "float" && Number.isInteger(key.value)) return `${kind}n${BigInt(key.value)}`;
  return {};
}

function sameNumber(got: Tree, wanted: bigint | number): boolean {
  switch (got.kind) {
    case "bool":
      return sameValue(BigInt(got.value), wanted);
    case "int":
    case "float":
      return sameValue(got.value, wanted);
    case "ratio": {
      const [over, under] = asRatio(wanted);
      return under !== 0n && got.over * under === over * got.under;
    }
    default:
      return false;
  }
}

function sameValue(a: bigint | number, b: bigint | number): boolean {
  if (typeof a === typeof b) return a === b;
  const [int, float] = typeof a === "bigint" ? [a, Number(b)] : [BigInt(b), Number(a)];
  return Number.isInteger(float) && BigInt(float) === int;
}

/** A number as an exact fraction; `[0, 0]` for what is not finite. */
function asRatio(value: bigint | number): readonly [bigint, bigint] {
  if (typeof value === "bigint") return [value, 1n];
  if (!Number.isFinite(value)) return [0n, 0n];
  let under = 1n;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    under *= 2n;
  }
  return [BigInt(scaled), under];
}

/**
 * Python's arithmetic and comparisons between `int` (a `bigint`), `float` (a `number`) and `bool`,
 * which counts as 0 or 1.
 *
 * @module
 */
import { byCodePoint } from "./code_points.ts";
import { type Data, isDict, isList } from "./data.ts";
import { PythonError } from "./error.ts";

/** An `int` or a `float`. */
export type PyNumber = bigint | number;

/** A number as it is, a `bool` as 0 or 1, `undefined` for anything else. */
export function numberOf(value: Data): PyNumber | undefined {
  if (typeof value === "boolean") return value ? 1n : 0n;
  return typeof value === "bigint" || typeof value === "number" ? value : undefined;
}

/**
 * `float(value)` of a number.
 *
 * @throws {PythonError} if an integer is beyond the range
 */
export function toFloat(value: PyNumber): number {
  const float = Number(value);
  if (typeof value === "bigint" && !Number.isFinite(float)) {
    throw new PythonError("OverflowError", "int too large to convert to float");
  }
  return float;
}

/** Integers stay integers; one float makes both floats. */
function combine(
  sign: string,
  a: Data,
  b: Data,
  ints: (a: bigint, b: bigint) => bigint,
  floats: (a: number, b: number) => number,
): PyNumber {
  const left = numberOf(a);
  const right = numberOf(b);
  if (left === undefined || right === undefined) {
    throw new PythonError(
      "TypeError",
      `unsupported operand type(s) for ${sign}: '${typeName(a)}' and '${typeName(b)}'`,
    );
  }
  if (typeof left === "bigint" && typeof right === "bigint") return ints(left, right);
  return floats(toFloat(left), toFloat(right));
}

/** `a + b` of numbers. @throws {PythonError} for other types */
export function add(a: Data, b: Data): PyNumber {
  return combine("+", a, b, (x, y) => x + y, (x, y) => x + y);
}

/** `a - b` of numbers. @throws {PythonError} for other types */
export function subtract(a: Data, b: Data): PyNumber {
  return combine("-", a, b, (x, y) => x - y, (x, y) => x - y);
}

/** `a * b` of numbers. @throws {PythonError} for other types */
export function multiply(a: Data, b: Data): PyNumber {
  return combine("*", a, b, (x, y) => x * y, (x, y) => x * y);
}

/** `a < b` of numbers or of texts. @throws {PythonError} for other types */
export function less(a: Data, b: Data): boolean {
  if (typeof a === "string" && typeof b === "string") return byCodePoint(a, b) < 0;
  const left = numberOf(a);
  const right = numberOf(b);
  if (left !== undefined && right !== undefined) return left < right;
  throw new PythonError(
    "TypeError",
    `'<' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

/** `a <= b` of numbers or of texts. @throws {PythonError} for other types */
export function atMost(a: Data, b: Data): boolean {
  return less(a, b) || equals(a, b);
}

/** `a == b`: `1 == 1.0 == True`; the order of a dict's keys does not matter. */
export function equals(a: Data, b: Data): boolean {
  const left = numberOf(a);
  const right = numberOf(b);
  // Between the two kinds of number `==` compares the exact values, as Python does.
  // deno-lint-ignore eqeqeq
  if (left !== undefined && right !== undefined) return left == right;
  if (isList(a)) {
    return isList(b) && a.length === b.length &&
      a.every((item, index) => equals(item, b[index] ?? null));
  }
  if (isDict(a)) {
    return isDict(b) && a.size === b.size && [...a].every(([key, held]) => {
      const other = b.get(key);
      return other !== undefined && equals(held, other);
    });
  }
  return a === b;
}

/** `type(value).__name__`. */
export function typeName(value: Data): string {
  if (value === null) return "NoneType";
  if (isList(value)) return "list";
  if (isDict(value)) return "dict";
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    case "number":
      return "float";
    default:
      return "str";
  }
}

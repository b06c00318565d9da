/**
 * Python's `float(text)` and `int(text)`: surrounding white space, `+`, `_` between digits, decimals
 * of any script, `inf`, `infinity` and `nan` in any case. `Number()` agrees on few of these.
 *
 * @module
 */
import { PY_WHITESPACE, pyStrip } from "./text.ts";
import { decimalValue } from "./characters.ts";

/** Digits `int()` reads before CPython refuses (`sys.set_int_max_str_digits`). */
export const MAX_INT_DIGITS = 4300;

const FINITE =
  /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i;
const INTEGER = /^[+-]?\d(?:_?\d)*$/;
const OTHER_DECIMALS = /(?![0-9])\p{Nd}/gu;
const NOT_ASCII = new RegExp(`[^\\0-\\x7f${PY_WHITESPACE}]`);

/**
 * `float(text)`.
 *
 * @returns `null` where Python raises `ValueError`; `NaN` and infinities as Python has them, also
 * for digits beyond the range of a double
 */
export function pyFloat(text: string): number | null {
  const plain = plainDigits(text);
  if (plain === null) return null;
  const special = SPECIAL.exec(plain);
  if (special !== null) {
    if (special[2] === undefined) return NaN;
    return special[1] === "-" ? -Infinity : Infinity;
  }
  return FINITE.test(plain) ? Number(plain.replaceAll("_", "")) : null;
}

/**
 * `int(text)` in base ten.
 *
 * @returns `null` where Python raises `ValueError`, also for more than {@linkcode MAX_INT_DIGITS}
 * digits
 */
export function pyInt(text: string): bigint | null {
  const plain = plainDigits(text);
  if (plain === null || !INTEGER.test(plain)) return null;
  const digits = plain.replace(/^[+-]/, "").replaceAll("_", "");
  if (digits.length > MAX_INT_DIGITS) return null;
  return plain.startsWith("-") ? -BigInt(digits) : BigInt(digits);
}

/** Trimmed and with ASCII digits for those of other scripts; `null` if anything else is not ASCII. */
function plainDigits(text: string): string | null {
  const plain = pyStrip(text).replace(OTHER_DECIMALS, (digit) => String(decimalValue(digit)));
  return NOT_ASCII.test(plain) ? null : plain;
}

/**
 * A number in the plain decimal notation that answer readers without exponents accept
 * (`0.0000001`, not `1e-7`); reads back as the same number.
 *
 * @throws {RangeError} if the number is not finite
 */
export function plainDecimal(value: number): string {
  if (!Number.isFinite(value)) {
    throw new RangeError(`Cannot write ${value} in decimal notation as it is not finite`);
  }
  const text = String(value);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (parts === null) return text;
  const [, sign = "", lead = "", rest = "", exponent = ""] = parts;
  const digits = lead + rest;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, "0")}`;
}

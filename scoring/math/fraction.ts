/**
 * Exact fractions over big integers, of bounded size.
 *
 * @module
 */

/** `n / d` in lowest terms, `d` above zero. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** A value that is too large, not real, or beyond what is implemented: nothing is claimed about it. */
export class Undecided extends Error {
  override readonly name = "Undecided";
}

/** Largest numerator or denominator, in bits: enough for 2^1000 and 170!. */
const MAX_BITS = 2048;
const LIMIT = 1n << BigInt(MAX_BITS);

/**
 * `n / d` in lowest terms.
 *
 * @throws {Undecided} if `d` is zero or the fraction is too large
 */
export function fraction(n: bigint, d = 1n): Fraction {
  if (d === 0n) throw new Undecided("a division by zero");
  const divisor = gcd(n, d) * (d < 0n ? -1n : 1n);
  const reduced = { n: n / divisor, d: d / divisor };
  if (abs(reduced.n) >= LIMIT || reduced.d >= LIMIT) throw new Undecided("a number is too large");
  return reduced;
}

/** Zero. */
export const ZERO: Fraction = { n: 0n, d: 1n };
/** One. */
export const ONE: Fraction = { n: 1n, d: 1n };

/** The value of a decimal as it is written, `1.5` or `7E-1`. */
export function decimalFraction(text: string): Fraction {
  const [mantissa = "", exponent = "0"] = text.split("E");
  const [whole = "", part = ""] = mantissa.split(".");
  const digits = BigInt(whole + part);
  const shift = Number(exponent) - part.length;
  if (Math.abs(shift) > MAX_BITS / 4) throw new Undecided("an exponent is too large");
  const power = 10n ** BigInt(Math.abs(shift));
  return shift < 0 ? fraction(digits, power) : fraction(digits * power);
}

/** `a + b`. */
export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** `a * b`. */
export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.n, a.d * b.d);
}

/** `a / b`; throws {@linkcode Undecided} for `b = 0`. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d, a.d * b.n);
}

/** `-a`. */
export function negate(a: Fraction): Fraction {
  return { n: -a.n, d: a.d };
}

/** True if both are the same number. */
export function same(a: Fraction, b: Fraction): boolean {
  return a.n === b.n && a.d === b.d;
}

/** Below zero, zero, or above: `-1`, `0`, `1`. */
export function sign(a: Fraction): -1 | 0 | 1 {
  return a.n === 0n ? 0 : a.n < 0n ? -1 : 1;
}

/** The largest integer not above `a`. */
export function floor(a: Fraction): bigint {
  const quotient = a.n / a.d;
  return a.n < 0n && quotient * a.d !== a.n ? quotient - 1n : quotient;
}

/** `a` to an integer power. */
export function power(a: Fraction, exponent: number): Fraction {
  if (exponent < 0) return power(divide(ONE, a), -exponent);
  const bits = Math.max(bitLength(a.n), bitLength(a.d)) - 1;
  if (bits * exponent > MAX_BITS) throw new Undecided("a power is too large");
  return fraction(a.n ** BigInt(exponent), a.d ** BigInt(exponent));
}

/** The positive `k`-th root of an integer, or `null` if it is no integer. */
export function integerRoot(value: bigint, k: number): bigint | null {
  if (value < 0n) return null;
  const root = rootBelow(value, k);
  return root ** BigInt(k) === value ? root : null;
}

/** The largest integer whose `k`-th power is not above `value`, which is not below zero. */
export function rootBelow(value: bigint, k: number): bigint {
  if (value < 2n || k === 1) return value;
  const degree = BigInt(k);
  let root = 1n << BigInt(Math.ceil(bitLength(value) / k));
  for (;;) {
    const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}

/** Greatest common divisor, not below zero. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Absolute value. */
export function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Number of binary digits of the absolute value; 0 of 0. */
export function bitLength(value: bigint): number {
  const hex = abs(value).toString(16);
  return value === 0n ? 0 : (hex.length - 1) * 4 + (32 - Math.clz32(parseInt(hex.charAt(0), 16)));
}

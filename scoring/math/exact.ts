/**
 * Exact real numbers: sums of `q * sqrt(d) * pi^p * e^k` with rational `q`. What cannot be written so is
 * {@linkcode Undecided}; two values that are found equal are equal.
 *
 * @module
 */
import {
  abs,
  add as addFractions,
  bitLength,
  divide as divideFractions,
  floor as floorOfFraction,
  type Fraction,
  fraction,
  gcd,
  integerRoot,
  multiply as multiplyFractions,
  negate as negateFraction,
  ONE,
  power as powerOfFraction,
  rootBelow,
  sign as signOfFraction,
  Undecided,
  ZERO,
} from "./fraction.ts";

/** `coefficient * sqrt(root) * pi^pi * e^e`. */
export interface Term {
  readonly coefficient: Fraction;
  /** A positive integer without small square factors. */
  readonly root: bigint;
  readonly pi: number;
  readonly e: number;
}

/** A real number. */
export interface Exact {
  /** Terms of different kinds, none of them zero. Zero has no terms. */
  readonly terms: readonly Term[];
  /**
   * A decimal has gone in. Upstream computes with binary floating-point numbers then, so operations
   * on it are carried out only as long as nothing has to be rounded.
   */
  readonly decimal: boolean;
}

const MAX_TERMS = 8;
const MAX_EXPONENT = 1000;
/** Binary digits of the numbers upstream computes decimals with. */
const FLOAT_BITS = 53;

/** A rational number. */
export function rational(value: Fraction, decimal = false): Exact {
  const terms = value.n === 0n ? [] : [{ coefficient: value, root: 1n, pi: 0, e: 0 }];
  return { terms, decimal };
}

/** An integer. */
export function integer(value: bigint): Exact {
  return rational(fraction(value));
}

/** `pi`. */
export const PI: Exact = {
  terms: [{ coefficient: ONE, root: 1n, pi: 1, e: 0 }],
  decimal: false,
};
/** `e` to an integer power. */
export function eTo(exponent: number): Exact {
  return { terms: [{ coefficient: ONE, root: 1n, pi: 0, e: exponent }], decimal: false };
}

/** The value as a fraction, or `null` if it is not (seen to be) rational. */
export function asRational({ terms }: Exact): Fraction | null {
  const [term] = terms;
  if (term === undefined) return ZERO;
  const plain = terms.length === 1 && term.root === 1n && term.pi === 0 && term.e === 0;
  return plain ? term.coefficient : null;
}

/** The value as an integer, or `null`. A decimal such as `70.0` is one. */
export function asInteger(value: Exact): bigint | null {
  const found = asRational(value);
  return found !== null && found.d === 1n ? found.n : null;
}

/** `a + b`. */
export function add(a: Exact, b: Exact): Exact {
  return computed([a, b], collected([...a.terms, ...b.terms]));
}

/** `-a`. */
export function negate({ terms, decimal }: Exact): Exact {
  return {
    terms: terms.map((term) => ({ ...term, coefficient: negateFraction(term.coefficient) })),
    decimal,
  };
}

/** `a * b`. */
export function multiply(a: Exact, b: Exact): Exact {
  if (a.terms.length * b.terms.length > MAX_TERMS ** 2) throw new Undecided("too many terms");
  const products = a.terms.flatMap((x) => b.terms.map((y) => multiplyTerms(x, y)));
  return computed([a, b], collected(products));
}

/**
 * `a / b`
 *
 * @throws {Undecided} if `b` is zero or has too many terms
 */
export function divide(a: Exact, b: Exact): Exact {
  const [first, second] = b.terms;
  if (first === undefined) throw new Undecided("a division by zero");
  if (second === undefined) {
    const inverse = { terms: [invertTerm(first)], decimal: b.decimal };
    return multiply(a, inverse);
  }
  // 1 / (x + y) = (x - y) / (x^2 - y^2), where the squares have no roots any more.
  if (b.terms.length > 2 || b.decimal) throw new Undecided("a division by a longer sum");
  const conjugate = { terms: [first, ...negate({ ...b, terms: [second] }).terms], decimal: false };
  const norm = multiply(b, conjugate);
  if (norm.terms.length !== 1) throw new Undecided("a division by a longer sum");
  return divide(multiply(a, conjugate), norm);
}

function invertTerm({ coefficient, root, pi, e }: Term): Term {
  return {
    coefficient: divideFractions(ONE, multiplyFractions(coefficient, fraction(root))),
    root,
    pi: -pi,
    e: -e,
  };
}

function multiplyTerms(a: Term, b: Term): Term {
  const common = gcd(a.root, b.root);
  const pi = a.pi + b.pi;
  const e = a.e + b.e;
  if (Math.max(Math.abs(pi), Math.abs(e)) > MAX_EXPONENT) {
    throw new Undecided("a power is too large");
  }
  const { coefficient, root } = withoutSquares((a.root / common) * (b.root / common));
  const factors = [a.coefficient, b.coefficient, fraction(common), coefficient];
  return { coefficient: factors.reduce(multiplyFractions), root, pi, e };
}

function collected(terms: readonly Term[]): readonly Term[] {
  const sums = new Map<string, Term>();
  for (const term of terms) {
    const kind = `${term.root}/${term.pi}/${term.e}`;
    const known = sums.get(kind);
    const coefficient = known === undefined
      ? term.coefficient
      : addFractions(known.coefficient, term.coefficient);
    sums.set(kind, { ...term, coefficient });
  }
  const kept = [...sums.values()].filter(({ coefficient }) => coefficient.n !== 0n);
  if (kept.length > MAX_TERMS) throw new Undecided("too many terms");
  return kept;
}

/** A result, unless upstream's floating-point numbers would have had to round on the way to it. */
function computed(operands: readonly Exact[], terms: readonly Term[]): Exact {
  if (!operands.some(({ decimal }) => decimal)) return { terms, decimal: false };
  const result = { terms, decimal: true };
  if (![...operands, result].every(fitsFloat)) throw new Undecided("a rounded decimal");
  return result;
}

function fitsFloat(value: Exact): boolean {
  const number = asRational(value);
  if (number === null) return false;
  const powerOfTwo = (number.d & (number.d - 1n)) === 0n;
  return powerOfTwo && bitLength(number.n) <= FLOAT_BITS;
}

/**
 * `base` to a power.
 *
 * @throws {Undecided} if the result is not real, not of this kind, or too large
 */
export function power(base: Exact, exponent: Exact): Exact {
  const to = asRational(exponent);
  if (to === null || exponent.decimal) throw new Undecided("a power to what is not a fraction");
  if (abs(to.n) > MAX_EXPONENT || to.d > MAX_EXPONENT) throw new Undecided("a power is too large");
  const times = Number(to.n);
  if (to.d === 1n) return integerPower(base, times);
  return integerPower(rootOf(base, Number(to.d)), times);
}

function integerPower(base: Exact, exponent: number): Exact {
  const number = asRational(base);
  if (number !== null && !base.decimal) {
    if (number.n === 0n && exponent <= 0) {
      if (exponent === 0) return rational(ONE);
      throw new Undecided("a division by zero");
    }
    return rational(powerOfFraction(number, exponent));
  }
  if (exponent < 0) return divide(rational(ONE), integerPower(base, -exponent));
  let result = rational(ONE);
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiply(result, square);
    if (left > 1) square = multiply(square, square);
  }
  return result;
}

/** The `k`-th root of a number above zero: of a fraction, square roots always, others if they come out. */
function rootOf(base: Exact, k: number): Exact {
  const number = asRational(base);
  if (number === null || base.decimal || signOfFraction(number) < 0) {
    throw new Undecided("a root that is not of a fraction above zero");
  }
  const above = integerRoot(number.n, k);
  const below = integerRoot(number.d, k);
  if (above !== null && below !== null) return rational(fraction(above, below));
  if (k !== 2) throw new Undecided("a root that does not come out");
  const { coefficient, root } = withoutSquares(number.n * number.d);
  const term = { coefficient: divideFractions(coefficient, fraction(number.d)), root, pi: 0, e: 0 };
  return { terms: [term], decimal: false };
}

/** Largest factor that is looked for by trial. */
const MAX_FACTOR = 1000n;

/** `sqrt(value)` as `coefficient * sqrt(root)`. */
function withoutSquares(value: bigint): { readonly coefficient: Fraction; readonly root: bigint } {
  let outside = 1n;
  let root = value;
  for (let factor = 2n; factor <= MAX_FACTOR && factor * factor <= root; factor++) {
    const square = factor * factor;
    while (root % square === 0n) {
      root /= square;
      outside *= factor;
    }
  }
  const whole = integerRoot(root, 2);
  if (whole !== null) return { coefficient: fraction(outside * whole), root: 1n };
  return { coefficient: fraction(outside), root };
}

/** Binary digits behind the point when a value is bounded. */
const SCALE = 512n;
/** Binary digits behind the point that are trusted. */
const TRUSTED = 384n;

// Computed to 512 binary digits by the series of arctan and exp, below.
const FIXED_ONE = 1n << SCALE;
const FIXED_PI = 4n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n));
const FIXED_E = sumOfInverseFactorials();

function arctanOfInverse(x: bigint): bigint {
  let power = FIXED_ONE / x;
  let sum = power;
  for (let n = 3n; power !== 0n; n += 2n) {
    power /= -x * x;
    sum += power / n;
  }
  return sum;
}

function sumOfInverseFactorials(): bigint {
  let sum = 0n;
  let term = FIXED_ONE;
  for (let n = 1n; term !== 0n; n++) {
    sum += term;
    term /= n;
  }
  return sum;
}

/** Bounds of the value times 2^512. They are far apart only for values out of this world. */
function bounds({ terms }: Exact): readonly [bigint, bigint] {
  let sum = 0n;
  let slack = 0n;
  for (const { coefficient, root, pi, e } of terms) {
    let value = rootBelow(root << (2n * SCALE), 2);
    if (Math.max(Math.abs(pi), Math.abs(e)) > 8) throw new Undecided("a high power of a constant");
    value = scaled(scaled(value, FIXED_PI, pi), FIXED_E, e);
    value = (value * coefficient.n) / coefficient.d;
    sum += value;
    slack += (abs(value) >> TRUSTED) + (1n << (SCALE - TRUSTED));
  }
  return [sum - slack, sum + slack];
}

function scaled(value: bigint, constant: bigint, exponent: number): bigint {
  let result = value;
  for (let i = 0; i < Math.abs(exponent); i++) {
    result = exponent > 0 ? (result * constant) >> SCALE : (result << SCALE) / constant;
  }
  return result;
}

/**
 * Below zero, zero, or above.
 *
 * @throws {Undecided} if it is too close to zero to tell
 */
export function signOf(value: Exact): -1 | 0 | 1 {
  const number = asRational(value);
  if (number !== null) return signOfFraction(number);
  const [low, high] = bounds(value);
  if (low > 0n) return 1;
  if (high < 0n) return -1;
  throw new Undecided("a value too close to zero");
}

/**
 * The largest integer not above the value.
 *
 * @throws {Undecided} if it is too close to an integer to tell
 */
export function floorOf(value: Exact): bigint {
  const number = asRational(value);
  if (number !== null) return floorOfFraction(number);
  const [low, high] = bounds(value);
  const floor = low >> SCALE;
  if (high >> SCALE !== floor) throw new Undecided("a value too close to an integer");
  return floor;
}

/**
 * `eval` of Python's arithmetic: integers, floats without exponent, `+ - * / // **`, unary signs,
 * parentheses, blanks.
 *
 * @module
 */
import { add, multiply, type PyNumber, subtract, toFloat } from "./arithmetic.ts";
import { PythonError } from "./error.ts";

/** Nesting at which CPython's tokenizer gives up. */
const MAX_DEPTH = 200;
/** Powers beyond this many bits are not computed: no float could hold them. */
const MAX_BITS = 100_000;

const TOKEN = /\*\*|\/\/|[-+*/()]|\d+\.\d*|\.\d+|\d+/y;

/**
 * Evaluates an expression.
 *
 * @throws {PythonError} `SyntaxError`, `ZeroDivisionError`, `OverflowError` or `TypeError` where
 * Python raises; a complex result and a call of a number are `TypeError`s
 */
export function evaluate(expression: string): PyNumber {
  const parser = new Parser(tokens(expression));
  const value = parser.sum(0);
  if (!parser.atEnd) throw invalid();
  return value;
}

function invalid(): PythonError {
  return new PythonError("SyntaxError", "invalid syntax");
}

function tokens(expression: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < expression.length;) {
    if (expression[at] === " ") {
      at++;
      continue;
    }
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(expression)?.[0];
    if (token === undefined) throw invalid();
    if (/^0+[1-9]\d*$/.test(token)) {
      throw new PythonError("SyntaxError", "leading zeros in decimal integer literals");
    }
    found.push(token);
    at += token.length;
  }
  return found;
}

class Parser {
  #at = 0;
  constructor(readonly tokens: readonly string[]) {}

  get atEnd(): boolean {
    return this.#at === this.tokens.length;
  }

  #accept(...wanted: readonly string[]): string | undefined {
    const token = this.tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.#at++;
    return token;
  }

  sum(depth: number): PyNumber {
    let value = this.#product(depth);
    for (;;) {
      const sign = this.#accept("+", "-");
      if (sign === undefined) return value;
      const next = this.#product(depth);
      value = sign === "+" ? add(value, next) : subtract(value, next);
    }
  }

  #product(depth: number): PyNumber {
    let value = this.#signed(depth);
    for (;;) {
      const sign = this.#accept("*", "//", "/");
      if (sign === undefined) return value;
      const next = this.#signed(depth);
      if (sign === "*") value = bounded(multiply(value, next));
      else value = sign === "/" ? divide(value, next) : floorDivide(value, next);
    }
  }

  #signed(depth: number): PyNumber {
    let negative = false;
    for (;;) {
      const sign = this.#accept("+", "-");
      if (sign === undefined) break;
      if (sign === "-") negative = !negative;
    }
    const value = this.#power(depth);
    return negative ? -value : value;
  }

  /** Binds tighter than a sign on its left, looser than one on its right: `-2**-1` is -0.5. */
  #power(depth: number): PyNumber {
    if (depth > MAX_DEPTH) throw new PythonError("SyntaxError", "too many nested operators");
    const base = this.#atom(depth);
    return this.#accept("**") === undefined ? base : power(base, this.#signed(depth + 1));
  }

  #atom(depth: number): PyNumber {
    const token = this.tokens[this.#at++];
    if (token === undefined) throw invalid();
    if (token === "(") {
      const value = this.sum(depth + 1);
      if (this.#accept(")") === undefined) throw invalid();
      return value;
    }
    if (!/\d/.test(token)) throw invalid();
    return token.includes(".") ? Number(token) : integer(token);
  }
}

function integer(digits: string): bigint {
  if (digits.length > 4300) throw new PythonError("SyntaxError", "integer literal is too long");
  return BigInt(digits);
}

function bounded(value: PyNumber): PyNumber {
  if (typeof value === "bigint" && bitLength(value) > MAX_BITS) throw tooLarge();
  return value;
}

function tooLarge(): PythonError {
  return new PythonError("OverflowError", "result is too large");
}

function zeroDivision(): PythonError {
  return new PythonError("ZeroDivisionError", "division by zero");
}

function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(16).length * 4;
}

/** True division: of integers the correctly rounded quotient. */
function divide(a: PyNumber, b: PyNumber): number {
  if (Number(b) === 0) throw zeroDivision();
  if (typeof a === "number" || typeof b === "number") return toFloat(a) / toFloat(b);
  const negative = (a < 0n) !== (b < 0n);
  const top = a < 0n ? -a : a;
  const bottom = b < 0n ? -b : b;
  // A quotient of at least 64 bits whose last bit tells whether anything was cut off rounds right.
  const shift = Math.max(0, 64 + bitLength(bottom) - bitLength(top));
  const shifted = top << BigInt(shift);
  const quotient = shifted / bottom;
  const exact = quotient * bottom === shifted;
  const float = Number((quotient << 1n) | (exact ? 0n : 1n));
  if (!Number.isFinite(float)) throw tooLarge();
  // In two steps, as 2 ** -shift alone may be too small for a float.
  const half = Math.floor((shift + 1) / 2);
  const result = float * 2 ** -half * 2 ** -(shift + 1 - half);
  return negative ? -result : result;
}

function floorDivide(a: PyNumber, b: PyNumber): PyNumber {
  if (Number(b) === 0) throw zeroDivision();
  if (typeof a === "bigint" && typeof b === "bigint") {
    const quotient = a / b;
    return quotient * b !== a && (a < 0n) !== (b < 0n) ? quotient - 1n : quotient;
  }
  const top = toFloat(a);
  const bottom = toFloat(b);
  let rest = top % bottom;
  if (rest !== 0 && (rest < 0) !== (bottom < 0)) rest += bottom;
  const quotient = (top - rest) / bottom;
  const floor = Math.floor(quotient);
  // What was left of rounding errors may not push the result to the next integer.
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function power(base: PyNumber, exponent: PyNumber): PyNumber {
  if (typeof base === "bigint" && typeof exponent === "bigint" && exponent >= 0n) {
    const small = base >= -1n && base <= 1n;
    if (!small && BigInt(bitLength(base) - 4) * exponent > BigInt(MAX_BITS)) throw tooLarge();
    if (!small && exponent > BigInt(MAX_BITS)) throw tooLarge();
    return small && exponent > 1n ? base ** (2n - exponent % 2n) : base ** exponent;
  }
  const x = toFloat(base);
  const y = toFloat(exponent);
  if (x === 0 && y < 0) throw zeroDivision();
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)) {
    throw new PythonError("TypeError", "must be a real number, not complex");
  }
  // JavaScript says NaN where C says 1.
  if (x === 1 || y === 0 || (x === -1 && !Number.isFinite(y) && !Number.isNaN(y))) return 1;
  const result = x ** y;
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) throw tooLarge();
  return result;
}

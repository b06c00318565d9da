import {
  add,
  asInteger,
  asRational,
  divide,
  eTo,
  type Exact,
  floorOf,
  integer,
  multiply,
  negate,
  PI,
  power,
  rational,
  signOf,
} from "./exact.ts";
import {
  type Expression,
  isBareInteger,
  type Operation,
  type OperationNode,
  type SeriesNode,
} from "./expression.ts";
import { abs, fraction, gcd, power as powerOfFraction, Undecided } from "./fraction.ts";
import { binomial, factorial, lcm } from "./integers.ts";
import { cosine, sine } from "./trigonometry.ts";

/** Most operations that are carried out for one answer. */
const MAX_STEPS = 5000;

/**
 * The exact value of an expression.
 *
 * @throws {Undecided} if it has none: symbols, division by zero, numbers that are not real or not sums
 *   of square roots, or too much work
 */
export function evaluate(expression: Expression): Exact {
  return new Evaluation().value(expression, NOTHING_BOUND);
}

type Bindings = ReadonlyMap<string, Exact>;
const NOTHING_BOUND: Bindings = new Map();

class Evaluation {
  #steps = 0;
  #hasSeries = false;

  value(node: Expression, bound: Bindings): Exact {
    if (++this.#steps > MAX_STEPS) throw new Undecided("too much to compute");
    switch (node.type) {
      case "number":
        return rational(node.value, node.decimal);
      case "symbol": {
        const value = bound.get(node.name);
        if (value === undefined) throw new Undecided("a symbol without a value");
        return value;
      }
      case "constant":
        if (node.name === "pi") return PI;
        if (node.name === "e") return eTo(1);
        throw new Undecided(`the constant "${node.name}"`);
      case "operation":
        return this.#operation(node, bound);
      case "series":
        this.#hasSeries = true;
        return this.#plain(this.#series(node, bound));
    }
  }

  #operation({ operation, args }: OperationNode, bound: Bindings): Exact {
    if ((operation === "gcd" || operation === "lcm") && !args.every(isPlain)) {
      throw new Undecided("a list function of what is not plain");
    }
    // Nothing times a letter is nothing.
    if (operation === "multiply" && args.some(isZero)) {
      const others = args.filter(({ type }) => type !== "symbol");
      others.forEach((arg) => this.value(arg, bound));
      return integer(0n);
    }
    return this.#plain(compute(operation, args.map((arg) => this.value(arg, bound))));
  }

  /** Upstream does not come to the end of roots and series together. */
  #plain(value: Exact): Exact {
    if (this.#hasSeries && asRational(value) === null) {
      throw new Undecided("a series and what is no fraction");
    }
    return value;
  }

  #series({ operation, body, index, from, to }: SeriesNode, bound: Bindings): Exact {
    const first = exactInteger(this.value(from, bound));
    const last = exactInteger(this.value(to, bound));
    if (last - first < -1n || last - first > BigInt(MAX_STEPS)) {
      throw new Undecided("a series that is too long");
    }
    let result = integer(operation === "sum" ? 0n : 1n);
    for (let at = first; at <= last; at++) {
      const term = this.value(body, new Map([...bound, [index, integer(at)]]));
      result = operation === "sum" ? add(result, term) : multiply(result, term);
    }
    return result;
  }
}

/** True for an integer above zero, and for a sum or product of such. */
function isPlain(node: Expression): boolean {
  if (isBareInteger(node)) return node.value.n > 0n;
  return node.type === "operation" &&
    (node.operation === "add" || node.operation === "multiply") &&
    node.args.every((arg) => isBareInteger(arg) && arg.value.n > 0n);
}

function isZero(node: Expression): boolean {
  return isBareInteger(node) && node.value.n === 0n;
}

function compute(operation: Operation, args: readonly Exact[]): Exact {
  const [a, b] = args;
  if (a === undefined) throw new Undecided("an operation on nothing");
  switch (operation) {
    case "add":
      return args.reduce(add);
    case "multiply":
      return args.reduce(multiply);
    case "max":
    case "min":
      return args.reduce((best, next) => {
        const higher = signOf(add(next, negate(best))) > 0;
        return higher === (operation === "max") ? next : best;
      });
    case "gcd":
    case "lcm":
      return integer(args.map(exactInteger).reduce(operation === "gcd" ? gcd : lcm));
    case "divide":
      return divide(a, second(b));
    case "power":
      return power(a, second(b));
    case "mod":
      return modulo(a, second(b));
    case "log":
      return logarithm(a, second(b));
    case "binomial":
      return integer(binomial(exactInteger(a), exactInteger(second(b))));
    case "abs":
      return signOf(a) < 0 ? negate(a) : a;
    case "floor":
      return integer(floorOf(a));
    case "ceiling":
      return integer(-floorOf(negate(a)));
    case "factorial":
      return integer(factorial(exactInteger(a)));
    case "gamma":
      return integer(factorial(exactInteger(a) - 1n));
    case "percent":
      return divide(a, integer(100n));
    case "exp":
      return exponential(a);
    case "sin":
      return sine(a);
    case "cos":
      return cosine(a);
    case "tan":
      return divide(sine(a), cosine(a));
    case "cot":
      return divide(cosine(a), sine(a));
    case "sec":
      return divide(integer(1n), cosine(a));
    case "csc":
      return divide(integer(1n), sine(a));
    case "apply":
    case "unknown":
      throw new Undecided("a function that is not computed");
  }
}

function second(value: Exact | undefined): Exact {
  if (value === undefined) throw new Undecided("an operation on one value");
  return value;
}

/** An integer that is not a decimal. */
function exactInteger(value: Exact): bigint {
  const found = value.decimal ? null : asInteger(value);
  if (found === null) throw new Undecided("an operation on what is no integer");
  return found;
}

/** The remainder with the sign of the divisor. */
function modulo(a: Exact, b: Exact): Exact {
  const quotient = floorOf(divide(a, b));
  return add(a, negate(multiply(integer(quotient), b)));
}

function exponential(exponent: Exact): Exact {
  const to = Number(exactInteger(exponent));
  if (!(Math.abs(to) <= 1e9)) throw new Undecided("a power is too large");
  return eTo(to);
}

/** Largest denominator of a logarithm that is not an integer. */
const MAX_DENOMINATOR = 12;

/** `log_base value` where it is a fraction: `base^p = value^q`. */
function logarithm(value: Exact, base: Exact): Exact {
  if (value.decimal || base.decimal) throw new Undecided("a logarithm of a decimal");
  if (asInteger(value) === 1n) return integer(0n);
  const [natural] = base.terms;
  if (natural !== undefined && natural.e === 1 && base.terms.length === 1) {
    const [term] = value.terms;
    const plain = value.terms.length === 1 && term !== undefined && term.root === 1n &&
      term.pi === 0 && term.coefficient.n === 1n && term.coefficient.d === 1n;
    if (!plain) throw new Undecided("a natural logarithm");
    return integer(BigInt(term.e));
  }
  const a = asRational(value);
  const b = asRational(base);
  if (a === null || b === null || a.n <= 0n || b.n <= 0n || (b.n === 1n && b.d === 1n)) {
    throw new Undecided("a logarithm that is no fraction");
  }
  const ratio = Math.log(Number(a.n)) - Math.log(Number(a.d));
  const unit = Math.log(Number(b.n)) - Math.log(Number(b.d));
  for (let q = 1; q <= MAX_DENOMINATOR; q++) {
    const p = Math.round(ratio / unit * q);
    if (!Number.isFinite(p) || abs(BigInt(p)) > 1000n) break;
    const [left, right] = [powerOfFraction(b, p), powerOfFraction(a, q)];
    if (left.n === right.n && left.d === right.d) return rational(fraction(BigInt(p), BigInt(q)));
  }
  throw new Undecided("a logarithm that is no fraction");
}

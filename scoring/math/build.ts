/**
 * Builds expressions as latex2sympy2 does: nothing is computed, except what sympy computes when it is
 * given bare numbers.
 *
 * @module
 */
import {
  type Expression,
  isBareInteger,
  isOnlySymbols,
  type NumberNode,
  type Operation,
  type RelationNode,
  type SetNode,
  type Statement,
} from "./expression.ts";
import {
  add,
  decimalFraction,
  divide,
  type Fraction,
  fraction,
  negate,
  sign,
  Undecided,
} from "./fraction.ts";
import { binomial, factorial } from "./integers.ts";

/** A bare number. */
export function number(value: Fraction, decimal = false): NumberNode {
  return { type: "number", value, decimal };
}

/** A number as it is written: digits, a decimal point, an exponent behind `E`. */
export function writtenNumber(text: string): NumberNode {
  return /^[0-9]+$/.test(text)
    ? number(fraction(BigInt(text)))
    : number(decimalFraction(text), true);
}

/** An operation that is left for later. */
export function operation(name: Operation, ...args: readonly Expression[]): Expression {
  return { type: "operation", operation: name, args };
}

/** `a + b` in one flat sum. */
export function sum(a: Expression, b: Expression): Expression {
  return operation("add", ...termsOf("add", a), ...termsOf("add", b));
}

/** `a * b` in one flat product. */
export function product(a: Expression, b: Expression): Expression {
  return operation("multiply", ...termsOf("multiply", a), ...termsOf("multiply", b));
}

function termsOf(name: "add" | "multiply", node: Expression): readonly Expression[] {
  return node.type === "operation" && node.operation === name ? node.args : [node];
}

/** `-a`. */
export function minus(a: Expression): Expression {
  return a.type === "number"
    ? number(negate(a.value), a.decimal)
    : product(number(fraction(-1n)), a);
}

/** `a / b`: of bare integers the fraction. */
export function quotient(a: Expression, b: Expression): Expression {
  return isBareInteger(a) && isBareInteger(b) && b.value.n !== 0n
    ? number(divide(a.value, b.value))
    : operation("divide", a, b);
}

/** `C(n, k)`: of bare integers the number. */
export function choose(n: Expression, k: Expression): Expression {
  return isBareInteger(n) && isBareInteger(k)
    ? number(fraction(binomial(n.value.n, k.value.n)))
    : operation("binomial", n, k);
}

/** The gamma function: of a bare integer above zero the number. */
export function gammaOf(a: Expression): Expression {
  return isBareInteger(a) && a.value.n > 0n
    ? number(fraction(factorial(a.value.n - 1n)))
    : operation("gamma", a);
}

/** `e` to a power; of a bare zero the number one, of a natural logarithm what is in it. */
export function exponential(power: Expression): Expression {
  if (isBareInteger(power) && power.value.n === 0n) return number(fraction(1n));
  if (power.type === "operation" && power.operation === "log") {
    const [value, base] = power.args;
    if (value !== undefined && base?.type === "constant" && base.name === "e") return value;
  }
  return operation("exp", power);
}

/** What upstream computes as soon as it has numbers, so that it may have a bare number where we do not. */
const COMPUTED_AT_ONCE: ReadonlySet<Operation> = new Set([
  "binomial",
  "gamma",
  "exp",
  "gcd",
  "lcm",
]);

/**
 * Two values side by side. A bare integer before a bare number above zero is a mixed number, that is a
 * sum (`2 1/2`, but also `2(102)` and `7 0 1`); everything else multiplies.
 *
 * @throws {Undecided} where it cannot be told which of them it is
 */
export function sideBySide(a: Expression, b: Expression): Expression {
  if (isBareInteger(a) && b.type === "number" && !b.decimal && sign(b.value) > 0) {
    return number(add(a.value, sign(a.value) < 0 ? negate(b.value) : b.value));
  }
  for (const side of [a, b]) {
    const computed = side.type === "operation" && COMPUTED_AT_ONCE.has(side.operation);
    if (computed && !hasSymbols(side)) throw new Undecided("a product with a computed number");
  }
  return product(a, b);
}

function hasSymbols(node: Expression): boolean {
  return node.type === "symbol" || (node.type === "operation" && node.args.some(hasSymbols));
}

/** What a relation sign between two sides says. `approx` is no relation: it gives one of its sides. */
export function related(
  left: Statement,
  relation: "equal" | "other" | "approx",
  right: Statement,
): Statement {
  if (relation === "approx") return isOnlySymbols(left) ? right : left;
  if (left.type === "chain") {
    const last = left.relations.at(-1)?.right ?? left;
    return {
      type: "chain",
      relations: [...left.relations, { type: "relation", relation, left: last, right }],
    };
  }
  if (left.type === "relation") {
    const next: RelationNode = { type: "relation", relation, left: left.right, right };
    return { type: "chain", relations: [left, next] };
  }
  return { type: "relation", relation, left, right };
}

/** A set of values. */
export function setOf(elements: readonly Statement[]): SetNode {
  return { type: "set", elements };
}

/** Lists between semicolons: one value, a set of values, or a set of tuples. */
export function listed(lists: readonly (readonly Statement[])[]): Statement {
  const [first] = lists;
  if (lists.length === 1 && first !== undefined) {
    return first.length === 1 && first[0] !== undefined ? first[0] : setOf(first);
  }
  if (lists.every((list) => list.length === 1)) return setOf(lists.flat());
  return setOf(lists.map((elements) => ({ type: "tuple", elements })));
}

/** What stands between two brackets with one comma. */
export function interval(
  from: Expression,
  to: Expression,
  open: { readonly left: boolean; readonly right: boolean },
): Statement {
  return { type: "interval", closed: !open.left && !open.right, elements: [from, to] };
}

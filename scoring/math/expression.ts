import type { Fraction } from "./fraction.ts";

/**
 * A number as it stands: an integer or fraction, or a `decimal` as it was written.
 *
 * Upstream builds everything unevaluated except numbers and the quotients of integers, and some of its
 * rules ask whether an operand is such a bare number; so does this tree.
 */
export interface NumberNode {
  readonly type: "number";
  readonly value: Fraction;
  readonly decimal: boolean;
}

/** A letter or name. */
export interface SymbolNode {
  readonly type: "symbol";
  readonly name: string;
}

/** A number that has a name. */
export interface ConstantNode {
  readonly type: "constant";
  readonly name: "pi" | "e" | "i" | "infinity" | "euler-gamma";
}

/** What an {@linkcode OperationNode} does to its arguments. */
export type Operation =
  | "add"
  | "multiply"
  | "divide"
  | "power"
  | "abs"
  | "floor"
  | "ceiling"
  | "factorial"
  | "percent"
  | "mod"
  | "binomial"
  | "gcd"
  | "lcm"
  | "max"
  | "min"
  | "log"
  | "exp"
  | "gamma"
  | "sin"
  | "cos"
  | "tan"
  | "csc"
  | "sec"
  | "cot"
  /** A function of unknown meaning. */
  | "apply"
  /** A function that is known and not computed here. */
  | "unknown";

/** An operation that has not been carried out. */
export interface OperationNode {
  readonly type: "operation";
  readonly operation: Operation;
  readonly args: readonly Expression[];
}

/** A sum or product over a running index. */
export interface SeriesNode {
  readonly type: "series";
  readonly operation: "sum" | "product";
  readonly body: Expression;
  readonly index: string;
  readonly from: Expression;
  readonly to: Expression;
}

/** What has a value. */
export type Expression = NumberNode | SymbolNode | ConstantNode | OperationNode | SeriesNode;

/** Two sides. `equal` stands for signs of equality; everything else is `other`. */
export interface RelationNode {
  readonly type: "relation";
  readonly relation: "equal" | "other";
  readonly left: Statement;
  readonly right: Statement;
}

/** `a = b = c`: relations that share sides. */
export interface RelationChain {
  readonly type: "chain";
  readonly relations: readonly RelationNode[];
}

/** Values in any order, each once. */
export interface SetNode {
  readonly type: "set";
  readonly elements: readonly Statement[];
}

/** Values in order: never a single answer. */
export interface TupleNode {
  readonly type: "tuple";
  readonly elements: readonly Statement[];
}

/** A stretch of numbers. A closed one from a number to itself holds that number alone. */
export interface IntervalNode {
  readonly type: "interval";
  readonly closed: boolean;
  readonly elements: readonly [Expression, Expression];
}

/** What an answer says. */
export type Statement =
  | Expression
  | RelationNode
  | RelationChain
  | SetNode
  | TupleNode
  | IntervalNode;

/** True for a whole number that is written as such, or is a quotient of such. */
export function isBareInteger(node: Statement): node is NumberNode {
  return node.type === "number" && !node.decimal && node.value.d === 1n;
}

/** The same text for the same tree, whatever its values. */
export function structureOf(node: Statement): string {
  return JSON.stringify(node, (_, value) => typeof value === "bigint" ? `${value}n` : value);
}

/**
 * True if a side of an equation names nothing but symbols (`x`, `m+n`, `|S|`, `f(x)`, `x/2`), so that
 * the other side is what it stands for. A minus sign and a number factor spoil it, a number under a
 * fraction bar does not.
 *
 * Upstream: `latex2sympy2_extended@02999f5d src/latex2sympy2_extended/latex2sympy2.py`
 * (`is_expr_of_only_symbols`).
 */
export function isOnlySymbols(node: Statement): boolean {
  switch (node.type) {
    case "symbol":
      return true;
    case "number":
    case "constant":
    case "series":
      return false;
    case "relation":
      return isOnlySymbols(node.left) && isOnlySymbols(node.right);
    case "chain":
      return node.relations.every(isOnlySymbols);
    case "set":
    case "tuple":
    case "interval":
      return node.elements.length > 0 && node.elements.every(isOnlySymbols);
    case "operation": {
      const [first, second] = node.args;
      if (first === undefined) return false;
      switch (node.operation) {
        case "divide":
          return second !== undefined && isOnlySymbols(first) && isReciprocalOfSymbols(second);
        case "power":
          if (second?.type === "number" && second.value.n === -1n && second.value.d === 1n) {
            return isReciprocalOfSymbols(first);
          }
          return node.args.every(isOnlySymbols);
        case "percent":
        case "gcd":
        case "lcm":
          return false;
        default:
          return node.args.every(isOnlySymbols);
      }
    }
  }
}

/** Whether `1 / node` passes: all it is made of must, and a number is made of nothing. */
function isReciprocalOfSymbols(node: Expression): boolean {
  switch (node.type) {
    case "symbol":
    case "number":
    case "constant":
      return true;
    case "operation": {
      if (node.operation !== "divide") return node.args.every(isOnlySymbols);
      const [first, second] = node.args;
      return first !== undefined && second !== undefined && isOnlySymbols(first) &&
        isReciprocalOfSymbols(second);
    }
    case "series":
      return false;
  }
}

import {
  choose,
  exponential,
  gammaOf,
  interval,
  listed,
  minus,
  number,
  operation,
  product,
  quotient,
  related,
  setOf,
  sideBySide,
  sum,
  writtenNumber,
} from "./build.ts";
import type { Expression, Operation, Statement } from "./expression.ts";
import { decimalFraction, fraction, Undecided } from "./fraction.ts";
import { accentName, latexSymbol } from "./symbols.ts";
import { type Token, tokenise, type TokenKind } from "./tokens.ts";

/**
 * What came of parsing. `failed`: upstream cannot parse this, either. `unsupported`: nothing is known,
 * upstream may well have a value.
 */
export type Parsed =
  | { readonly kind: "parsed"; readonly statement: Statement }
  | { readonly kind: "failed" }
  | { readonly kind: "unsupported" };

/** Longest text that is parsed, in UTF-16 units. */
const MAX_LENGTH = 2048;
/** Deepest nesting of brackets that is parsed. */
const MAX_DEPTH = 64;

const THOUSANDS = /^-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$/;

/**
 * Parses the LaTeX of an answer: an expression, an equation, a list, a set. Numbers are exact.
 *
 * A recursive descent over the part of latex2sympy2's grammar that gives numbers, with its choices:
 * groups of thousands only when the number stands alone; side by side is a product or a mixed number;
 * `2^3^2` is `(2^3)^2`; a letter before brackets is a function.
 *
 * Upstream: `latex2sympy2_extended@02999f5d src/latex2sympy2_extended/PS.g4`, `latex2sympy2.py`.
 */
export function parseLatex(text: string): Parsed {
  if (text.length > MAX_LENGTH) return { kind: "unsupported" };
  const tokens = tokenise(text);
  if (tokens === null) return { kind: "failed" };
  if (tokens.some(({ kind }) => kind === "unsupported")) return { kind: "unsupported" };
  try {
    const statement = THOUSANDS.test(text) ? groupedNumber(text) : new Parser(tokens).statement();
    return statement === null ? { kind: "failed" } : { kind: "parsed", statement };
  } catch (cause) {
    if (cause instanceof Undecided) return { kind: "unsupported" };
    if (cause instanceof Rejected) return { kind: "failed" };
    throw cause;
  }
}

/** `1,070` is a thousand and seventy; behind a leading zero the commas are decimal points. */
function groupedNumber(text: string): Statement | null {
  const negative = text.startsWith("-");
  const digits = negative ? text.slice(1) : text;
  if (!negative && digits.startsWith("0")) {
    const decimal = digits.replaceAll(",", ".");
    return decimal.split(".").length > 2 ? null : number(decimalFraction(decimal), true);
  }
  const value = writtenNumber(digits.replaceAll(",", ""));
  return negative ? minus(value) : value;
}

/** Upstream parses this and then fails to build a value of it. */
class Rejected extends Error {
  override readonly name = "Rejected";
}

type Kinds = ReadonlySet<TokenKind>;

const kinds = (...names: readonly TokenKind[]): Kinds => new Set(names);

/** Brackets that group an expression, by opener. */
const GROUPS: ReadonlyMap<TokenKind, TokenKind> = new Map<TokenKind, TokenKind>([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["\\{", "\\}"],
  ["\\lgroup", "\\rgroup"],
  ["\\lbrace", "\\rbrace"],
  ["\\lbrack", "\\rbrack"],
]);
/** Brackets that round down or up. */
const ROUNDED: ReadonlyMap<TokenKind, readonly [TokenKind, Operation]> = new Map([
  ["floor-open", ["floor-close", "floor"]],
  ["corner-floor-open", ["corner-floor-close", "floor"]],
  ["ceiling-open", ["ceiling-close", "ceiling"]],
  ["corner-ceiling-open", ["corner-ceiling-close", "ceiling"]],
]);
/** Brackets of tuples and sets, by opener. */
const TUPLES: ReadonlyMap<TokenKind, TokenKind> = new Map<TokenKind, TokenKind>([
  ["(", ")"],
  ["\\(", "\\)"],
  ["[", "]"],
]);
const SETS: ReadonlyMap<TokenKind, TokenKind> = new Map<TokenKind, TokenKind>([
  ["{", "}"],
  ["\\{", "\\}"],
]);
const INTERVAL_OPENERS = kinds("(", "\\(", "[", "\\lbrack", "\\lgroup");
const INTERVAL_CLOSERS = kinds(")", "\\)", "]", "\\rbrack", "\\rgroup");
const OPEN_ENDS = kinds("(", "\\(", "\\lgroup", ")", "\\)", "\\rgroup");
const SYMBOLS = kinds("symbol", "accent");
/** What a factor can begin with, functions left out. */
const PLAIN_FACTORS = kinds(
  ...GROUPS.keys(),
  ...ROUNDED.keys(),
  "symbol",
  "accent",
  "number",
  "percent-number",
  "differential",
  "infinity",
  "gamma",
  "E",
  "frac",
  "binom",
  "\\lvert",
  "|",
  "\\vert",
);
const FUNCTIONS = kinds(
  "function",
  "list-function",
  "operator-name",
  "sqrt",
  "sum",
  "product",
  "exponential",
);
const COMPUTED: Readonly<Record<string, Operation>> = {
  "\\exp": "exp",
  "\\floor": "floor",
  "\\ceil": "ceiling",
  "\\sin": "sin",
  "\\cos": "cos",
  "\\tan": "tan",
  "\\csc": "csc",
  "\\sec": "sec",
  "\\cot": "cot",
};
const LISTS: Readonly<Record<string, Operation>> = {
  "\\gcd": "gcd",
  "\\lcm": "lcm",
  "\\max": "max",
  "\\min": "min",
  gcd: "gcd",
  lcm: "lcm",
};

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  /** The bar that would close the innermost open bracket, if that is a bar. */
  #bar: TokenKind | null = null;
  readonly #expressions = new Map<
    string,
    { readonly value: Expression | null; readonly end: number }
  >();

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The whole text: an assignment to a symbol, or a list. */
  statement(): Statement | null {
    const assignment = this.#symbolIs();
    if (assignment !== null && this.#kind() === "end") return assignment;
    this.#at = 0;
    const lists = this.#lists("end", true);
    if (lists === null || this.#kind() !== "end") return null;
    if (this.#tokens.some(({ kind }) => kind === "in")) throw new Rejected("membership of a value");
    return listed(lists);
  }

  #kind(ahead = 0): TokenKind {
    return this.#tokens[this.#at + ahead]?.kind ?? "end";
  }

  #take(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) return { kind: "end", text: "" };
    this.#at++;
    return token;
  }

  #skip(kind: TokenKind): boolean {
    if (this.#kind() !== kind) return false;
    this.#at++;
    return true;
  }

  /** `x = …`, `(x, y) = …`, `x \in …`: what stands on the right may be a list or a set. */
  #symbolIs(): Statement | null {
    const left = this.#kind() === "("
      ? this.#bracketed(() => this.#symbolTuple())
      : SYMBOLS.has(this.#kind())
      ? this.#symbol(true)
      : null;
    if (left === null || (this.#kind() !== "=" && this.#kind() !== "in")) return null;
    this.#take();
    const lists = this.#lists("end", false);
    return lists === null ? null : related(left, "equal", listed(lists));
  }

  #symbolTuple(): Statement | null {
    this.#take();
    const elements: Expression[] = [];
    do {
      const symbol = SYMBOLS.has(this.#kind()) ? this.#symbol(true) : null;
      if (symbol === null) return null;
      elements.push(symbol);
    } while (this.#skip(","));
    if (!this.#skip(")")) return null;
    const [only] = elements;
    return elements.length === 1 && only !== undefined ? only : { type: "tuple", elements };
  }

  /** Lists of elements between semicolons, up to a closer that is not taken. */
  #lists(closer: TokenKind, relations: boolean): Statement[][] | null {
    const follow = kinds(",", ";", closer);
    const lists: Statement[][] = [];
    do {
      const list: Statement[] = [];
      do {
        const element = this.#element(follow, relations);
        if (element === null) return null;
        list.push(...element);
      } while (this.#skip(","));
      lists.push(list);
    } while (this.#skip(";"));
    return lists;
  }

  #element(follow: Kinds, relations: boolean): readonly Statement[] | null {
    const start = this.#at;
    const readings = [
      () => this.#plusMinus(),
      () => single(this.#setAtom()),
      () => single(relations ? this.#relation() : this.#expression()),
    ];
    for (const read of readings) {
      this.#at = start;
      const values = read();
      if (values !== null && follow.has(this.#kind())) return values;
    }
    return null;
  }

  #plusMinus(): readonly Statement[] | null {
    if (this.#skip("plus-minus")) {
      const value = this.#expression();
      return value === null ? null : [minus(value), value];
    }
    const left = this.#expression();
    if (left === null || !this.#skip("plus-minus")) return null;
    const right = this.#expression();
    return right === null
      ? null
      : [operation("add", left, right), operation("add", left, minus(right))];
  }

  /** An interval, a tuple or a set. */
  #setAtom(): Statement | null {
    const start = this.#at;
    const opener = this.#kind();
    if (INTERVAL_OPENERS.has(opener)) {
      const found = this.#bracketed(() => this.#interval());
      if (found !== null) return found;
      this.#at = start;
    }
    const tuple = TUPLES.get(opener);
    if (tuple !== undefined) {
      const lists = this.#bracketed(() => this.#listsIn(tuple));
      if (lists === null) return null;
      const elements = lists.flat();
      const [only] = elements;
      const alone = lists.length === 1 && elements.length === 1 && only !== undefined;
      return alone ? only : { type: "tuple", elements };
    }
    const set = SETS.get(opener);
    if (set === undefined) return null;
    const lists = this.#bracketed(() => this.#listsIn(set));
    return lists === null ? null : setOf(lists.flat());
  }

  #listsIn(closer: TokenKind): Statement[][] | null {
    this.#take();
    const lists = this.#lists(closer, true);
    return lists !== null && this.#skip(closer) ? lists : null;
  }

  #interval(): Statement | null {
    const left = OPEN_ENDS.has(this.#take().kind);
    const from = this.#expression();
    if (from === null || !this.#skip(",")) return null;
    const to = this.#expression();
    if (to === null || !INTERVAL_CLOSERS.has(this.#kind())) return null;
    return interval(from, to, { left, right: OPEN_ENDS.has(this.#take().kind) });
  }

  /** Reads inside a bracket: bars that are open outside do not close here. */
  #bracketed<T>(read: () => T, bar: TokenKind | null = null): T {
    const outer = this.#bar;
    if (++this.#depth > MAX_DEPTH) throw new Undecided("brackets are nested too deep");
    this.#bar = bar;
    try {
      return read();
    } finally {
      this.#bar = outer;
      this.#depth--;
    }
  }

  #relation(): Statement | null {
    let left: Statement | null = this.#expression();
    while (left !== null) {
      const relation = relationOf(this.#kind());
      if (relation === null) return left;
      this.#take();
      const right = this.#expression();
      left = right === null ? null : related(left, relation, right);
    }
    return null;
  }

  /** What was read at a place is kept, as brackets may be read as several things one after the other. */
  #expression(): Expression | null {
    const key = `${this.#at}${this.#bar ?? ""}`;
    const known = this.#expressions.get(key);
    if (known !== undefined) {
      this.#at = known.end;
      return known.value;
    }
    const value = this.#additive();
    this.#expressions.set(key, { value, end: this.#at });
    return value;
  }

  #additive(): Expression | null {
    let left = this.#term(true);
    while (left !== null && (this.#kind() === "+" || this.#kind() === "-")) {
      const subtracted = this.#take().kind === "-";
      const right = this.#term(true);
      left = right === null ? null : sum(left, subtracted ? minus(right) : right);
    }
    return left;
  }

  /** Factors with signs between; without `functions` only the first of those side by side may be one. */
  #term(functions: boolean): Expression | null {
    let left = this.#signed(functions);
    while (left !== null) {
      const sign = this.#kind();
      if (sign !== "*" && sign !== "/" && sign !== "mod") return left;
      this.#take();
      const right = this.#signed(functions);
      if (right === null) return null;
      left = sign === "*"
        ? product(left, right)
        : sign === "/"
        ? quotient(left, right)
        : operation("mod", left, right);
    }
    return null;
  }

  #signed(functions: boolean): Expression | null {
    let negative = 0;
    let signs = 0;
    for (; this.#kind() === "+" || this.#kind() === "-"; signs++) {
      if (this.#take().kind === "-") negative++;
    }
    if (signs > MAX_DEPTH) throw new Undecided("too many signs in a row");
    let value = this.#sideBySide(functions);
    for (; value !== null && negative > 0; negative--) value = minus(value);
    return value;
  }

  #sideBySide(functions: boolean): Expression | null {
    const factors: Expression[] = [];
    do {
      const factor = this.#postfixed(functions || factors.length === 0);
      if (factor === null) return null;
      factors.push(factor);
    } while (this.#factorFollows(functions));
    return factors.reduceRight((right, left) => sideBySide(left, right));
  }

  #factorFollows(functions: boolean): boolean {
    const kind = this.#kind();
    if (kind === "|" || kind === "\\vert") {
      if (kind === this.#bar) return false;
      if (kind === "|" && (this.#kind(1) === "_" || this.#kind(1) === "^")) {
        throw new Undecided("an expression evaluated at a place");
      }
    }
    return PLAIN_FACTORS.has(kind) || (functions && FUNCTIONS.has(kind));
  }

  #postfixed(functions: boolean): Expression | null {
    let value = this.#powered(functions);
    while (value !== null) {
      if (this.#skip("!")) value = operation("factorial", value);
      else if (!this.#skip("degree")) return value;
    }
    return null;
  }

  #powered(functions: boolean): Expression | null {
    let base = this.#factor(functions);
    while (base !== null && this.#kind() === "^") {
      const exponent = this.#script("^");
      if (exponent === null) return null;
      base = operation("power", base, exponent);
      if (this.#kind() === "_" && this.#subscript() === null) return null;
    }
    return base;
  }

  /** `^2` or `^{…}`, and the same below a line. */
  #script(sign: "^" | "_"): Expression | null {
    if (!this.#skip(sign)) return null;
    return this.#kind() === "{" ? this.#enclosed("{", "}") : this.#atom();
  }

  /** What stands below a symbol or a number, as text. */
  #subscript(): string | null {
    const start = this.#at + 1;
    if (!this.#skip("_")) return null;
    const braced = this.#kind() === "{";
    const read = braced ? this.#bracketed(() => this.#subscriptList()) : this.#atom() !== null;
    if (!read) return null;
    const tokens = this.#tokens.slice(braced ? start + 1 : start, braced ? this.#at - 1 : this.#at);
    return tokens.map(({ text }) => text).join("").trim();
  }

  #subscriptList(): boolean {
    this.#take();
    do {
      if (this.#expression() === null) return false;
    } while (this.#skip(","));
    return this.#skip("}");
  }

  #enclosed(opener: TokenKind, closer: TokenKind): Expression | null {
    return this.#bracketed(() => {
      if (!this.#skip(opener)) return null;
      const value = this.#expression();
      return value !== null && this.#skip(closer) ? value : null;
    });
  }

  #factor(functions: boolean): Expression | null {
    const kind = this.#kind();
    if (kind === "{") return this.#braced();
    const closer = GROUPS.get(kind);
    if (closer !== undefined) return this.#enclosed(kind, closer);
    const rounded = ROUNDED.get(kind);
    if (rounded !== undefined) {
      const value = this.#enclosed(kind, rounded[0]);
      return value === null ? null : operation(rounded[1], value);
    }
    switch (kind) {
      case "|":
      case "\\vert":
        return this.#bars(kind, kind);
      case "\\lvert":
        return this.#bars(kind, "\\rvert");
      case "frac":
        return this.#ofTwo(quotient);
      case "binom":
        return this.#ofTwo(choose);
      case "symbol":
      case "accent":
        return (functions ? this.#applied() : null) ?? this.#symbol(true);
      case "gamma":
        return (functions ? this.#gamma() : null) ?? this.#atom();
      case "function":
      case "list-function":
      case "operator-name":
      case "sqrt":
      case "sum":
      case "product":
      case "exponential":
        return functions ? this.#function(kind) : null;
      default:
        return this.#atom();
    }
  }

  /** A group in braces, or `{n \choose k}`. */
  #braced(): Expression | null {
    return this.#bracketed(() => {
      this.#take();
      const value = this.#expression();
      if (value === null) return null;
      if (this.#skip("}")) return value;
      if (!this.#skip("choose")) return null;
      const below = this.#expression();
      return below !== null && this.#skip("}") ? choose(value, below) : null;
    });
  }

  #bars(opener: TokenKind, closer: TokenKind): Expression | null {
    const value = this.#bracketed(() => {
      this.#take();
      const inner = this.#expression();
      return inner !== null && this.#skip(closer) ? inner : null;
    }, closer);
    if (value === null) return null;
    // What follows a closing bar may stand between bars of its own: `|8|-2|3|` is read so.
    if (opener === closer && this.#kind() !== this.#bar) {
      const next = this.#kind();
      const signed = next === "+" || next === "-";
      const more = this.#tokens.slice(this.#at).filter(({ kind }) => kind === closer).length;
      const alone = more === 2 && signed && this.#kind(1) === closer;
      const begins = signed || PLAIN_FACTORS.has(next) || FUNCTIONS.has(next);
      if (more > 0 && begins && !alone) throw new Undecided("bars that open or close");
    }
    return operation("abs", value);
  }

  #ofTwo(build: (a: Expression, b: Expression) => Expression): Expression | null {
    const isFraction = this.#take().kind === "frac";
    const above = this.#enclosed("{", "}");
    if (above === null) return null;
    if (isFraction && this.#kind(1) === "differential") throw new Undecided("a derivative");
    const below = this.#enclosed("{", "}");
    return below === null ? null : build(above, below);
  }

  /** A symbol with what is below and above it. */
  #symbol(withPower: boolean): Expression | null {
    const { kind, text } = this.#take();
    const name = kind === "accent" ? accentName(text) : text;
    let below = this.#kind() === "_" ? this.#subscript() : "";
    if (below === null) return null;
    let above: Expression | null = null;
    if (withPower && this.#kind() === "^") {
      above = this.#script("^");
      if (above === null) return null;
      if (below === "" && this.#kind() === "_") {
        below = this.#subscript();
        if (below === null) return null;
      }
    }
    const letterI = kind === "symbol" && text === "I";
    const symbol: Expression = letterI ? { type: "constant", name: "i" } : latexSymbol(name, below);
    return above === null ? symbol : operation("power", symbol, above);
  }

  /** `f(x)`, `f(x, y)`, `f[x]`: a symbol before brackets with one atom or a list in them. */
  #applied(): Expression | null {
    const start = this.#at;
    const call = this.#call();
    if (call === null) this.#at = start;
    return call;
  }

  #call(): Expression | null {
    const symbol = this.#symbol(false);
    const above = symbol !== null && this.#kind() === "^" ? this.#script("^") : null;
    const braced = this.#kind() === "{" && (this.#kind(1) === "(" || this.#kind(1) === "[");
    if (symbol === null || (!braced && this.#kind() !== "(" && this.#kind() !== "[")) return null;
    if (braced) this.#take();
    const closer = this.#kind() === "(" ? ")" : "]";
    const args = this.#bracketed(() => this.#arguments(closer));
    if (args === null || (braced && !this.#skip("}"))) return null;
    const value = operation("apply", ...args);
    return above === null ? value : operation("power", value, above);
  }

  #arguments(closer: TokenKind): readonly Expression[] | null {
    this.#take();
    const start = this.#at;
    const atom = this.#atom();
    if (atom !== null && this.#skip(closer)) return [atom];
    this.#at = start;
    const args: Expression[] = [];
    do {
      const arg = this.#expression();
      if (arg === null) return null;
      args.push(arg);
      if (args.length === 1 && this.#kind() === "," && this.#kind(1) === closer) {
        this.#take();
        break;
      }
    } while (this.#skip(","));
    const listed = args.length > 1 || this.#tokens[this.#at - 1]?.kind === ",";
    return listed && this.#skip(closer) ? args : null;
  }

  #atom(): Expression | null {
    switch (this.#kind()) {
      case "symbol":
      case "accent":
        return this.#symbol(true);
      case "number": {
        const { text } = this.#take();
        if (/[^0-9.E+-]/.test(text)) throw new Rejected("an exponent with another minus sign");
        if (this.#kind() === "_" && this.#subscript() === null) return null;
        return writtenNumber(text);
      }
      case "percent-number": {
        const written = writtenNumber(this.#take().text.replace(/\s?\\?%$/, ""));
        return operation("percent", written);
      }
      case "differential":
        return { type: "symbol", name: this.#take().text };
      case "infinity":
        this.#take();
        return { type: "constant", name: "infinity" };
      case "gamma":
      case "E":
        return latexSymbol(this.#take().text, "");
      default:
        return null;
    }
  }

  #gamma(): Expression | null {
    const start = this.#at;
    this.#take();
    const call = this.#argument();
    if (call === null) {
      this.#at = start;
      return null;
    }
    const { below, above, value } = call;
    if (below !== null || above !== null) throw new Undecided("a gamma function with more");
    return gammaOf(value);
  }

  #function(kind: TokenKind): Expression | null {
    switch (kind) {
      case "sqrt":
        return this.#root();
      case "sum":
      case "product":
        return this.#series();
      case "exponential": {
        this.#take();
        if (this.#kind() !== "^") return { type: "constant", name: "e" };
        const exponent = this.#script("^");
        return exponent === null ? null : exponential(exponent);
      }
      case "list-function":
        return this.#listFunction(this.#take().text);
      case "operator-name":
        return this.#operatorName();
      default:
        return this.#named();
    }
  }

  #root(): Expression | null {
    this.#take();
    const degree = this.#kind() === "[" ? this.#enclosed("[", "]") : number(fraction(2n));
    const base = degree === null ? null : this.#enclosed("{", "}");
    if (degree === null || base === null) return null;
    return operation("power", base, quotient(number(fraction(1n)), degree));
  }

  #series(): Expression | null {
    const name = this.#take().kind === "sum" ? "sum" : "product";
    const powerFirst = this.#kind() === "^" ? this.#script("^") : null;
    const bounds = this.#bracketed(() => this.#indexFrom());
    const to = powerFirst ?? (this.#kind() === "^" ? this.#script("^") : null);
    const body = bounds === null || to === null ? null : this.#term(true);
    if (bounds === null || to === null || body === null) return null;
    if (bounds.index.type !== "symbol") throw new Undecided("a series without an index");
    return {
      type: "series",
      operation: name,
      body,
      index: bounds.index.name,
      from: bounds.from,
      to,
    };
  }

  #indexFrom(): { readonly index: Expression; readonly from: Expression } | null {
    if (!this.#skip("_") || !this.#skip("{")) return null;
    const index = this.#expression();
    if (index === null || (!this.#skip("=") && !this.#skip("equivalent"))) return null;
    const from = this.#expression();
    return from !== null && this.#skip("}") ? { index, from } : null;
  }

  /** `\log_2 8`, `\sin(x)`: brackets right behind the name hold the argument, otherwise a term does. */
  #named(): Expression | null {
    const { text } = this.#take();
    const call = this.#argument();
    if (call === null) return null;
    const { below, above, value } = call;
    const computed = COMPUTED[text];
    const logarithm = text === "\\log" || text === "\\ln";
    if (above !== null && above.type === "number" && above.value.n <= 0n) {
      throw new Undecided("a function to a power that is not above zero");
    }
    let result: Expression;
    if (logarithm) {
      const usual: Expression = text === "\\ln"
        ? { type: "constant", name: "e" }
        : number(fraction(10n));
      result = operation("log", value, below ?? usual);
    } else if (computed === "exp") result = exponential(value);
    else result = operation(computed ?? "unknown", value);
    return above === null ? result : operation("power", result, above);
  }

  #argument(): {
    readonly below: Expression | null;
    readonly above: Expression | null;
    readonly value: Expression;
  } | null {
    const scripts: { "_": Expression | null; "^": Expression | null } = { "_": null, "^": null };
    for (let sign = this.#kind(); sign === "_" || sign === "^"; sign = this.#kind()) {
      if (scripts[sign] !== null) return null;
      scripts[sign] = this.#script(sign);
      if (scripts[sign] === null) return null;
    }
    const start = this.#at;
    let value = this.#kind() === "(" ? this.#enclosed("(", ")") : null;
    if (value === null) {
      this.#at = start;
      value = this.#term(false);
    }
    return value === null ? null : { below: scripts["_"], above: scripts["^"], value };
  }

  #listFunction(name: string): Expression | null {
    if (this.#kind() === "_" || this.#kind() === "^") {
      throw new Undecided("a list function with more");
    }
    // Upstream reads such an argument and then cannot build a value of it.
    if (this.#kind() !== "(") throw new Rejected("a list function without brackets");
    const args = this.#bracketed(() => this.#listArguments());
    const operationName = LISTS[name];
    return args === null || operationName === undefined ? null : operation(operationName, ...args);
  }

  #listArguments(): readonly Expression[] | null {
    this.#take();
    const start = this.#at;
    const args: Expression[] = [];
    do {
      const arg = this.#expression();
      if (arg === null) return null;
      args.push(arg);
    } while (this.#skip(","));
    if (!this.#skip(")")) return null;
    // Upstream cuts the text at its commas and reads the pieces again, without the blanks.
    const read = this.#tokens.slice(start, this.#at - 1);
    const commas = read.filter(({ kind }) => kind === ",").length;
    const joined = read.some(({ kind }, at) =>
      kind === "number" && read[at + 1]?.kind === "number"
    );
    if (commas !== args.length - 1) throw new Rejected("a list inside a list function");
    if (joined) throw new Undecided("numbers side by side in a list function");
    return args;
  }

  #operatorName(): Expression | null {
    this.#take();
    if (!this.#skip("{")) return null;
    const { kind, text } = this.#take();
    if (kind !== "word" || !this.#skip("}")) return null;
    if (text in LISTS) return this.#listFunction(text);
    if (text !== "floor" && text !== "ceil") throw new Undecided(`the operator "${text}"`);
    const call = this.#argument();
    if (call === null) return null;
    if (call.below !== null || call.above !== null) throw new Undecided("an operator with more");
    return operation(text === "floor" ? "floor" : "ceiling", call.value);
  }
}

function single(statement: Statement | null): readonly Statement[] | null {
  return statement === null ? null : [statement];
}

function relationOf(kind: TokenKind): "equal" | "other" | "approx" | null {
  switch (kind) {
    case "=":
    case "equivalent":
      return "equal";
    case "inequality":
    case "in":
      return "other";
    case "approx":
      return "approx";
    default:
      return null;
  }
}

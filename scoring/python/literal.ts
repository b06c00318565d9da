import { MAX_INT_DIGITS } from "./float.ts";
import { readStringLiteral } from "./string_literal.ts";
import { pyDict, pyKey, type PyValue } from "./value.ts";

/** Nesting of brackets at which CPython's tokenizer gives up. */
const MAX_DEPTH = 200;

const BLANK = /(?:[ \t\f\n\r]+|\\\r?\n|#[^\n]*)*/y;
const DIGITS = "[0-9](?:_?[0-9])*";
const FLOAT = new RegExp(
  `(?:${DIGITS}\\.(?:${DIGITS})?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?|${DIGITS}[eE][+-]?${DIGITS}`,
  "y",
);
const INTEGER = new RegExp(
  `0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*(?!_?[0-9])|[1-9](?:_?[0-9])*`,
  "y",
);
const IMAGINARY_DIGITS = new RegExp(`${DIGITS}(?=[jJ])`, "y");
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NAMES: Readonly<Record<string, PyValue>> = {
  None: { kind: "none" },
  True: { kind: "bool", value: true },
  False: { kind: "bool", value: false },
};

/**
 * `ast.literal_eval(text)`: numbers, texts, bytes, tuples, lists, sets, dicts, `True`, `False`,
 * `None`, with comments, trailing commas, signs and `_` in numbers. Differences: character names
 * (`\N{...}`) are not known, and line breaks outside of brackets are blanks.
 *
 * @returns `null` where Python raises
 */
export function pyLiteral(text: string): PyValue | null {
  if (text.includes("\0")) return null;
  const reader = new Reader(text);
  try {
    const value = reader.expressions();
    return reader.at === text.length ? value : null;
  } catch (cause) {
    if (cause instanceof Malformed) return null;
    throw cause;
  }
}

class Malformed extends Error {}

class Reader {
  at = 0;
  constructor(readonly text: string) {}

  /** An expression, or several with commas: a tuple without brackets. */
  expressions(): PyValue {
    this.skip(BLANK);
    const first = this.value(0);
    if (!this.eat(",")) return first;
    const items = [first];
    while (this.at < this.text.length) {
      items.push(this.value(0));
      if (!this.eat(",")) break;
    }
    return { kind: "tuple", items };
  }

  private skip(expression: RegExp): string | null {
    expression.lastIndex = this.at;
    const match = expression.exec(this.text);
    if (match === null) return null;
    this.at += match[0].length;
    return match[0];
  }

  /** Eats a character and the blanks around it, if it stands here. */
  private eat(character: string): boolean {
    this.skip(BLANK);
    if (this.text[this.at] !== character) return false;
    this.at++;
    this.skip(BLANK);
    return true;
  }

  private value(depth: number): PyValue {
    if (depth > MAX_DEPTH) throw new Malformed();
    const first = this.text[this.at] ?? "";
    if (first === "{") return this.braces(depth + 1);
    if (first === "[") return { kind: "list", items: this.members("[", "]", depth + 1).items };
    if (first === "+" || first === "-") return this.sum(this.signed(depth));
    if (first === "(") {
      const { items, commas } = this.members("(", ")", depth + 1);
      const [only] = items;
      return only !== undefined && commas === 0 ? this.sum(only) : { kind: "tuple", items };
    }
    const text = this.strings();
    if (text !== null) return text;
    if (/[0-9.]/.test(first)) return this.sum(this.number());
    return this.name();
  }

  private signed(depth: number): PyValue {
    const sign = this.text[this.at++];
    this.skip(BLANK);
    const grouped = this.text[this.at] === "(";
    const operand = grouped ? this.group(depth + 1) : this.number();
    if (operand.kind === "complex") return operand;
    if (operand.kind !== "int" && operand.kind !== "float") throw new Malformed();
    if (sign === "+") return operand;
    return operand.kind === "int"
      ? { kind: "int", value: -operand.value }
      : { kind: "float", value: -operand.value };
  }

  private group(depth: number): PyValue {
    const { items, commas } = this.members("(", ")", depth);
    const [only] = items;
    if (only === undefined || commas > 0) throw new Malformed();
    return only;
  }

  /** `1 + 2j`: what may follow a real number. */
  private sum(left: PyValue): PyValue {
    this.skip(BLANK);
    const sign = this.text[this.at];
    if (sign !== "+" && sign !== "-") return left;
    if (left.kind !== "int" && left.kind !== "float") throw new Malformed();
    this.at++;
    this.skip(BLANK);
    if (this.number().kind !== "complex") throw new Malformed();
    return { kind: "complex" };
  }

  private number(): PyValue {
    if (this.text.startsWith("...", this.at)) {
      this.at += 3;
      return { kind: "ellipsis" };
    }
    const float = this.skip(FLOAT) ?? this.skip(IMAGINARY_DIGITS);
    const written = float ?? this.skip(INTEGER);
    if (written === null) throw new Malformed();
    const imaginary = float !== null && this.skip(/[jJ]/y) !== null;
    if (/[\p{L}\p{N}_.]/u.test(this.text[this.at] ?? "")) throw new Malformed();
    if (imaginary) return { kind: "complex" };
    const plain = written.replaceAll("_", "");
    if (float !== null) return { kind: "float", value: Number(plain) };
    if (plain.length > MAX_INT_DIGITS && /^[0-9]+$/.test(plain)) throw new Malformed();
    return { kind: "int", value: BigInt(plain) };
  }

  /** One or more texts side by side, which Python joins. */
  private strings(): PyValue | null {
    let kind: "str" | "bytes" | null = null;
    const parts: string[] = [];
    for (;;) {
      const part = readStringLiteral(this.text, this.at);
      if (part === "malformed") throw new Malformed();
      if (part === null) break;
      if (kind !== null && kind !== part.kind) throw new Malformed();
      kind = part.kind;
      parts.push(part.value);
      this.at = part.end;
      this.skip(BLANK);
    }
    return kind === null ? null : { kind, value: parts.join("") };
  }

  private name(): PyValue {
    const name = this.skip(NAME) ?? "";
    // The one call `literal_eval` allows: the empty set has no literal.
    if (name === "set" && this.eat("(") && this.eat(")")) return { kind: "set", items: [] };
    const value = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    if (value === undefined) throw new Malformed();
    return value;
  }

  private braces(depth: number): PyValue {
    const { items, values } = this.members("{", "}", depth, true);
    if (values.length === 0 && items.length > 0) {
      if (items.some((item) => pyKey(item) === null)) throw new Malformed();
      return { kind: "set", items };
    }
    if (values.length !== items.length) throw new Malformed();
    const dict = pyDict(items.map((key, at) => [key, values[at] as PyValue]));
    if (dict === null) throw new Malformed();
    return dict;
  }

  private members(open: string, close: string, depth: number, pairs = false) {
    const items: PyValue[] = [];
    const values: PyValue[] = [];
    let commas = 0;
    if (!this.eat(open)) throw new Malformed();
    while (!this.eat(close)) {
      if (items.length > commas) throw new Malformed();
      items.push(this.value(depth));
      if (pairs && this.eat(":")) values.push(this.value(depth));
      if (this.eat(",")) commas++;
    }
    return { items, values, commas };
  }
}

import { MAX_INT_DIGITS } from "./float.ts";
import { pyDict, type PyValue } from "./value.ts";

/** Nesting at which `json.loads` runs into CPython's recursion limit. */
const MAX_DEPTH = 990;

const BLANK = /[ \t\n\r]*/y;
const NUMBER = /(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
const WORDS: readonly (readonly [string, PyValue])[] = [
  ["null", { kind: "none" }],
  ["true", { kind: "bool", value: true }],
  ["false", { kind: "bool", value: false }],
  ["NaN", { kind: "float", value: NaN }],
  ["Infinity", { kind: "float", value: Infinity }],
  ["-Infinity", { kind: "float", value: -Infinity }],
];

/**
 * `json.loads(text)`: JSON with `NaN`, `Infinity` and `-Infinity`; of equal keys the last wins.
 *
 * @returns `null` where Python raises
 */
export function pyJson(text: string): PyValue | null {
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    reader.skip(BLANK);
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

  value(depth: number): PyValue {
    this.skip(BLANK);
    const first = this.text[this.at];
    if (first === '"') return { kind: "str", value: this.string() };
    if (first === "{") return this.object(depth + 1);
    if (first === "[") return this.array(depth + 1);
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  /** Moves past what a sticky expression matches here. */
  skip(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.at;
    const match = expression.exec(this.text);
    if (match !== null) this.at += match[0].length;
    return match;
  }

  private string(): string {
    const start = this.at;
    if (this.text[start] !== '"') throw new Malformed();
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    this.at = end + 1;
    try {
      // Inside a text the two languages agree: escapes, and no control characters.
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      throw new Malformed();
    }
  }

  private number(): PyValue {
    const match = this.skip(NUMBER);
    if (match === null) throw new Malformed();
    const [all, digits = "", fraction, exponent] = match;
    if (fraction !== undefined || exponent !== undefined) {
      return { kind: "float", value: Number(all) };
    }
    if (digits.replace("-", "").length > MAX_INT_DIGITS) throw new Malformed();
    return { kind: "int", value: BigInt(digits) };
  }

  private object(depth: number): PyValue {
    this.open(depth);
    const entries: [PyValue, PyValue][] = [];
    while (!this.closed("}", entries.length)) {
      const key = this.string();
      this.skip(BLANK);
      if (this.text[this.at++] !== ":") throw new Malformed();
      entries.push([{ kind: "str", value: key }, this.value(depth)]);
      this.skip(BLANK);
    }
    return pyDict(entries) as PyValue;
  }

  private array(depth: number): PyValue {
    this.open(depth);
    const items: PyValue[] = [];
    while (!this.closed("]", items.length)) {
      items.push(this.value(depth));
      this.skip(BLANK);
    }
    return { kind: "list", items };
  }

  private open(depth: number): void {
    if (depth > MAX_DEPTH) throw new Malformed();
    this.at++;
    this.skip(BLANK);
  }

  /** Eats the closing bracket, or the comma that must stand before the next of `count` members. */
  private closed(bracket: string, count: number): boolean {
    const next = this.text[this.at];
    if (next === bracket) {
      this.at++;
      return true;
    }
    if (count === 0) return false;
    if (next !== ",") throw new Malformed();
    this.at++;
    this.skip(BLANK);
    if (this.text[this.at] === bracket) throw new Malformed();
    return false;
  }
}

import { isPyWhitespace } from "../python/text.ts";

/** A stretch of mathematics in a reply. */
export interface Environment {
  /** What is between the delimiters; a plain fraction as a whole. */
  readonly content: string;
  /** True when a percent sign or word follows: the value is a hundredth. */
  readonly percent: boolean;
}

/** Environments that follow one another, joined by commas or words. */
export interface Chain {
  readonly parts: readonly Environment[];
  /** Where the match ends, as the official expression counts it. */
  readonly end: number;
}

/** `boxed`: only environments with a `\boxed{…}` inside. `plain`: any, and fractions in the open. */
export type Context = "boxed" | "plain";

/** Environments that may follow the first of a chain. */
const MORE_PARTS = 5;

const BOX = "\\boxed{";
const FRACTION = /-?\\frac\{-?\p{Nd}+(?:[.,]\p{Nd}+)?\}\{-?\p{Nd}+(?:[.,]\p{Nd}+)?\}/uy;
const PERCENT = /\\?%|[Pp]ercent|[Pp]ct/y;
const SEPARATOR = /,?and|,?or|,/y;
const DIGIT_AT_END = /\p{Nd}$/u;

/**
 * Finds mathematics in a reply as Math-Verify's expressions do: `$$…$$`, `\[…\]`, `$…$`, `\(…\)`, a
 * bracket between white space, and in the open `\frac{number}{number}`; up to six of them in a row.
 *
 * An environment's closer is decided by its opener alone (no content can cross one), so that nothing
 * is ever tried twice: every question is answered from lists of positions, in logarithmic time.
 *
 * Upstream: `Math-Verify@5d148cfa src/math_verify/parser.py` (`make_latex_env_pattern`).
 */
export class Environments {
  readonly #text: string;
  readonly #displayDollars: Positions;
  readonly #displayClosers: Positions;
  readonly #inlineDollars: Positions;
  readonly #inlineClosers: Positions;
  readonly #newlines: Positions;
  readonly #boxes: Positions;
  readonly #braces: Positions;
  /** Where runs of white space of two and more begin, and where each of them ends. */
  readonly #spaces: Positions;
  readonly #spaceEnds = new Map<number, number>();

  constructor(text: string) {
    this.#text = text;
    this.#displayDollars = Positions.of(text, "$$");
    this.#displayClosers = Positions.of(text, "\\]");
    this.#inlineDollars = Positions.of(text, "$", (at) => text[at - 1] !== "\\");
    this.#inlineClosers = Positions.of(text, "\\)");
    this.#newlines = Positions.of(text, "\n");
    this.#boxes = Positions.of(text, BOX);
    this.#braces = Positions.of(text, "}");
    const starts: number[] = [];
    for (let at = 0; at < text.length; at++) {
      const start = at;
      while (isPyWhitespace(text.charCodeAt(at))) at++;
      if (at < start + 2) continue;
      starts.push(start);
      this.#spaceEnds.set(start, at);
    }
    this.#spaces = new Positions(starts);
  }

  /** The end of the white space that begins here. */
  afterSpace(at: number): number {
    if (!isPyWhitespace(this.#text.charCodeAt(at))) return at;
    const run = this.#spaces.lastBefore(at + 1);
    const end = run === null ? 0 : this.#spaceEnds.get(run) ?? 0;
    return Math.max(end, at + 1);
  }

  /** The chain that begins exactly here, or `null`. */
  chainAt(at: number, context: Context): Chain | null {
    const first = this.#environmentAt(at, context);
    if (first === null) return null;
    const parts = [first.environment];
    let end = first.end;
    while (parts.length <= MORE_PARTS) {
      SEPARATOR.lastIndex = this.afterSpace(end);
      const separator = SEPARATOR.exec(this.#text);
      const next = separator === null ? null : this.#afterSpaceAt(SEPARATOR.lastIndex, context);
      if (next === null) break;
      parts.push(next.environment);
      end = next.end;
    }
    // Only the expression for boxed environments goes on to the end of the white space.
    return { parts, end: context === "boxed" ? this.afterSpace(end) : end };
  }

  /** The chain that begins after any white space here, which a bracket takes its first sign of. */
  chainAfterSpace(at: number, context: Context): Chain | null {
    const start = this.afterSpace(at);
    return this.chainAt(start, context) ??
      (start > at ? this.chainAt(start - 1, context) : null);
  }

  #afterSpaceAt(at: number, context: Context): Found | null {
    const start = this.afterSpace(at);
    return this.#environmentAt(start, context) ??
      (start > at ? this.#environmentAt(start - 1, context) : null);
  }

  #environmentAt(at: number, context: Context): Found | null {
    const span = this.#spanAt(at, context);
    if (span === null) return null;
    const content = this.#text.slice(span.from, span.to);
    const end = this.afterSpace(span.end);
    PERCENT.lastIndex = end;
    const percent = PERCENT.test(this.#text);
    return { environment: { content, percent }, end: percent ? PERCENT.lastIndex : end };
  }

  #spanAt(at: number, context: Context): Span | null {
    const span = this.#delimited(at);
    if (span !== null) {
      if (span.to <= span.from) return null;
      return context === "plain" || this.#hasBox(span) ? span : null;
    }
    if (context === "boxed") return null;
    const sign = this.#text[at];
    if (sign !== "-" && sign !== "\\") return null;
    FRACTION.lastIndex = at;
    if (!FRACTION.test(this.#text)) return null;
    return { from: at, to: FRACTION.lastIndex, end: FRACTION.lastIndex };
  }

  #delimited(at: number): Span | null {
    const text = this.#text;
    switch (text[at]) {
      case "$":
        if (text[at - 1] === "\\") return null;
        if (text[at + 1] === "$") return this.#closedBy(this.#displayDollars, at + 2);
        if (DIGIT_AT_END.test(text.slice(Math.max(at - 2, 0), at))) return null;
        return this.#onOneLine(this.#closedBy(this.#inlineDollars, at + 1, 1));
      case "\\":
        if (text[at - 1] === "\\") return null;
        if (text[at + 1] === "[") return this.#closedBy(this.#displayClosers, at + 2);
        if (text[at + 1] === "(") {
          return this.#onOneLine(this.#closedBy(this.#inlineClosers, at + 2));
        }
        return null;
      default:
        if (text[at + 1] !== "[" || !isPyWhitespace(text.charCodeAt(at))) return null;
        return this.#bracket(at + 2);
    }
  }

  #closedBy(closers: Positions, from: number, length = 2): Span | null {
    const to = closers.firstFrom(from);
    if (to === null || (to > from && this.#text[to - 1] === "\\")) return null;
    return { from, to, end: to + length };
  }

  #onOneLine(span: Span | null): Span | null {
    if (span === null) return null;
    const newline = this.#newlines.firstFrom(span.from);
    return newline === null || newline >= span.to ? span : null;
  }

  #bracket(from: number): Span | null {
    const text = this.#text;
    let to = from;
    while (to < text.length && text[to] !== "]" && text[to] !== "[" && text[to] !== "\n") to++;
    if (text[to] !== "]" || !isPyWhitespace(text.charCodeAt(to + 1))) return null;
    return { from, to, end: to + 2 };
  }

  /** True for a `\boxed{` with something between it and some closing brace behind it. */
  #hasBox({ from, to }: Span): boolean {
    const box = this.#boxes.firstFrom(from);
    const brace = this.#braces.lastBefore(to);
    return box !== null && brace !== null && brace > box + BOX.length;
  }
}

/** The content's bounds, and where the closing delimiter ends. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

interface Found {
  readonly environment: Environment;
  readonly end: number;
}

/** Where a mark stands in a text, in order. */
class Positions {
  readonly #sorted: readonly number[];

  constructor(sorted: readonly number[]) {
    this.#sorted = sorted;
  }

  static of(text: string, mark: string, counts: (at: number) => boolean = () => true): Positions {
    const sorted: number[] = [];
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
      if (counts(at)) sorted.push(at);
    }
    return new Positions(sorted);
  }

  firstFrom(at: number): number | null {
    return this.#sorted[this.#countBelow(at)] ?? null;
  }

  lastBefore(at: number): number | null {
    return this.#sorted[this.#countBelow(at) - 1] ?? null;
  }

  #countBelow(at: number): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle] ?? Infinity) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

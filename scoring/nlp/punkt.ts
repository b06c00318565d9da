/**
 * Sentences as NLTK finds them: the Punkt tokenizer with its English parameters.
 *
 * Upstream: NLTK 3.9.2 `sent_tokenize`.
 *
 * @module
 */
import { isPyWhitespace, PY_WHITESPACE, pyStripEnd } from "../python/text.ts";
import { containsBreak, NOT_IN_WORDS } from "./punkt_decision.ts";
import { punktEnglish } from "./punkt_parameters.ts";

/** A mark that may end a sentence, with what follows: other punctuation, or blanks and a word. */
const MARK = new RegExp(
  `[.?!](?=${NOT_IN_WORDS}|([${PY_WHITESPACE}]+)([^${PY_WHITESPACE}]+))`,
  "g",
);

/** Half-open stretch of the text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A mark that may end a sentence. */
interface Candidate {
  /** The word before the mark; for a mark right after another one, all the way back. */
  readonly wordStart: number;
  /** Position of the mark. */
  readonly at: number;
  /** End of what follows the mark and helps to decide. */
  readonly contextEnd: number;
  /** Where the next sentence would begin. */
  readonly nextStart: number;
}

/**
 * Splits a text into sentences, in the order of the text; blanks between them are left out.
 *
 * Line breaks do not end a sentence. Blanks at the start of the text stay with the first sentence.
 * An empty text has no sentence. Linear in the length of the text.
 */
export function punktSentences(text: string): string[] {
  return realign(text, spans(text)).map(({ start, end }) => text.slice(start, end));
}

/** Candidates that do not overlap: of marks in one word, only the last one counts. */
function* candidates(text: string): Generator<Candidate> {
  let previous: Candidate | undefined;
  for (const match of text.matchAll(MARK)) {
    const at = match.index;
    const from = previous?.at ?? 0;
    const blank = lastAsciiBlank(text, from, at);
    // A blank right where the previous word ended counts as none.
    const wordStart = blank > from ? blank + 1 : previous?.wordStart ?? 0;
    if (previous !== undefined && previous.at <= wordStart) yield previous;
    const [blanks, next] = [match[1] ?? "", match[2] ?? ""];
    const nextStart = at + 1 + blanks.length;
    const contextEnd = next === "" ? at + 2 : nextStart + next.length;
    previous = { wordStart, at, contextEnd, nextStart };
  }
  if (previous !== undefined) yield previous;
}

/** Position of the last ASCII white space in `[from, to)`, or -1. */
function lastAsciiBlank(text: string, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) {
    const unit = text.charCodeAt(at);
    if (unit === 0x20 || (unit >= 0x09 && unit <= 0x0d)) return at;
  }
  return -1;
}

function spans(text: string): Span[] {
  const parameters = punktEnglish();
  const found: Span[] = [];
  let start = 0;
  for (const { wordStart, at, contextEnd, nextStart } of candidates(text)) {
    if (!containsBreak(text.slice(wordStart, contextEnd), parameters)) continue;
    found.push({ start, end: at + 1 });
    start = nextStart;
  }
  found.push({ start, end: pyStripEnd(text).length });
  return found;
}

/** Moves closing quotes and brackets that begin a sentence to the end of the one before. */
function realign(text: string, split: readonly Span[]): Span[] {
  const sentences: Span[] = [];
  let skipped = 0;
  for (const [index, span] of split.entries()) {
    const start = span.start + skipped;
    const next = split[index + 1];
    const closing = next === undefined ? null : closingLength(text, next);
    if (next !== undefined && closing !== null) {
      sentences.push({ start, end: next.start + closing.marks });
      skipped = closing.withBlanks;
    } else {
      skipped = 0;
      if (start < span.end) sentences.push({ start, end: span.end });
    }
  }
  return sentences;
}

/** Length of the closing marks that begin a span and are followed by a blank, `--` or its end. */
function closingLength(
  text: string,
  { start, end }: Span,
): { readonly marks: number; readonly withBlanks: number } | null {
  for (let at = start; at < end && "\"')]}".includes(text.charAt(at));) {
    at++;
    let after = at;
    while (after < end && isPyWhitespace(text.charCodeAt(after))) after++;
    const closes = after > at || at === end || (text.startsWith("--", at) && at + 2 <= end);
    if (closes) return { marks: at - start, withBlanks: after - start };
  }
  return null;
}

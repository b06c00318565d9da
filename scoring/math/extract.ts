import { isPyWhitespace, PY_WHITESPACE } from "../python/text.ts";
import { type Chain, Environments } from "./environments.ts";

/** What a reply gives as its answer, before normalisation. */
export interface Extraction {
  readonly parts: readonly ExtractedPart[];
}

/** One of the answers of an {@linkcode Extraction}. */
export interface ExtractedPart {
  readonly content: string;
  /** True when a percent sign or word follows the environment. */
  readonly percent: boolean;
  /**
   * Which boxes of the content count. `last`: the content is everything from the first `\boxed{` to
   * the last brace of the reply, and only the last box (or boxes close together) is meant.
   */
  readonly boxes: "all" | "last";
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly ExtractedPart[];
}

// Python's `(?i:…)` also takes the long s, and dotted and dotless i, for their plain letters.
const ANSWER = /[aA][nN][sSſ][wW][eE][rR]/g;
const FINAL_ANSWER = /[fF][iIİı][nN][aA][lL] [aA][nN][sSſ][wW][eE][rR]/g;
const FINAL_ANSWER_IS = new RegExp(`${FINAL_ANSWER.source} [iIİı][sSſ]`, "g");
const HOPE = new RegExp(`\\.?[${PY_WHITESPACE}]?I hope`, "y");

/** Characters allowed between `final answer` and `is`, and between `answer` and its environment. */
const BEFORE_IS = 100;
const BEFORE_ENVIRONMENT = 50;

const BOX = "\\boxed{";

/**
 * Finds the answer of a reply as Math-Verify does with OpenCompass's settings: LaTeX only, no
 * fallback to bare text, boxed first, first match only.
 *
 * The first of these that is found anywhere decides, even if nothing can be made of it:
 *
 * 1. `final answer is` and an environment before `I hope`; an environment with a box in it; or
 *    everything from the first `\boxed{` to the last brace of the reply
 * 2. `final answer`, up to 100 characters, `is`, an environment
 * 3. `answer:`, up to 50 characters, an environment
 * 4. `answer`, up to 50 characters, an environment
 *
 * Among several matches the one that ends last counts, of those the one that begins first. Returns
 * `null` if there is none. Linear in the length of the reply up to a logarithm.
 *
 * Upstream: `Math-Verify@5d148cfa src/math_verify/parser.py` (`lazy_latex_regex`,
 * `extract_target_from_pred`) as `opencompass@a5acc4bb opencompass/evaluator/math_evaluator.py` calls it.
 */
export function extractAnswer(text: string): Extraction | null {
  const found = new Environments(text);
  return outermost([hoped(text, found), boxedChain(text, found), openBox(text)]) ??
    lastBehind(FINAL_ANSWER, text, (at) => behindIs(text, at, found)) ??
    lastBehind(ANSWER, text, (at) => text[at] === ":" ? near(text, at + 1, found) : null) ??
    lastBehind(ANSWER, text, (at) => near(text, at, found));
}

/** The match that ends last, of those the one that begins first, of those the first in the list. */
function outermost(matches: readonly (Match | null)[]): Match | null {
  let best: Match | null = null;
  for (const match of matches) {
    if (match === null) continue;
    const further = best === null || match.end > best.end ||
      (match.end === best.end && match.start < best.start);
    if (further) best = match;
  }
  return best;
}

/**
 * The last of the matches that do not overlap, each an opener and what `rest` finds behind it. An
 * opener with nothing behind it is passed over.
 */
function lastBehind(
  opener: RegExp,
  text: string,
  rest: (at: number) => Chain | null,
): Match | null {
  let best: Match | null = null;
  opener.lastIndex = 0;
  for (let start = opener.exec(text); start !== null; start = opener.exec(text)) {
    const chain = rest(opener.lastIndex);
    if (chain === null) continue;
    best = matchOf(start.index, chain);
    opener.lastIndex = chain.end;
  }
  return best;
}

function matchOf(start: number, { parts, end }: Chain): Match {
  return { start, end, parts: parts.map((part) => ({ ...part, boxes: "all" })) };
}

/** `final answer is $70$. I hope` */
function hoped(text: string, found: Environments): Match | null {
  return lastBehind(FINAL_ANSWER_IS, text, (at) => {
    const chain = found.chainAfterSpace(text[at] === ":" ? at + 1 : at, "plain");
    if (chain === null) return null;
    HOPE.lastIndex = chain.end;
    return HOPE.test(text) ? { parts: chain.parts, end: HOPE.lastIndex } : null;
  });
}

/** `$\boxed{70}$` */
function boxedChain(text: string, found: Environments): Match | null {
  let best: Match | null = null;
  for (let at = 0; at < text.length;) {
    const chain = canOpen(text, at) ? found.chainAt(at, "boxed") : null;
    if (chain === null) at++;
    else {
      best = matchOf(at, chain);
      at = chain.end;
    }
  }
  return best;
}

function canOpen(text: string, at: number): boolean {
  const sign = text[at];
  return sign === "$" || sign === "\\" ||
    (text[at + 1] === "[" && isPyWhitespace(text.charCodeAt(at)));
}

/** `\boxed{70}` with no environment around it: where it ends cannot be told here. */
function openBox(text: string): Match | null {
  const start = text.indexOf(BOX);
  const brace = text.lastIndexOf("}");
  if (start === -1 || brace <= start + BOX.length) return null;
  const end = brace + 1;
  const part = { content: text.slice(start, end), percent: false, boxes: "last" } as const;
  return { start, end, parts: [part] };
}

/** `final answer to the question is: $70$` */
function behindIs(text: string, from: number, found: Environments): Chain | null {
  for (const at of places(text, from, BEFORE_IS)) {
    if (!isPyWhitespace(text.charCodeAt(at))) continue;
    const is = found.afterSpace(at);
    if (!text.startsWith("is", is)) continue;
    const behind = is + "is".length;
    const chain = found.chainAfterSpace(text[behind] === ":" ? behind + 1 : behind, "plain");
    if (chain !== null) return chain;
  }
  return null;
}

/** `answer … $70$` */
function near(text: string, from: number, found: Environments): Chain | null {
  for (const at of places(text, from, BEFORE_ENVIRONMENT)) {
    const chain = found.chainAt(at, "plain");
    if (chain !== null) return chain;
  }
  return null;
}

/** Up to `count` code points on from a place, that place first. */
function* places(text: string, from: number, count: number): Generator<number> {
  let at = from;
  for (let passed = 0; passed <= count && at < text.length; passed++) {
    yield at;
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
}

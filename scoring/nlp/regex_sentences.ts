/**
 * Sentences by a chain of substitutions: the splitter that IFEval came with and that OpenCompass's
 * copy of IFBench still uses.
 *
 * Upstream: opencompass@a5acc4bb `opencompass/datasets/IFBench/instructions_util.py`
 * (`split_into_sentences`). Periods that end nothing are hidden behind a mark, ends get another
 * mark, then the text is cut. The marks are those of upstream, as a reply may contain them.
 *
 * @module
 */
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";

const DOT = "<prd>";
const STOP = "<stop>";
const WS = `[${PY_WHITESPACE}]`;
const STARTER = "(Mr|Mrs|Ms|Dr|Prof|Capt|Cpt|Lt|" +
  ["He", "She", "It", "They", "Their", "Our", "We", "But", "However", "That", "This"]
    .map((word) => `${word}${WS}`).join("|") +
  "|Wherever)";

const BEFORE_DEGREES: readonly (readonly [RegExp, string])[] = [
  [/(Mr|St|Mrs|Ms|Dr)\./g, `$1${DOT}`],
  [/\.(com|net|org|io|gov|edu|me)/g, `${DOT}$1`],
  [/([0-9])\.([0-9])/g, `$1${DOT}$2`],
];

const AFTER_DEGREES: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`${WS}([A-Za-z])\\. `, "g"), ` $1${DOT} `],
  [new RegExp(`([A-Z]\\.[A-Z]\\.(?:[A-Z]\\.)?) ${STARTER}`, "g"), `$1${STOP} $2`],
  [/([A-Za-z])\.([A-Za-z])\.([A-Za-z])\./g, `$1${DOT}$2${DOT}$3${DOT}`],
  [/([A-Za-z])\.([A-Za-z])\./g, `$1${DOT}$2${DOT}`],
  [new RegExp(` (Inc|Ltd|Jr|Sr|Co)\\. ${STARTER}`, "g"), ` $1${STOP} $2`],
  [/ (Inc|Ltd|Jr|Sr|Co)\./g, ` $1${DOT}`],
  [/ ([A-Za-z])\./g, ` $1${DOT}`],
];

/** A mark before a closing quote changes places with it. */
const QUOTES: readonly (readonly [string, string])[] = [
  [".”", "”."],
  ['."', '".'],
  ['!"', '"!'],
  ['?"', '"?'],
];

/**
 * Splits a text into sentences. Line breaks count as blanks; sentences inside the text may be
 * empty (`!!` has one), an empty one at its end is dropped. Linear in the length of the text.
 */
export function regexSentences(text: string): string[] {
  let marked = ` ${text}  `.replaceAll("\n", " ");
  for (const [pattern, replacement] of BEFORE_DEGREES) {
    marked = marked.replace(pattern, replacement);
  }
  marked = marked.replace(/\.{2,}/g, (dots) => DOT.repeat(dots.length) + STOP);
  marked = marked.replaceAll("Ph.D.", `Ph${DOT}D${DOT}`);
  for (const [pattern, replacement] of AFTER_DEGREES) {
    marked = marked.replace(pattern, replacement);
  }
  for (const [before, after] of QUOTES) marked = marked.replaceAll(before, after);
  marked = marked.replace(/[.?!]/g, `$&${STOP}`).replaceAll(DOT, ".");
  const sentences = marked.split(STOP).map(pyStrip);
  if (sentences.at(-1) === "") sentences.pop();
  return sentences;
}

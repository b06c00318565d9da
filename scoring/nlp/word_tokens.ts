/**
 * Words as NLTK finds them: Punkt sentences, each split by a chain of substitutions.
 *
 * Upstream: NLTK 3.9.2 `word_tokenize` (`nltk/tokenize/destructive.py`). Letters that Python's
 * case-insensitive matching takes for one another are spelled out (`ſ` for s, `ı` and `İ` for i),
 * because the `i` flag here has another idea of them.
 *
 * @module
 */
import { PY_WORD } from "../python/characters.ts";
import { PY_WHITESPACE, pySplit } from "../python/text.ts";
import { punktSentences } from "./punkt.ts";

type Rule = readonly [pattern: RegExp, replacement: string];

const WORD_START = `(?<![${PY_WORD}])`;
const WORD_END = `(?![${PY_WORD}])`;

/** A clitic begins with an apostrophe; one before a lone letter of these stays where it is. */
const LONE_LETTER_AFTER_APOSTROPHE = new RegExp(
  `'(?![rR][eE]|[vV][eE]|[lL][lL]|[mMtTsSſdDnN])([${PY_WORD}])${WORD_END}`,
  "gu",
);

const BEFORE_FINAL_PERIOD: readonly Rule[] = [
  [/[«“‘„]|`+/g, " $& "],
  [/^"/, "``"],
  [/``/g, " `` "],
  [/([ ([{<])(?:"|'')/g, "$1 `` "],
  [LONE_LETTER_AFTER_APOSTROPHE, "' $1"],
];

const AFTER_FINAL_PERIOD: readonly Rule[] = [
  [/([:,])(\P{Nd})/gu, " $1 $2"],
  [/[:,](?=\n?$)/, " $& "],
  [/\.{2,}/g, " $& "],
  [/[;@#$%&]/g, " $& "],
];

const PAIRS: readonly Rule[] = [
  [/[?!]/g, " $& "],
  [/([^'])' /g, "$1 ' "],
  [/\*/g, " * "],
  [/[\][(){}<>]/g, " $& "],
  [/--/g, " -- "],
];

const ENDINGS: readonly Rule[] = [
  [/[»”’]/g, " $& "],
  [/''/g, " '' "],
  [/"/g, " '' "],
  [new RegExp(`[${PY_WHITESPACE}]+`, "g"), " "],
  [/([^' ])('[sS]|'[mM]|'[dD]|') /g, "$1 $2 "],
  [/([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) /g, "$1 $2 "],
];

const CONTRACTIONS: readonly Rule[] = [
  contraction(WORD_START, "[cC][aA][nN]", "[nN][oO][tT]", WORD_END),
  contraction(WORD_START, "[dD]", "'[yY][eE]", WORD_END),
  contraction(WORD_START, "[gG][iIıİ][mM]", "[mM][eE]", WORD_END),
  contraction(WORD_START, "[gG][oO][nN]", "[nN][aA]", WORD_END),
  contraction(WORD_START, "[gG][oO][tT]", "[tT][aA]", WORD_END),
  contraction(WORD_START, "[lL][eE][mM]", "[mM][eE]", WORD_END),
  contraction(WORD_START, "[mM][oO][rR][eE]", "'[nN]", WORD_END),
  contraction(WORD_START, "[wW][aA][nN]", "[nN][aA]", `(?=[${PY_WHITESPACE}])`),
  contraction(" ", "'[tT]", "[iIıİ][sSſ]", WORD_END),
  contraction(" ", "'[tT]", "[wW][aA][sSſ]", WORD_END),
];

function contraction(before: string, first: string, second: string, after: string): Rule {
  return [new RegExp(`${before}(${first})(${second})${after}`, "gu"), " $1 $2 "];
}

function apply(text: string, rules: readonly Rule[]): string {
  return rules.reduce(
    (current, [pattern, replacement]) => current.replace(pattern, replacement),
    text,
  );
}

/**
 * Sets off the last period of a sentence, unless it belongs to an ellipsis, when nothing but
 * closing marks (and blanks) follows it. By hand, as the pattern for it is quadratic on blanks.
 *
 * @param closers the closing marks that may follow
 * @param gap what stands between the period and the closing marks
 */
function setOffFinalPeriod(text: string, closers: string, gap: string): string {
  const at = text.lastIndexOf(".");
  if (at < 1 || text.charAt(at - 1) === ".") return text;
  let end = at + 1;
  while (end < text.length && closers.includes(text.charAt(end))) end++;
  if (!BLANK.test(text.slice(end))) return text;
  return `${text.slice(0, at)} .${gap}${text.slice(at + 1, end)} `;
}

const BLANK = new RegExp(`^[${PY_WHITESPACE}]*$`);

/** Splits one sentence into tokens. */
export function sentenceTokens(sentence: string): string[] {
  let text = apply(sentence, BEFORE_FINAL_PERIOD);
  text = setOffFinalPeriod(text, "])}>\"'»”’ ", " ");
  text = apply(text, AFTER_FINAL_PERIOD);
  text = setOffFinalPeriod(text, "])}>\"'", "");
  text = apply(text, PAIRS);
  text = apply(` ${text} `, ENDINGS);
  return pySplit(apply(text, CONTRACTIONS));
}

/** `nltk.word_tokenize(text)`. Linear in the length of the text. */
export function wordTokens(text: string): string[] {
  return punktSentences(text).flatMap(sentenceTokens);
}

/**
 * Checkers of the `count:` constraints. Upstream: allenai/IFBench@db69a6f
 * `ifbench/instructions.py`; opencompass@a5acc4bb where a name says so.
 *
 * @module
 */
import { isDigits } from "../python/characters.ts";
import { pyCount } from "../python/count.ts";
import { removePunctuation } from "../python/punctuation.ts";
import { PUNCTUATION_AND_BLANK, stripChars } from "../python/strip_chars.ts";
import { pySplit, pyStrip } from "../python/text.ts";
import { wordTokens } from "../nlp/word_tokens.ts";
import { CheckCrash } from "./constraint.ts";
import { PERSON_NAMES, PERSONAL_PRONOUNS, PRONOUNS } from "./word_lists.ts";
import type { Reply } from "./reply.ts";

/** The number of words lies in a range, both ends included. */
export function wordCountRange(
  reply: Reply,
  { min_words, max_words }: { readonly min_words: number; readonly max_words: number },
): boolean {
  const count = reply.wordRuns().length;
  return min_words <= count && count <= max_words;
}

/** At least N different words; what is left of a word of punctuation, nothing, counts as one. */
export function uniqueWordCount(reply: Reply, { N }: { readonly N: number }): boolean {
  const words = pySplit(reply.lower());
  return new Set(words.map((word) => stripChars(word, PUNCTUATION_AND_BLANK))).size >= N;
}

const CONJUNCTIONS: ReadonlySet<string> = new Set(["and", "but", "for", "nor", "or", "so", "yet"]);

/** At least `small_n` different spellings of conjunctions: `and`, `And` and `and,` are three. */
export function conjunctions(reply: Reply, { small_n }: { readonly small_n: number }): boolean {
  const found = reply.words().filter((word) =>
    CONJUNCTIONS.has(stripChars(word, PUNCTUATION_AND_BLANK).toLowerCase())
  );
  return new Set(found).size >= small_n;
}

/** At least N names of the list stand as whole words. */
export function personNames(reply: Reply, { N }: { readonly N: number }): boolean {
  const words = new Set(reply.wordRuns());
  return PERSON_NAMES.filter((name) => words.has(name)).length >= N;
}

/** OpenCompass: a name inside a longer word counts too. */
export function personNamesAnywhere(reply: Reply, { N }: { readonly N: number }): boolean {
  return PERSON_NAMES.filter((name) => reply.text.includes(name)).length >= N;
}

const DIGIT_RUN = /\p{Nd}+/gu;

/** Exactly N numbers; without punctuation, `1,000` and `10-20` are one each. */
export function numbers(reply: Reply, { N }: { readonly N: number }): boolean {
  return (removePunctuation(reply.text).match(DIGIT_RUN) ?? []).length === N;
}

/** An interrobang, and outside of the first one every standard mark. */
export function punctuation({ text }: Reply): boolean {
  if (!text.includes("!?") && !text.includes("?!") && !text.includes("‽")) return false;
  const rest = text.replace(text.includes("?!") ? "?!" : "!?", "");
  return [".", ",", "!", "?", ";", ":"].every((mark) => rest.includes(mark));
}

/** At least N pronouns, repeats included. */
export function pronouns(reply: Reply, { N }: { readonly N: number }): boolean {
  const tokens = wordTokens(reply.text.replaceAll("/", " ").toLowerCase());
  return tokens.filter((token) => PRONOUNS.has(token)).length >= N;
}

/** OpenCompass: personal pronouns only, between white space and without punctuation. */
export function personalPronouns(reply: Reply, { N }: { readonly N: number }): boolean {
  const words = pySplit(removePunctuation(reply.text.replaceAll("/", " ").toLowerCase()));
  return words.filter((word) => PERSONAL_PRONOUNS.has(word)).length >= N;
}

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

/** Every N-th word has a Japanese character, unless it is a number or nothing but punctuation. */
export function wordsJapanese(reply: Reply, { N }: { readonly N: number }): boolean {
  const words = reply.words();
  if (N === 0 && words.length > 0) throw new CheckCrash("division by zero");
  return words.every((raw, index) => {
    if ((index + 1) % N !== 0) return true;
    const word = stripChars(raw, PUNCTUATION_AND_BLANK);
    return word === "" || isDigits(word) || JAPANESE.test(word);
  });
}

/** Arguments of {@linkcode keywordsMultiple}. */
export interface KeywordArguments {
  readonly keyword1: string;
  readonly keyword2: string;
  readonly keyword3: string;
  readonly keyword4: string;
  readonly keyword5: string;
}

/** The keywords stand (anywhere, ignoring case) exactly 1, 2, 3, 5 and 7 times. */
export function keywordsMultiple(reply: Reply, args: KeywordArguments): boolean {
  const times: readonly (readonly [string, number])[] = [
    [args.keyword1, 1],
    [args.keyword2, 2],
    [args.keyword3, 3],
    [args.keyword4, 5],
    [args.keyword5, 7],
  ];
  return times.every(([keyword, count]) =>
    pyCount(reply.lower(), pyStrip(keyword).toLowerCase()) === count
  );
}

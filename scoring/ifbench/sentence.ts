/**
 * Checkers of the `sentence:` constraints. Upstream: allenai/IFBench@db69a6f
 * `ifbench/instructions.py`; opencompass@a5acc4bb where a name says so.
 *
 * @module
 */
import { firstCharacter } from "../python/characters.ts";
import { removePunctuation } from "../python/punctuation.ts";
import { PUNCTUATION_AND_BLANK, stripCharsStart } from "../python/strip_chars.ts";
import { pySplit } from "../python/text.ts";
import { wholeWordIgnoringCase } from "../python/whole_word.ts";
import { CheckCrash } from "./constraint.ts";
import type { Reply } from "./reply.ts";

/** Each sentence has more alliteration than the one before; the first one may have none. */
export function alliterationIncrement(reply: Reply): boolean {
  let previous = -1;
  return reply.sentences().every((sentence) => {
    const alliteration = alliterationOf(sentence);
    const grows = alliteration > previous;
    previous = alliteration;
    return grows;
  });
}

/** Words in a row with the same first character: two for the first pair, one for each further. */
export function alliterationOf(sentence: string): number {
  const initials = pySplit(sentence.toLowerCase())
    .map((word) => firstCharacter(stripCharsStart(word, PUNCTUATION_AND_BLANK)))
    .filter((initial) => initial !== "");
  let count = 0;
  let running = false;
  for (const [index, initial] of initials.slice(1).entries()) {
    const same = initial === initials[index];
    if (same) count += running ? 1 : 2;
    running = same;
  }
  return count;
}

interface KeywordArguments {
  readonly word: string;
  readonly N: number;
}

/** The N-th sentence, or `null` if there are fewer; as in Python, number 0 is the last one. */
function sentenceNumber(reply: Reply, N: number): string | null {
  const sentences = reply.sentences();
  if (sentences.length < N) return null;
  const sentence = sentences.at(Math.trunc(N - 1));
  if (sentence === undefined) throw new CheckCrash(`there is no sentence ${N}`);
  return sentence;
}

/** The word stands, as a whole word and in any case, in sentence N. */
export function keyword(reply: Reply, { word, N }: KeywordArguments): boolean {
  const sentence = sentenceNumber(reply, N);
  return sentence !== null && wholeWordIgnoringCase(word).test(sentence);
}

/** OpenCompass: the word may stand inside a longer one. */
export function keywordAnywhere(reply: Reply, { word, N }: KeywordArguments): boolean {
  const sentence = sentenceNumber(reply, N);
  return sentence !== null && sentence.toLowerCase().includes(word.toLowerCase());
}

/** Each sentence has `small_n` words more than the one before. */
export function increment(reply: Reply, { small_n }: { readonly small_n: number }): boolean {
  const counts = reply.sentences().map((sentence) => pySplit(removePunctuation(sentence)).length);
  if (counts.length === 0) throw new CheckCrash("there is no sentence");
  return counts.every((count, index) =>
    index === 0 || count === (counts[index - 1] ?? 0) + small_n
  );
}

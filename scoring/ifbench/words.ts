/**
 * Checkers of the `words:` constraints. Upstream: allenai/IFBench@db69a6f
 * `ifbench/instructions.py`; opencompass@a5acc4bb where a name says so.
 *
 * @module
 */
import { firstTag } from "../nlp/first_tag.ts";
import { countSyllables } from "../nlp/syllables.ts";
import { firstCharacter } from "../python/characters.ts";
import { removePunctuation } from "../python/punctuation.ts";
import {
  PUNCTUATION_AND_BLANK,
  stripChars,
  stripCharsEnd,
  stripCharsStart,
} from "../python/strip_chars.ts";
import { pyLength, pySplit, pyStrip } from "../python/text.ts";
import { CheckCrash } from "./constraint.ts";
import type { Reply } from "./reply.ts";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz";

/** Each word begins with the letter after the one before; z is followed by a. No words fail. */
export function alphabet(reply: Reply): boolean {
  const [first, ...rest] = alphabetWords(reply);
  if (first === undefined) return false;
  const initial = firstCharacter(first).toLowerCase();
  let letter = ALPHABET.indexOf(initial);
  if (letter === -1) return false;
  return rest.every((word) => {
    letter = (letter + 1) % ALPHABET.length;
    return firstCharacter(word.toLowerCase()) === ALPHABET[letter];
  });
}

/** OpenCompass: a reply without words has no first one. */
export function alphabetOfSome(reply: Reply): boolean {
  if (alphabetWords(reply).length === 0) throw new CheckCrash("there is no word");
  return alphabet(reply);
}

function alphabetWords(reply: Reply): string[] {
  return pySplit(removePunctuation(reply.text));
}

/** One paragraph with at most three different vowels. */
export function vowel(reply: Reply): boolean {
  if (pyStrip(reply.text).includes("\n")) return false;
  return ["a", "e", "i", "o", "u"].filter((letter) => reply.lower().includes(letter)).length <= 3;
}

const CLUSTER = /[bcdfghjklmnpqrstvwxyz]{2}/;

/** Every word has two consonants in a row. */
export function consonants(reply: Reply): boolean {
  return pySplit(reply.lower()).every((word) => CLUSTER.test(word));
}

/** At least ten palindromes of five characters or more, repeats included. */
export function palindrome(reply: Reply): boolean {
  return reply.plainLowerWords().filter(isPalindrome).length >= 10;
}

function isPalindrome(word: string): boolean {
  const characters = Array.from(word);
  const last = characters.length - 1;
  return last >= 4 && characters.every((character, at) => character === characters[last - at]);
}

const PRIMES: ReadonlySet<number> = new Set([
  ...[2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41],
  ...[43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97],
]);

/** Every word has a prime length, of at most 97. */
export function primeLengths(reply: Reply): boolean {
  return pySplit(removePunctuation(reply.text)).every((word) => PRIMES.has(pyLength(word)));
}

/** The tagger takes the first word for a verb. */
export function startVerb(reply: Reply): boolean {
  return firstTag(reply.text)?.includes("VB") ?? false;
}

/** No word stands more than `small_n` times. */
export function repeats(reply: Reply, { small_n }: { readonly small_n: number }): boolean {
  const counts = new Map<string, number>();
  for (const word of reply.plainLowerWords()) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts.values()].every((count) => count <= small_n);
}

/** Words with an odd and an even number of syllables take turns. */
export function oddEvenSyllables(reply: Reply): boolean {
  const parities = pySplit(removePunctuation(reply.text).toLowerCase())
    .map((word) => countSyllables(word) % 2);
  return parities.every((parity, index) => index === 0 || parity !== parities[index - 1]);
}

/** The last word of each sentence is the first of the next. */
export function lastFirst(reply: Reply): boolean {
  return reply.sentences().every((sentence, index, all) => {
    const next = all[index + 1];
    if (next === undefined) return true;
    const [last, first] = meetingWords(sentence, next);
    return last !== undefined && first !== undefined && last.toLowerCase() === first.toLowerCase();
  });
}

/** OpenCompass: a sentence without words has no last or first one. */
export function lastFirstOfSome(reply: Reply): boolean {
  return reply.sentences().every((sentence, index, all) => {
    const next = all[index + 1];
    if (next === undefined) return true;
    const [last, first] = meetingWords(sentence, next);
    if (last === undefined || first === undefined) throw new CheckCrash("there is no word");
    return last.toLowerCase() === first.toLowerCase();
  });
}

/** The last word of a sentence and the first of the next one. */
function meetingWords(
  sentence: string,
  next: string,
): readonly [last: string | undefined, first: string | undefined] {
  return [
    pySplit(stripCharsEnd(sentence, PUNCTUATION_AND_BLANK)).at(-1),
    pySplit(stripCharsStart(next, PUNCTUATION_AND_BLANK))[0],
  ];
}

/** Each line with words begins and ends with the same one. */
export function paragraphLastFirst(reply: Reply): boolean {
  return reply.text.split("\n").every((line) => {
    const words = pySplit(stripChars(pyStrip(line).toLowerCase(), PUNCTUATION_AND_BLANK));
    return words[0] === words.at(-1);
  });
}

/** No word begins with the same character as the one before. */
export function noConsecutive(reply: Reply): boolean {
  const initials = reply.plainLowerWords().map(firstCharacter);
  return initials.every((initial, index) => initial !== initials[index - 1]);
}

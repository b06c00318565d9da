import { asciiSet, stripChars } from "../python/strip_chars.ts";
import { PUNCTUATION } from "../python/punctuation.ts";
import { pyStrip } from "../python/text.ts";
import packed from "./data/syllables_english.json" with { type: "json" };
import { lazy } from "../lazy.ts";
import { unpackText } from "./packed.ts";

const dictionary = lazy(() => {
  const lines = unpackText(packed).split(/\r?\n/).filter((line) => line !== "");
  return new Map(lines.map((line) => {
    const comma = line.lastIndexOf(",");
    return [line.slice(0, comma), Number(line.slice(comma + 1))];
  }));
});

const PUNCTUATION_SET = asciiSet(PUNCTUATION);
const DECIMAL = /\p{Nd}/u;
const COMPOUND = /^([^-]+)-([^\n]+)/;
const VOWELS = "aeiouy";

/**
 * Syllables of an English word: a dictionary, else the groups of vowels.
 *
 * 0 for a word with a digit in it or nothing but punctuation; a compound with such a part is 0 too.
 * Upstream: syllapy 0.7.2 `count`.
 */
export function countSyllables(word: string): number {
  let rest = word;
  for (let total = 0;;) {
    const clean = stripChars(pyStrip(rest).toLowerCase(), PUNCTUATION_SET);
    if (clean === "" || DECIMAL.test(clean)) return 0;
    const known = dictionary().get(clean);
    if (known !== undefined) return known === 0 ? 0 : total + known;
    const compound = COMPOUND.exec(clean);
    if (compound === null) return total + countVowelGroups(clean);
    const [, head = "", tail = ""] = compound;
    const first = countSyllables(head);
    if (first === 0) return 0;
    total += first;
    rest = tail;
  }
}

function isVowel(text: string, at: number): boolean {
  return at >= 0 && at < text.length && VOWELS.includes(text.charAt(at));
}

function countVowelGroups(word: string): number {
  let count = 0;
  for (let at = 0; at < word.length; at++) {
    if (isVowel(word, at) && !isVowel(word, at - 1)) count++;
  }
  if (word.endsWith("e")) count--;
  if (word.endsWith("le") && word.length > 2 && !isVowel(word, word.length - 3)) count++;
  return count === 0 ? 1 : count;
}

import assert from "node:assert/strict";
import { wholeWordIgnoringCase } from "./whole_word.ts";

/** Own texts, searched by Python's `re` with `IGNORECASE`. */
const CASES: readonly (readonly [word: string, text: string, found: boolean])[] = [
  ["eat", "We EAT late", true],
  ["eat", "heat, eaten, eat_", false],
  ["eat", "éeat eaté", false],
  ["eat", "“eat”", true],
  ["kiss", "a \u212aISS", true],
  ["kiss", "a kıſs", true],
  ["I", "ı", true],
  ["c++", "c++x", true],
  ["c++", "c++ x", false],
  [".net", "asp.net", true],
  [".net", ".net", false],
  ["a.b", "axb", false],
  ["😀", "a😀b", true],
  ["ÉTÉ", "un été", true],
];

Deno.test("wholeWordIgnoringCase() finds words as Python does", () => {
  for (const [word, text, found] of CASES) {
    assert.equal(wholeWordIgnoringCase(word).test(text), found, `${word} in ${text}`);
  }
});

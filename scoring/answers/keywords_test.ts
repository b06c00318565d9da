import assert from "node:assert/strict";
import { hasWholeWord, keywordLabel, type KeywordOptions } from "./keywords.ts";

const negativeFirst = [
  { label: "no", words: ["no", "not", "does not"] },
  { label: "yes", words: ["yes", "is soluble", "contains "] },
];
const whole: KeywordOptions = { match: "whole-word", letters: "ignore" };
const anywhere: KeywordOptions = { match: "anywhere", letters: "lower" };

Deno.test("keywordLabel() asks the lists in order, not the text", () => {
  assert.equal(keywordLabel("Yes, no doubt", negativeFirst, whole), "no");
  assert.equal(keywordLabel("Yes, no doubt", negativeFirst.toReversed(), whole), "yes");
  assert.equal(keywordLabel("perhaps", negativeFirst, whole), null);
  assert.equal(keywordLabel("", negativeFirst, whole), null);
});

Deno.test("keywordLabel() finds whole words or words in words", () => {
  assert.equal(keywordLabel("I know", negativeFirst, whole), null);
  assert.equal(keywordLabel("I know", negativeFirst, anywhere), "no");
  assert.equal(keywordLabel("It IS SOLUBLE.", negativeFirst, whole), "yes");
  assert.equal(keywordLabel("it is solubleness", negativeFirst, whole), null);
});

Deno.test("keywordLabel() ignores case as Python does", () => {
  assert.equal(keywordLabel("ye\u017f", negativeFirst, whole), "yes");
  assert.equal(keywordLabel("ye\u017f", negativeFirst, { ...whole, letters: "lower" }), null);
  assert.equal(keywordLabel("YES", negativeFirst, { ...whole, letters: "exact" }), null);
});

Deno.test("hasWholeWord() wants a boundary where the word ends in a blank, as \\b does", () => {
  assert.equal(hasWholeWord("it contains two", "contains "), true);
  assert.equal(hasWholeWord("it contains (two)", "contains "), false);
  assert.equal(hasWholeWord("it contains ", "contains "), false);
});

Deno.test("hasWholeWord() takes letters and digits of any script for word characters", () => {
  assert.equal(hasWholeWord("éno", "no"), false);
  assert.equal(hasWholeWord("no_", "no"), false);
  assert.equal(hasWholeWord("𝔸no", "no"), false);
  assert.equal(hasWholeWord("no\u0661", "no"), false);
  assert.equal(hasWholeWord("😀no😀", "no"), true);
  assert.equal(hasWholeWord("nono no", "no"), true);
});

Deno.test("keywordLabel() takes linear time", () => {
  const started = performance.now();
  for (const part of ["no", "n", " contains", "does not", "😀"]) {
    keywordLabel(`x${part.repeat(200_000)}x`, negativeFirst, whole);
  }
  assert.ok(performance.now() - started < 20_000);
});

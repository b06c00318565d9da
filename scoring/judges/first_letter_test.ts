import assert from "node:assert/strict";
import { firstLetter, type Grade } from "./first_letter.ts";

// Upstream's parser, executed.
const CASES: readonly (readonly [string, Grade])[] = [
  ["A", "A"],
  [" **A**\n", "A"],
  ["\\boxed{B}", "B"],
  ["A: CORRECT", "A"],
  ["The Answer: B", "A"],
  ["FALSE", "A"],
  ["Both agree, so A", "B"],
  ["BAD", "B"],
  ["<think>B or A</think>A", "B"],
  ["CORRECT", "unknown"],
  ["INCORRECT", "unknown"],
  ["a", "unknown"],
  ["\uff21", "unknown"],
  ["", "unknown"],
];

for (const [text, wanted] of CASES) {
  Deno.test(`firstLetter() of ${JSON.stringify(text)} is ${wanted}`, () => {
    assert.equal(firstLetter(text), wanted);
  });
}

Deno.test("firstLetter() looks for other tags, the right one first where both begin together", () => {
  const tags = { right: "YES!", wrong: "NO" };
  assert.equal(firstLetter("NO, YES!", tags), "B");
  assert.equal(firstLetter("YES! NO", tags), "A");
  assert.equal(firstLetter("A", tags), "unknown");
  assert.equal(firstLetter("AB", { right: "AB", wrong: "A" }), "A");
});

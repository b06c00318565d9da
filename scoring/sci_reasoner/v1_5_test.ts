import assert from "node:assert/strict";
import {
  firstFloat,
  labelNumbers,
  labelsOf,
  propertyFloat,
  yesNoNumbers,
  yesScore,
} from "./v1_5.ts";

Deno.test("propertyFloat() forgives units, other keys, and no braces at all", () => {
  const cases = [
    ['{"gap": "1.5"}', 1.5],
    ["{my gap : 2 eV, other : 3}", 2],
    ["It is 2.5 or 3", 2.5],
    ["<THINK>9</think>1e3", 1000],
    ['{"gap": NaN}', null],
    ["none", null],
  ] as const;
  for (const [text, value] of cases) assert.equal(propertyFloat(text, "gap"), value, text);
  assert.equal(firstFloat("-.5."), -0.5);
});

Deno.test("labelsOf() divides by semicolons where there is one", () => {
  assert.deepEqual([...labelsOf("A, b; c\uff1bA, B")], ["a, b", "c"]);
  assert.deepEqual([...labelsOf("a\nb, c")], ["a", "b", "c"]);
  assert.equal(labelNumbers([{ pred: new Set(), gold: new Set() }]).exact_match, 100);
});

Deno.test("yesScore() takes a stated label, a number, then words, negatives first", () => {
  const cases = [
    ["Label: 1", 1],
    ["0.25", 0.25],
    ["7, dissimilar", 0],
    ["active", 1],
    ["inactive", 0],
    ["hm", null],
  ] as const;
  for (const [text, score] of cases) assert.equal(yesScore(text), score, text);
});

Deno.test("yesNoNumbers() leaves what says nothing out of the AUC only", () => {
  const numbers = yesNoNumbers([
    { gold: true, score: 0.9, target: "a" },
    { gold: false, score: 0.1, target: "a" },
    { gold: true, score: null, target: "b" },
  ]);
  assert.equal(numbers.AUC, 1);
  assert.equal(numbers.Recall, 0.5);
  assert.equal(numbers.macro_target_recall, 0.5);
  assert.equal(numbers.invalid_count, 1);
});

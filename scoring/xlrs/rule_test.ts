import assert from "node:assert/strict";
import { lettersByRule } from "./rule.ts";

const CASES: readonly (readonly [string, string])[] = [
  ["B", "B"],
  ["The answer is (C) east.", "C"],
  ["I pick (D), not (C)", "CD"],
  ["(a) north, said Alice", "A"],
  ["Answer: B", "ABE"],
  ["The best option is B", "BE"],
  ["The best option isThe correct option isB", "B"],
  ["Best answer:Best option:B", "B"],
  ["The answerThe answer is B", "B"],
  ["the answer is D", "ADE"],
  ["A road", "AD"],
  ["Going north", ""],
  ["b", ""],
  ["(b)", ""],
  ["CA, AC", "AC"],
  ["\uff22", ""],
  ["", ""],
];

for (const [reply, wanted] of CASES) {
  Deno.test(`lettersByRule() of ${JSON.stringify(reply)} is "${wanted}"`, () => {
    assert.equal(lettersByRule(reply), wanted);
  });
}

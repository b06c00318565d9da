import assert from "node:assert/strict";
import { regexNumber, regexTruth } from "./regex_profile.ts";

// Upstream's parse_float_answer, executed.
const NUMBERS: readonly (readonly [string, number, string])[] = [
  ["Answer: 1.5 eV", 1.5, "behind answer:"],
  ["answer: 1.1 or answer:1.3", 1.3, "the last one"],
  ["answer: 1.1 (at 300 K)", 1.1, "answer: before other numbers"],
  ["1.2 at 300", 0, "20 and more become 0"],
  ["-1500", 1500, "a negative one loses its sign only"],
  ["1.1e0", 1.1, "exponents"],
  ["1.1eV", 1, "a unit at the number takes its decimals"],
  ["-1e999", Infinity, "beyond a double"],
  ["no clue", 0, "none"],
  ["", 0, "empty"],
];

for (const [reply, wanted, why] of NUMBERS) {
  Deno.test(`regexNumber() of ${JSON.stringify(reply)}: ${why}`, () => {
    assert.equal(regexNumber(reply), wanted);
  });
}

Deno.test("regexTruth() says yes unless there is a no anywhere", () => {
  const truths = ["Yes", "", "False", "unknown", "Answer: True, not false", "Answer: false", "N o"];
  assert.deepEqual(truths.map(regexTruth), [true, true, true, false, true, false, false]);
});

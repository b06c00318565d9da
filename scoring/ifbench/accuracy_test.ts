import assert from "node:assert/strict";
import fc from "fast-check";
import { accuracyByConstraint, ifbenchAccuracies } from "./accuracy.ts";

const SAMPLES = [
  { ids: ["count:numbers"], strict: [true], loose: [true] },
  { ids: ["count:pronouns", "words:vowel"], strict: [false, true], loose: [true, true] },
  { ids: ["count:numbers"], strict: [false], loose: [false] },
  { ids: ["words:vowel"], strict: [false], loose: [false] },
];

Deno.test("ifbenchAccuracies() counts prompts and instructions", () => {
  assert.deepEqual(ifbenchAccuracies(SAMPLES), {
    score: (25 + 40 + 50 + 60) / 4,
    "Prompt-level-strict-accuracy": 25,
    "Inst-level-strict-accuracy": 40,
    "Prompt-level-loose-accuracy": 50,
    "Inst-level-loose-accuracy": 60,
  });
});

Deno.test("ifbenchAccuracies() has no numbers for no replies", () => {
  assert.deepEqual(new Set(Object.values(ifbenchAccuracies([]))), new Set([null]));
});

Deno.test("ifbenchAccuracies() does not depend on the order of replies", () => {
  const flags = fc.array(fc.boolean(), { minLength: 1, maxLength: 3 });
  const sample = flags.map((strict) => ({ strict, loose: strict.map(() => true) }));
  fc.assert(fc.property(fc.array(sample), (samples) => {
    assert.deepEqual(ifbenchAccuracies(samples), ifbenchAccuracies([...samples].reverse()));
  }));
});

Deno.test("accuracyByConstraint() groups by the part before the colon and by id", () => {
  const groups = accuracyByConstraint(SAMPLES, "strict");
  assert.deepEqual(Object.entries(groups), [
    ["count", (1 / 3) * 100],
    ["words", 50],
    ["count:numbers", 50],
    ["count:pronouns", 0],
    ["words:vowel", 50],
  ]);
});

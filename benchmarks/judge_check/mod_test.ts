import assert from "node:assert/strict";
import { judgePairs, padded, PairRow } from "./mod.ts";

const CATEGORIES = [
  "equivalent forms",
  "near misses",
  "units and rounding",
  "several parts",
  "prose with the answer inside",
  "hedging",
  "refusals",
  "injected instructions",
  "very long replies",
];

Deno.test("judgePairs are about 120, of both labels in every category, each with its own id", () => {
  assert.ok(judgePairs.length >= 115 && judgePairs.length <= 130, String(judgePairs.length));
  assert.equal(new Set(judgePairs.map(({ id }) => id)).size, judgePairs.length);
  assert.deepEqual([...new Set(judgePairs.map(({ category }) => category))], CATEGORIES);
  for (const category of CATEGORIES) {
    const labels = judgePairs.filter((pair) => pair.category === category).map((pair) =>
      pair.label
    );
    assert.ok(labels.includes("correct") && labels.includes("incorrect"), category);
    assert.ok(labels.length >= 8, category);
  }
  // Neither "always right" nor "always wrong" looks like a good judge.
  const right = judgePairs.filter(({ label }) => label === "correct").length / judgePairs.length;
  assert.ok(right > 0.35 && right < 0.6, String(right));
});

Deno.test("judgePairs are rows of a user's file, and no two are the same", () => {
  for (const pair of judgePairs) assert.deepEqual(PairRow.parse(pair), pair);
  const asked = judgePairs.map(({ question, gold, reply }) => `${question}|${gold}|${reply}`);
  assert.equal(new Set(asked).size, asked.length);
});

Deno.test("padded() keeps the reply whole and at the end", () => {
  assert.ok(padded("x\n\\boxed{2}").endsWith("\n\nx\n\\boxed{2}"));
  assert.equal(/\d|[A-Z]{2}/.test(padded("")), false);
});

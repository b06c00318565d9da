import assert from "node:assert/strict";
import type { Item } from "../types.ts";
import { reduceMetrics } from "../metrics/reduce.ts";
import { sfeMetrics } from "./metrics.ts";

Deno.test("sfeMetrics weigh rows, not fields, and break them down by field and kind", () => {
  const item = (category: string, question_type: string, score: number): Item => ({
    sampleId: "s",
    repeat: 0,
    groups: { category, question_type },
    outcome: "partial",
    values: { score, tries: 1, judge_unparsable: score === 0, prediction_cut: false },
  });
  const items = [item("life", "mcq", 9), item("earth", "mcq", 0), item("earth", "exact_match", 0)];
  const { Overall, ...numbers } = reduceMetrics(sfeMetrics, items);
  assert.ok(Math.abs((Overall ?? 0) - 100 / 3) < 1e-9);
  assert.deepEqual(numbers, {
    earth: 0,
    life: 100,
    "by_type/exact_match": 0,
    "by_type/mcq": 50,
    judge_unparsable: 2,
    prediction_cut: 0,
  });
});

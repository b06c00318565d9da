import assert from "node:assert/strict";
import type { Item } from "../types.ts";
import { reduceMetrics } from "../metrics/reduce.ts";
import { gradeMetrics } from "./grade_metrics.ts";

function numbers(grades: string) {
  const items = Array.from(grades, (grade, at): Item => ({
    sampleId: `${at}`,
    repeat: 0,
    groups: {},
    outcome: "correct",
    values: { grade: grade === "?" ? "unknown" : grade },
  }));
  return reduceMetrics(gradeMetrics, items);
}

Deno.test("gradeMetrics count an unreadable grade as wrong and not as attempted", () => {
  assert.deepEqual(numbers("AAAB??"), {
    accuracy: 50,
    accuracy_given_attempted: 75,
    f1: 0.6,
    attempted_ratio: 100 * 4 / 6,
    correct_count: 3,
    incorrect_count: 1,
    not_attempted_count: 2,
  });
});

Deno.test("gradeMetrics are 0 without a readable grade and undefined without items", () => {
  const none = numbers("??");
  assert.deepEqual([none.accuracy, none.accuracy_given_attempted, none.f1], [0, 0, 0]);
  const empty = numbers("");
  assert.deepEqual([empty.accuracy, empty.accuracy_given_attempted, empty.f1], [null, null, null]);
});

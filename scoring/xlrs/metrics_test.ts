import assert from "node:assert/strict";
import type { Item } from "../types.ts";
import { reduceMetrics } from "../metrics/reduce.ts";
import { xlrsMetrics, xlrsTask } from "./metrics.ts";

const item = (task: string, correct: boolean): Item => ({
  sampleId: "s",
  repeat: 0,
  groups: { task },
  outcome: correct ? "correct" : "wrong",
  values: { correct, wordy: correct },
});

Deno.test("xlrsMetrics give sub-tasks under their names, their mean and the mean of rows", () => {
  const items = [item("a/b", true), item("c/d", true), item("c/d", false), item("c/d", false)];
  assert.deepEqual(reduceMetrics(xlrsMetrics, items), {
    "Overall macro": (100 + 100 / 3) / 2,
    "Overall micro": 50,
    "a/b": 100,
    "c/d": 100 / 3,
    "rows/a/b": 1,
    "rows/c/d": 3,
    wordy: 2,
  });
  assert.equal(reduceMetrics(xlrsMetrics, [])["Overall macro"], null);
});

Deno.test("xlrsTask() refuses a category that is a pair already", () => {
  assert.equal(xlrsTask("Counting", "Overall counting"), "Counting/Overall counting");
  assert.throws(() => xlrsTask("Counting/Overall counting", "x"), RangeError);
});

import assert from "node:assert/strict";
import { matbenchVector } from "./matbench.ts";

const vector = (task: string, ...samples: { record: unknown; response: string }[]) =>
  matbenchVector({ benchmark: "matbench", task, samples });

Deno.test("matbenchVector() tells kinds of v0.1 by their targets, whatever the task is called", () => {
  const regression = vector("v0.1/other", { record: { target: 2 }, response: " 1_0 " });
  assert.equal(regression.metrics.mae, 8);
  const truth = vector("v0.1/other", { record: { target: true }, response: "0.9" });
  assert.deepEqual([truth.metrics.accuracy, truth.metrics.rocauc], [1, null]);
  assert.throws(
    () => vector("v0.1/x", { record: { target: 2 }, response: "two" }),
    /must be a number/,
  );
  assert.throws(() => vector("other"), RangeError);
});

Deno.test("matbenchVector() averages four numbers or none", () => {
  const results = [
    { subset: "matbench_expt_gap", value: 1 },
    { subset: "matbench_steels", value: 3000 },
    { subset: "matbench_expt_is_metal", value: 80 },
    { subset: "matbench_glass", value: 70 },
  ];
  const average = (results: readonly unknown[]) =>
    vector("_group", { record: { results }, response: "" }).metrics.naive_average;
  assert.equal(average(results), (50 - 50 + 80 + 70) / 4);
  assert.equal(average(results.slice(1)), null);
});

import assert from "node:assert/strict";
import { biologyInstructionVector } from "./biology_instruction.ts";
import { taskRows } from "../../benchmarks/biology_instruction/tasks.ts";

const vector = (task: string, record: unknown) =>
  biologyInstructionVector({
    benchmark: "biology-instruction",
    task,
    samples: [{ record, response: "" }],
  });

Deno.test("biologyInstructionVector() knows the components by name and refuses others", () => {
  assert.deepEqual(vector("_component/boxed_text", { text: "\\boxed{a}" }).perSample, ["a"]);
  assert.deepEqual(vector("_component/dict_text", { text: "{a}" }).perSample, ["{a}"]);
  assert.deepEqual(vector("_component/mini_indices", { n: 5 }).perSample.length, 1);
  assert.equal(vector("_component/f1_max", { pred: [[1]], target: [[0]] }).metrics.f1_max, 0);
  assert.throws(() => vector("_component/other", {}), RangeError);
});

Deno.test("biologyInstructionVector() averages 21 finite results or none", () => {
  const results = taskRows.map(({ id }, at) => ({ subset: id, metric: "x", value: at }));
  const average = (results: readonly unknown[]) =>
    vector("_group", { results }).metrics.naive_average;
  assert.equal(average(results), 10);
  assert.equal(average(results.slice(1)), null);
  assert.equal(average([...results.slice(1), { ...results[0], value: "nan" }]), null);
  assert.equal(average([...results.slice(1), { ...results[0], value: "inf" }]), null);
});

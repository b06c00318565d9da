import assert from "node:assert/strict";
import { ifbenchVector } from "./ifbench.ts";
import { type Vector, vectorDifference } from "./vector.ts";

const file = new URL("../../tests/golden/ifbench.jsonl", import.meta.url);
const vectors = (await Deno.readTextFile(file)).split("\n").filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Vector);

Deno.test("ifbenchVector() gives what the official scorers gave, on every golden vector", () => {
  assert.ok(vectors.length >= 94);
  for (const vector of vectors) {
    const result = ifbenchVector(vector);
    assert.deepEqual(result.perSample, vector.expected.perSample, vector.id);
    assert.equal(vectorDifference(vector, result), null, vector.id);
  }
});

const names = { key: "1", prompt: "", instruction_id_list: ["count:person_names"] };
const record = { ...names, kwargs: [{ N: 1, word: null }] };

Deno.test("ifbenchVector() tells the profile from the label", () => {
  const samples = [{ record, response: "Miami" }];
  for (const task of ["oc/count:person_names", "_aggregate/oc-7", "real/opencompass"]) {
    const { metrics } = ifbenchVector({ benchmark: "ifbench", task, samples });
    assert.equal(metrics["score"], 100, task);
  }
  for (const task of ["count:person_names", "_aggregate/upstream-7", "official", "real/occasion"]) {
    const { metrics } = ifbenchVector({ benchmark: "ifbench", task, samples });
    assert.equal(metrics["score"], 0, task);
  }
});

Deno.test("ifbenchVector() scores a thinking part as text", () => {
  const samples = [{ record, response: "<think>Emma</think>Nobody" }];
  const { perSample } = ifbenchVector({ benchmark: "ifbench", task: "official", samples });
  assert.deepEqual(perSample, [{ strict: [true], loose: [true] }]);
});

Deno.test("ifbenchVector() counts a missing response as not following", () => {
  const samples = [{ record, response: null as unknown as string }];
  const { perSample } = ifbenchVector({ benchmark: "ifbench", task: "official", samples });
  assert.deepEqual(perSample, [{ strict: [false], loose: [false] }]);
});

Deno.test("ifbenchVector() throws for an unknown component", () => {
  assert.throws(
    () => ifbenchVector({ benchmark: "ifbench", task: "_component/toString", samples: [] }),
    RangeError,
  );
});

import assert from "node:assert/strict";
import { categories } from "../../scoring/mmlu_pro/categories.ts";
import { mmluProVector } from "./mmlu_pro.ts";

function group(results: readonly unknown[]) {
  const samples = [{ record: { results }, response: "" }];
  return mmluProVector({ benchmark: "mmlu-pro", task: "_group", samples }).metrics;
}

Deno.test("_group averages the 14 categories, and all questions beside", () => {
  const results = categories.map((category, at) => ({ category, n: at + 1, correct: 1 }));
  const { macro, micro } = group(results);
  const mean = results.reduce((sum, { n }) => sum + 100 / n, 0) / 14;
  assert.ok(Math.abs((macro ?? 0) - mean) < 1e-9);
  assert.equal(micro, 100 * 14 / 105);
  assert.equal(group(results.slice(1)).macro, null);
  assert.equal(group([{ category: "math", n: 0, correct: 0 }]).micro, null);
});

Deno.test("options_string takes the opening off a worked answer", () => {
  const record = {
    options: ["x"],
    answer: "A",
    cot_content: "A: Let's think step by step. So A. ",
  };
  const { metrics, perSample } = mmluProVector({
    benchmark: "mmlu-pro",
    task: "options_string",
    samples: [{ record, response: "" }],
  });
  assert.deepEqual(perSample, [{
    options_str: "A. x",
    answer_string: "A. x\n",
    cot: "So A.",
    tiger_options: "A. x\n",
  }]);
  assert.deepEqual(metrics, { length: 4 });
});

Deno.test("mmluProVector() refuses a name it does not know", () => {
  assert.throws(
    () => mmluProVector({ benchmark: "mmlu-pro", task: "tiger_l9", samples: [] }),
    RangeError,
  );
});

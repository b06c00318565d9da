import assert from "node:assert/strict";
import type { Item, Scored } from "../types.ts";
import { reduceMetrics } from "../metrics/reduce.ts";
import { microvqaMetrics, microvqaOfficial, statedOption } from "./official.ts";

const CASES: readonly (readonly [string, number])[] = [
  ["The answer is (2)", 1],
  ["answer is **(2**)", 1],
  ["theanswer is 2)", 1],
  ["the answer is (3); but no, the answer is (1)", 2],
  ["answer is unclear, the answer is 1", 0],
  ["The answer is (12)", 0],
  ["answer is 0", -1],
  ["answer is (7)", 6],
  ["ANSWER IS (1)", -1],
  ["answer is  (1)", -1],
  ["answer is ***3***", -1],
  ["answer is (**3**)", -1],
  ["answer is \u0663", -1],
  ["2", -1],
];

for (const [text, wanted] of CASES) {
  Deno.test(`statedOption() of ${JSON.stringify(text)} is ${wanted}`, () => {
    assert.equal(statedOption(text), wanted);
  });
}

function items(
  ...rows: readonly (readonly [text: string, target: number, task: string])[]
): Item[] {
  return rows.map(([text, target, task], at) => {
    const input = { text, raw: text, truncated: false, target, judged: [] };
    const { outcome, values } = microvqaOfficial.score(input, {}) as Scored;
    return { sampleId: `${at}`, repeat: 0, groups: { task }, outcome, values };
  });
}

Deno.test("microvqaMetrics count bad responses in, and once more apart", () => {
  const scored = items(["answer is 1", 0, "1"], ["answer is 7", 0, "1"], ["B", 1, "3"]);
  assert.deepEqual(scored.map(({ outcome }) => outcome), ["correct", "no-answer", "no-answer"]);
  assert.deepEqual(reduceMetrics(microvqaMetrics, scored), {
    accuracy: 100 / 3,
    bad_responses: 200 / 3,
    task_1: 50,
    task_3: 0,
  });
});

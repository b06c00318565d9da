import assert from "node:assert/strict";
import { llmJudgeVector } from "./llm_judge.ts";
import { type Vector, vectorDifference } from "./vector.ts";

const golden = new URL("../../tests/golden/_llm-judge.jsonl", import.meta.url);

Deno.test("llmJudgeVector() gives what the official functions gave, on every vector", async () => {
  const lines = (await Deno.readTextFile(golden)).trim().split("\n");
  assert.ok(lines.length > 40);
  for (const line of lines) {
    const vector = JSON.parse(line) as Vector;
    const got = await llmJudgeVector(vector);
    assert.equal(vectorDifference(vector, got), null, vector.id);
    assert.deepEqual(got.perSample, vector.expected.perSample, vector.id);
  }
});

Deno.test("llmJudgeVector() routes by the part before the dash and refuses the rest", async () => {
  const vector = (task: string, judge?: string) =>
    llmJudgeVector({
      benchmark: "_llm-judge",
      task,
      samples: [{ record: {}, response: "x", ...(judge === undefined ? {} : { judge }) }],
    });
  assert.equal((await vector("generic-anything", "A")).metrics.accuracy, 100);
  assert.equal((await vector("cascade-anything", "A.")).metrics.accuracy, 0);
  await assert.rejects(() => vector("other", "A"), /known are generic and cascade/);
  await assert.rejects(() => vector("generic"), /asks a judge and the vector has no verdict/);
});

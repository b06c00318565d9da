import assert from "node:assert/strict";
import type { Scored, ScoreStep } from "../types.ts";
import { cotReading } from "../mmmu_pro/cot.ts";
import { mcqScorer, type McqScorerOptions } from "./mcq_scorer.ts";
import { statedReading } from "./stated_reading.ts";

const target = {
  question: "What is it?",
  choices: { A: "rock", B: "soil", C: "None" },
  answer: "B",
};

function step(options: McqScorerOptions, text: string, judged: readonly string[] = []): ScoreStep {
  const replies = judged.map((text) => ({ text, reasoning: "" }));
  const input = { text, raw: text, truncated: false, target, judged: replies };
  return mcqScorer(options).score(input, {}) as ScoreStep;
}

function scored(options: McqScorerOptions, text: string, judged: readonly string[] = []): Scored {
  const got = step(options, text, judged);
  assert.equal(got.kind, "scored");
  return got as Scored;
}

const judged: McqScorerOptions = { version: "current" };
const alone: McqScorerOptions = { version: "current", judge: "none" };

Deno.test("mcqScorer() does not ask the judge about what the rules read, refusals included", () => {
  assert.deepEqual(scored(judged, "B").perSample, { pred: "B", correct: true, by: "rule" });
  const refused = scored(judged, "Cannot determine the answer");
  assert.deepEqual(refused.perSample, { pred: "Z", correct: false, by: "rule" });
  assert.equal(refused.outcome, "refused");
});

Deno.test("mcqScorer() asks up to three times, greedily, and then gives up", () => {
  for (const said of [[], ["A or B"], ["A or B", "Failed to obtain answer via API. B"]]) {
    const asked = step(judged, "hm", said);
    assert.ok(asked.kind === "judge");
    assert.deepEqual(asked.sampling, { temperature: 0, maxTokens: 2048 });
  }
  const gaveUp = scored(judged, "hm", ["x", "y", "z", "B"]);
  assert.deepEqual(gaveUp.perSample, { pred: "Z", correct: false, by: "gave-up" });
  assert.equal(gaveUp.outcome, "no-answer");
  assert.equal(gaveUp.answer, null);
});

Deno.test("mcqScorer() reads judge texts by the same rules, options by their text too", () => {
  for (const text of ["B", "(B) soil", "soil", "Your output: B"]) {
    assert.equal(scored(judged, "hm", ["x", text]).values.by, "judge");
    assert.equal(scored(judged, "hm", ["x", text]).values.correct, true, text);
  }
});

Deno.test("mcqScorer() leaves a judge's thinking aside unless it is told to read it", () => {
  assert.equal(scored(judged, "hm", ["<think>A?</think>B"]).values.pred, "B");
  const raw: McqScorerOptions = { version: "current", judgeReads: "content" };
  assert.equal(step(raw, "hm", ["<think>A?</think>B"]).kind, "judge");
});

Deno.test("mcqScorer() without a judge takes what the rules cannot read for Z", () => {
  assert.deepEqual(mcqScorer(alone).needs, []);
  assert.deepEqual(mcqScorer(judged).needs, ["judge"]);
  const none = scored(alone, "hm");
  assert.deepEqual(none.perSample, { pred: "Z", correct: false, by: "none" });
  assert.equal(none.values.unparsed, true);
});

Deno.test("mcqScorer() has an id for each way of scoring", () => {
  const all: McqScorerOptions[] = [
    judged,
    alone,
    { ...alone, version: "2026-02" },
    {
      ...judged,
      judgeReads: "content",
    },
    { ...judged, reading: statedReading },
    { ...judged, reading: cotReading("current") },
  ];
  assert.equal(new Set(all.map((options) => mcqScorer(options).id)).size, all.length);
});

Deno.test("mcqScorer() takes a stated letter first and counts it apart", () => {
  const stated = scored({ ...alone, reading: statedReading }, "A, no: C.\nAnswer: **B**");
  assert.deepEqual(stated.perSample, { pred: "B", correct: true, by: "stated" });
  assert.equal(scored({ ...alone, reading: statedReading }, "B").values.by, "rule");
});

Deno.test("mcqScorer() shows the judge what the reading left of the reply", () => {
  const asked = step(
    { ...judged, reading: cotReading("current") },
    "long story\nAnswer: the soft one",
  );
  assert.ok(asked.kind === "judge");
  const text = String(asked.messages[0]?.content);
  assert.ok(text.includes("the soft one"));
  assert.ok(!text.includes("long story"));
});

Deno.test("mcqScorer() tells where upstream would have lost an option", () => {
  assert.equal(scored(alone, "B").values.dropped_word, true);
});

import assert from "node:assert/strict";
import type { Scored, Scorer, ScoreStep } from "../types.ts";
import { lettersOfJudge, xlrsJudge, xlrsMessages, xlrsRule, xlrsStated } from "./scorers.ts";
import type { XlrsTarget } from "./scorers.ts";

const target: XlrsTarget = {
  question: "What {is} it?",
  options: " The choices:\n(A) field\n(B) lake\n(C) road\nSelect the best answer. The answer is:",
  answer: "CA",
};

function step(scorer: Scorer<XlrsTarget>, text: string, ...judged: string[]): ScoreStep {
  const replies = judged.map((text) => ({ text, reasoning: "" }));
  return scorer.score(
    { text, raw: text, truncated: false, target, judged: replies },
    {},
  ) as ScoreStep;
}

function sample(...given: Parameters<typeof step>): unknown {
  return (step(...given) as Scored).perSample;
}

Deno.test("xlrsRule compares sets of letters", () => {
  assert.deepEqual(sample(xlrsRule, "A, C"), { pred: "AC", correct: true });
  assert.deepEqual(sample(xlrsRule, "Answer: A, C"), { pred: "ACE", correct: false });
  assert.equal((step(xlrsRule, "nothing") as Scored).outcome, "no-answer");
});

Deno.test("xlrsStated reads stated letters first", () => {
  assert.deepEqual(sample(xlrsStated, "Answer: A, C"), { pred: "AC", correct: true });
  assert.deepEqual(sample(xlrsStated, "It is a lake.\n\\boxed{B}"), { pred: "B", correct: false });
  assert.deepEqual(sample(xlrsStated, "(C) and (A)"), { pred: "AC", correct: true });
});

Deno.test("xlrsJudge() asks about every reply, once", () => {
  for (const reply of ["", "(A)"]) assert.equal(step(xlrsJudge(), reply).kind, "judge");
  assert.deepEqual(sample(xlrsJudge(), "", "A, C"), { pred: "AC", correct: true });
  assert.deepEqual(sample(xlrsJudge(), "AC", "x"), { pred: "x", correct: false });
});

Deno.test("xlrsJudge() leaves the judge's thinking aside unless it is told to read it", () => {
  assert.deepEqual(sample(xlrsJudge(), "", "<think>hm</think>AC"), { pred: "AC", correct: true });
  const raw = sample(xlrsJudge("content"), "", "<think>hm</think>AC");
  assert.deepEqual(raw, { pred: "AChikmnt", correct: false });
});

Deno.test("lettersOfJudge() keeps case and ASCII letters only", () => {
  assert.equal(lettersOfJudge("The answer is A"), "ATaehinrsw");
  assert.equal(lettersOfJudge("1 D 2 \uff24"), "D");
});

Deno.test("xlrsMessages() shows options without their instruction, and neither gold nor picture", () => {
  const text = String(xlrsMessages(target, "$& it")[0]?.content);
  assert.ok(
    text.includes("Question: What {is} it?\n The choices:\n(A) field\n(B) lake\n(C) road\n\n"),
  );
  assert.ok(text.includes("\nAnswer: $& it\n"));
  assert.ok(!text.includes("The answer is:"));
});

Deno.test("the scorers tell wordy replies", () => {
  assert.equal((step(xlrsRule, "  A C  ") as Scored).values.wordy, false);
  assert.equal((step(xlrsRule, "It is A and C, I think") as Scored).values.wordy, true);
});

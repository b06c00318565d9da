import assert from "node:assert/strict";
import { MAX_PREDICTION } from "../judges/judge_text.ts";
import type { JudgeReply, Scorer, ScoreStep } from "../types.ts";
import { judgedNumber, judgedTruth, type MatbenchTarget } from "./judged.ts";

const gap = { problem: "How wide is the gap of ZzO?", answer: 1.5 };
const metal = { problem: "Is ZzO a metal?", answer: false };

async function step<Answer extends number | boolean>(
  scorer: Scorer<MatbenchTarget<Answer>>,
  text: string,
  target: MatbenchTarget<Answer>,
  ...judged: JudgeReply[]
): Promise<ScoreStep> {
  return await scorer.score({ text, raw: text, truncated: false, target, judged }, {});
}

const said = (text: string, reasoning = ""): JudgeReply => ({ text, reasoning });

async function asked(pending: Promise<ScoreStep>): Promise<string> {
  const request = await pending;
  assert.ok(request.kind === "judge");
  assert.deepEqual(request.messages.map(({ role }) => role), ["system", "user"]);
  assert.deepEqual(request.sampling, { temperature: 0.001, maxTokens: 8192 });
  return String(request.messages[1]?.content);
}

Deno.test("judgedNumber() asks for every reply, an empty one too, and never shows the gold", async () => {
  for (const reply of ["about 2", ""]) {
    const text = await asked(step(judgedNumber("content"), reply, gap));
    assert.ok(text.includes(`<Predicted Answer Begin>: \n${reply}\n<Predicted Answer End>`));
    assert.ok(text.includes(gap.problem) && !text.includes("1.5"));
    assert.match(text, /output 0/);
  }
});

// Upstream's parser, executed: the judge's text, the value.
const VALUES: readonly (readonly [string, number])[] = [
  ["1.5", 1.5],
  ["-1900", 1900],
  ["-3.", 3],
  ["-1900.5", -1900.5],
  ["1,500.5", 1],
  ["2e3", 2],
  [".9", 0.9],
  ["\u0661\u0662", 12],
  ["<think>rule 1</think>2.5", 1],
  ["none", 0],
];

for (const [text, value] of VALUES) {
  Deno.test(`judgedNumber() reads ${value} from ${JSON.stringify(text)}`, async () => {
    const verdict = await step(judgedNumber("content"), "reply", gap, said(text));
    assert.ok(verdict.kind === "scored");
    assert.deepEqual(verdict.perSample, { value, error: Math.abs(value - 1.5) });
    assert.equal(verdict.values.judge_unparsable, text === "none");
  });
}

Deno.test("judgedNumber() can leave out the judge's thinking", async () => {
  const verdict = await step(judgedNumber("strip"), "x", gap, said("<think>rule 1</think>1.5"));
  assert.ok(verdict.kind === "scored" && verdict.outcome === "correct");
  const glued = await step(judgedNumber("upstream"), "x", gap, said("1.5", "rule 1"));
  assert.ok(glued.kind === "scored" && glued.values.error === 0.5);
});

Deno.test("judgedTruth() shows the gold as Python prints it and reads the first letter", async () => {
  const text = await asked(step(judgedTruth("content"), "It is not", metal));
  assert.ok(text.includes("<Gold Target Begin>: \nFalse\n<Gold Target End>"));
  assert.match(text, /\\boxed/);
  for (
    const [reply, grade, outcome] of [
      ["A", "A", "correct"],
      ["Both agree, so A", "B", "wrong"],
      ["CORRECT", "unknown", "wrong"],
    ]
  ) {
    const verdict = await step(judgedTruth("content"), "It is not", metal, said(reply ?? ""));
    assert.ok(verdict.kind === "scored");
    assert.deepEqual([verdict.values.grade, verdict.outcome], [grade, outcome]);
    assert.equal(verdict.values.judge_unparsable, grade === "unknown");
  }
});

Deno.test("a very long reply is shown to the judge by its end, and marked", async () => {
  const long = `${"x".repeat(MAX_PREDICTION)} so 1.5`;
  const text = await asked(step(judgedNumber("content"), long, gap));
  assert.ok(text.length < MAX_PREDICTION + 2_000 && text.includes("so 1.5"));
  const verdict = await step(judgedNumber("content"), long, gap, said("1.5"));
  assert.ok(verdict.kind === "scored" && verdict.values.prediction_cut === true);
});

import assert from "node:assert/strict";
import type { Scored, ScoreStep } from "../types.ts";
import { readScore, sfeExhibit, sfeJudge, sfeMessages } from "./judge.ts";

const CASES: readonly (readonly [string, number | null])[] = [
  ["9", 9],
  [" 7\n", 7],
  ["\u001c3\u0085", 3],
  ["0009", 9],
  ["00", 0],
  ["\uff17", 7],
  ["\u0660\u0669", 9],
  ["\u096b", 5],
  ["\u{1d7ff}", 9],
  ["10", null],
  ["-0", null],
  ["+9", null],
  ["9.", null],
  ["8 8", null],
  ["**9**", null],
  ["nine", null],
  ["\u00b2", null],
  ["\u2460", null],
  ["9\u00b2", null],
  ["\u2168", null],
  ["\ufeff9", null],
  ["", null],
  ["0".repeat(5000), null],
];

for (const [text, wanted] of CASES) {
  Deno.test(`readScore() of ${JSON.stringify(text.slice(0, 20))} is ${wanted}`, () => {
    assert.equal(readScore(text), wanted);
  });
}

const target = { question: "Layer <image>?", answer: "{x}" };

function step(
  text: string,
  judged: readonly string[],
  ...mode: Parameters<typeof sfeJudge>
): ScoreStep {
  const replies = judged.map((text) => ({ text, reasoning: "" }));
  const input = { text, raw: text, truncated: false, target, judged: replies };
  return sfeJudge(...mode).score(input, {}) as ScoreStep;
}

Deno.test("sfeJudge() asks again with a rising temperature", () => {
  const temperatures = [[], ["hm"], ["hm", "10"]].map((judged) => {
    const asked = step("", judged);
    return asked.kind === "judge" ? asked.sampling : null;
  });
  assert.deepEqual(temperatures, [
    { temperature: 0, maxTokens: 2048 },
    { temperature: 0.5, maxTokens: 2048 },
    { temperature: 1, maxTokens: 2048 },
  ]);
});

Deno.test("sfeJudge() takes the first score, and three texts without one for 0", () => {
  const scored = (judged: readonly string[], text = "x") => step(text, judged) as Scored;
  assert.deepEqual(scored(["hm", "4", "9"]).perSample, { score: 4, tries: 2 });
  const failed = scored(["a", "b", "c", "9"]);
  assert.deepEqual(failed.perSample, { score: 0, tries: 3 });
  assert.equal(failed.values.judge_unparsable, true);
  const outcomes = [scored(["9"]), scored(["4"]), scored(["0"]), scored(["0"], " \n")];
  assert.deepEqual(outcomes.map(({ outcome }) => outcome), [
    "correct",
    "partial",
    "wrong",
    "no-answer",
  ]);
});

Deno.test("sfeJudge() leaves the judge's thinking aside unless it is told to read it", () => {
  const judged = ["<think>ok</think>9"];
  assert.deepEqual((step("x", judged) as Scored).perSample, { score: 9, tries: 1 });
  assert.equal(step("x", judged, "content").kind, "judge");
});

Deno.test("sfeMessages() shows question, answer and prediction as they are, and nothing else", () => {
  const messages = sfeMessages(sfeExhibit(target, "  {answer} $&\n"));
  assert.equal(messages.length, 1);
  const text = String(messages[0]?.content);
  const order = [
    "# Question\nLayer <image>?",
    "# Right answer\n{x}",
    "# Prediction\n  {answer} $&\n",
  ];
  const places = order.map((part) => text.indexOf(part));
  assert.ok(places.every((at) => at !== -1));
  assert.deepEqual(places, places.toSorted((a, b) => a - b));
});

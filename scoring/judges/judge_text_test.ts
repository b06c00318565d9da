import assert from "node:assert/strict";
import { judgeText, MAX_PREDICTION, shownPrediction } from "./judge_text.ts";

Deno.test("judgeText() reads a judge's reply in three ways", () => {
  const reply = { text: "<think>B?</think>A", reasoning: "Both" };
  assert.equal(judgeText(reply, "content"), "<think>B?</think>A");
  assert.equal(judgeText(reply, "strip"), "A");
  assert.equal(judgeText(reply, "upstream"), "Both</think><think>B?</think>A");
});

Deno.test("shownPrediction() keeps the end of a very long prediction and says so", () => {
  assert.deepEqual(shownPrediction("short"), { text: "short", cut: false });
  const { text, cut } = shownPrediction(`${"x".repeat(MAX_PREDICTION)}END`);
  assert.ok(cut && text.startsWith("[3 characters left out]\nx") && text.endsWith("xEND"));
  const pairs = shownPrediction(`x${"😀".repeat(MAX_PREDICTION / 2)}`);
  assert.equal(pairs.text.isWellFormed(), true);
});

import assert from "node:assert/strict";
import { gaiaMetrics, gaiaScorer } from "../../scoring/gaia/scorer.ts";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import type { Item } from "../../scoring/types.ts";
import { GaiaRecord, gaiaReference, gaiaSample } from "./record.ts";
import { gaiaFilter, isText103 } from "./subset.ts";

/** Self-written rows. */
const row = (task_id: string, Level: string | number, answer: string, file_name = "") =>
  GaiaRecord.parse({ task_id, Question: "Which?", Level, "Final answer": answer, file_name });

Deno.test("gaiaSample() labels a row with its level, text or number", () => {
  assert.deepEqual(gaiaSample(row("a", 2, "3")).groups, { level: "2" });
  assert.deepEqual(gaiaSample(row("a", "2", "3")).groups, { level: "2" });
  const { messages, target } = gaiaSample(row("a", 1, "3"));
  assert.deepEqual([messages[1]?.content, target], ["Which?", "3"]);
  assert.match(String(messages[0]?.content), /^FINAL ANSWER: \[YOUR FINAL ANSWER\]$/m);
});

Deno.test("gaiaReference() gets full marks, or is none", async () => {
  for (const answer of ["3", "1,234", "Sea Gull", "[x]", "a; b", "inf", "*"]) {
    const text = gaiaReference(row("a", 1, answer));
    assert.ok(text !== null, answer);
    const input = { text, raw: text, truncated: false, target: answer, judged: [] };
    const verdict = await gaiaScorer.score(input, {});
    assert.equal(verdict.kind === "scored" && verdict.outcome, "correct", answer);
  }
  for (const answer of ["nan", "[a, b]"]) assert.equal(gaiaReference(row("a", 1, answer)), null);
});

Deno.test("gaiaScorer tells no answer and a cut-off one from a wrong one", async () => {
  const outcome = async (text: string, truncated = false) => {
    const verdict = await gaiaScorer.score(
      { text, raw: text, truncated, target: "3", judged: [] },
      {},
    );
    return verdict.kind === "scored" ? verdict.outcome : verdict.kind;
  };
  assert.equal(await outcome("FINAL ANSWER:"), "no-answer");
  assert.equal(await outcome("FINAL ANSWER: 4"), "wrong");
  assert.equal(await outcome("hm", true), "truncated");
  assert.equal(await outcome("FINAL ANSWER: 3", true), "correct");
});

Deno.test("gaiaMetrics reduce runs to mean, deviation, pass@k and levels", () => {
  const item = (sampleId: string, repeat: number, level: string, correct: boolean): Item => ({
    sampleId,
    repeat,
    groups: { level },
    outcome: correct ? "correct" : "wrong",
    values: { correct },
  });
  const items = [
    item("a", 0, "1", true),
    item("b", 0, "3", false),
    item("a", 1, "1", true),
    item("b", 1, "3", true),
  ];
  const numbers = reduceMetrics(gaiaMetrics, items);
  assert.equal(numbers["accuracy"], 75);
  assert.deepEqual(
    [numbers["level1"], numbers["level2"], numbers["level3"], numbers["n_level3"]],
    [100, undefined, 50, 2],
  );
  assert.ok(Math.abs((numbers["accuracy_sd"] ?? 0) - Math.sqrt(1250)) < 1e-9);
  assert.equal(numbers["pass@2"], 100);
});

Deno.test("gaiaFilter() selects rows, and refuses a list that is not that of the 103", () => {
  const rows = [row("a", 1, "x"), row("b", 1, "x", "b.png")];
  const count = (keep: ReturnType<typeof gaiaFilter>) => rows.filter(keep).length;
  assert.equal(count(gaiaFilter("all")), 2);
  assert.equal(count(gaiaFilter("noattachment")), 1);
  assert.throws(() => gaiaFilter("text103", ["a"]), RangeError);
  assert.ok(!isText103([]));
});

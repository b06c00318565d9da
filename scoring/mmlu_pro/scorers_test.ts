import assert from "node:assert/strict";
import { generic, strict } from "../judges/parsers.ts";
import { reduceMetrics } from "../metrics/reduce.ts";
import type { Item } from "../types.ts";
import { categories } from "./categories.ts";
import {
  type LetterRule,
  mmluProJudge,
  mmluProLetter,
  type MmluProTarget,
  tigerMetrics,
} from "./scorers.ts";

const target: MmluProTarget = {
  question: "Which?",
  options: ["one", "N/A", "three", "four", "five"],
  answer: "C",
};

function score(rule: LetterRule, text: string, stars?: "keep" | "delete") {
  const options = stars === undefined ? {} : { stars };
  const step = mmluProLetter(rule, options).score(
    { text, raw: text, truncated: false, target, judged: [] },
    {},
  );
  assert.ok(!(step instanceof Promise) && step.kind === "scored");
  return step;
}

Deno.test("mmluProLetter() reads by the rule of its mode alone", () => {
  const rows: [string, Record<LetterRule, string | null>][] = [
    ["the answer is (C)", { tiger_l1: "C", tiger_l2: "C", lm_eval: "C", assay: "C" }],
    ["ANSWER: C", { tiger_l1: null, tiger_l2: "C", lm_eval: null, assay: "C" }],
    ["answer is A, no: answer is C", { tiger_l1: "A", tiger_l2: "A", lm_eval: "A", assay: "C" }],
    ["Answer: B", { tiger_l1: null, tiger_l2: "B", lm_eval: null, assay: null }],
  ];
  for (const [text, wanted] of rows) {
    for (const [rule, pred] of Object.entries(wanted)) {
      assert.equal(score(rule as LetterRule, text).answer, pred, `${rule}: ${text}`);
    }
  }
});

Deno.test("mmluProLetter() counts no letter as no answer and keeps a draw's chance", () => {
  const none = score("tiger_l1", "no idea");
  assert.deepEqual(none.values, {
    pred: null,
    correct: false,
    unparsed: true,
    expected_random: 0.25,
  });
  assert.equal(none.outcome, "no-answer");
  assert.equal(score("tiger_l1", "answer is C").values.expected_random, 1);
  assert.equal(score("tiger_l1", "answer is A").values.expected_random, 0);
});

Deno.test("mmluProLetter() deletes stars where it is told to", () => {
  assert.equal(score("tiger_l1", "answer is **C**").answer, null);
  assert.equal(score("tiger_l1", "answer is **C**", "delete").answer, "C");
});

Deno.test("mmluProJudge() shows question, options with gaps, bare letter, and asks again if strict", () => {
  const input = { text: "three", raw: "three", truncated: false, target };
  const scorer = mmluProJudge({ parser: generic, reads: "content" });
  const asked = scorer.score({ ...input, judged: [] }, {});
  assert.ok(!(asked instanceof Promise) && asked.kind === "judge");
  const prompt = String(asked.messages.at(-1)?.content);
  assert.match(prompt, /: \nWhich\?\n A\. one\nC\. three\nD\. four\nE\. five \n</);
  assert.match(prompt, /<Gold Target Begin>: \nC\n</);
  const said = { text: "CORRECT", reasoning: "" };
  const loose = scorer.score({ ...input, judged: [said] }, {});
  assert.ok(!(loose instanceof Promise) && loose.kind === "scored");
  assert.equal(loose.outcome, "wrong");
  const exact = mmluProJudge({ parser: strict, reads: "content" });
  const firm = exact.score({ ...input, judged: [said] }, {});
  assert.ok(!(firm instanceof Promise) && firm.kind === "scored");
  assert.equal(firm.outcome, "correct");
  assert.notEqual(exact.id, scorer.id);
});

function item(category: string, text: string): Item {
  const { outcome, values } = score("tiger_l2", text);
  return { sampleId: text, repeat: 0, groups: { category }, outcome, values };
}

Deno.test("the macro mean needs all 14 categories and weighs them the same", () => {
  const all = categories.map((category, at) => item(category, at < 7 ? "Answer: C" : "Answer: A"));
  const items = [...all, ...Array.from({ length: 6 }, () => item("math", "none"))];
  const numbers = reduceMetrics(tigerMetrics, items);
  assert.equal(numbers.accuracy, 100 * 7 / 20);
  assert.equal(numbers["accuracy/math"], 100 / 7);
  assert.ok(Math.abs((numbers.macro ?? 0) - (100 / 7 + 600) / 14) < 1e-9);
  assert.equal(numbers.unparsed, 6);
  assert.ok(Math.abs((numbers.accuracy_expected_random ?? 0) - 100 * 8.5 / 20) < 1e-9);
  assert.equal(reduceMetrics(tigerMetrics, all.slice(1)).macro, null);
});

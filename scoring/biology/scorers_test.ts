import assert from "node:assert/strict";
import type { Json } from "../json.ts";
import type { Scored, Scorer } from "../types.ts";
import {
  boxedLabel,
  boxedYesNo,
  ecIndices,
  efficiency,
  enzymes,
  MODIFICATIONS,
  modifications,
  numbers,
} from "./scorers.ts";
import { EC_LABELS } from "./ec_labels.ts";

async function score<Target>(scorer: Scorer<Target>, text: string, target: Target) {
  const input = { text, raw: text, truncated: false, target, judged: [] };
  return await scorer.score(input, {}) as Scored;
}

type Row = readonly [reply: string, target: Json, outcome: Scored["outcome"], values: Json];

function table<Target extends Json>(name: string, scorer: Scorer<Target>, rows: readonly Row[]) {
  for (const [reply, target, outcome, values] of rows) {
    Deno.test(`${name} scores ${JSON.stringify(reply)} for ${JSON.stringify(target)}`, async () => {
      const verdict = await score(scorer, reply, target as Target);
      assert.equal(verdict.outcome, outcome);
      assert.deepEqual(verdict.values, values);
    });
  }
}

table("boxedYesNo", boxedYesNo, [
  ["\\boxed{Yes}", "positive", "correct", { gold: true, pred: true }],
  ["\\boxed{negative}", "positive", "wrong", { gold: true, pred: false }],
  ["\\boxed{yes.}", "positive", "no-answer", { gold: true, pred: false }],
  ["yes", "Positive", "no-answer", { gold: true, pred: false }],
  ["", "no", "no-answer", { gold: false, pred: true }],
  ["\\boxed{no} a</think>\\boxed{yes}", "yes", "correct", { gold: true, pred: true }],
  ["\\boxed{yes} (as \\boxed{})", "yes", "no-answer", { gold: true, pred: false }],
]);

table("boxedLabel", boxedLabel, [
  ["\\boxed{yes}", "positive", "correct", { correct: true }],
  ["\\boxed{positive}", "Positive", "wrong", { correct: false }],
  ["\\boxed{\\text{Intron\\_gpI}}", "intron_gpi", "correct", { correct: true }],
  ["\\boxed{tRNA.}", "tRNA", "wrong", { correct: false }],
  ["tRNA", "tRNA", "no-answer", { correct: false }],
]);

table("numbers", numbers, [
  ["\\boxed{1.5}", 1.5, "correct", { series: { value: [1.5, 1.5] } }],
  ["\\boxed{1}", 1.5, "partial", { series: { value: [1.5, 1] } }],
  ["about 1.5", 1.5, "no-answer", { series: { value: [1.5, "inf"] } }],
  ["{'a': \"2\", 'b': True}", { b: 1, a: 2 }, "correct", { series: { b: [1, 1], a: [2, 2] } }],
  ['{"a": NaN, "b": null}', { a: 1, b: 2 }, "no-answer", {
    series: { a: [1, "nan"], b: [2, "inf"] },
  }],
  ['{"a": 1, "b": 2, "c": 3}', { a: 1, b: 2 }, "no-answer", {
    series: { a: [1, "inf"], b: [2, "inf"] },
  }],
]);

table("modifications", modifications, [
  ["\\boxed{M6A , psi}", "Psi,m6A", "correct", { gold: ["m6a", "psi"], pred: ["m6a", "psi"] }],
  ["\\boxed{m6a}", "Psi,m6A", "partial", { gold: ["m6a", "psi"], pred: ["m6a"] }],
  ["\\boxed{am;um}", "Am", "wrong", { gold: ["am"], pred: [] }],
  ["none", "none", "no-answer", { gold: ["none"], pred: [...MODIFICATIONS] }],
]);

const index = (code: string) => EC_LABELS.indexOf(code);

table("enzymes", enzymes, [
  ["\\boxed{EC1.1.1.1}", "EC1.1.1.1", "correct", {
    gold: [index("1.1.1.1")],
    pred: [index("1.1.1.1")],
  }],
  ["\\boxed{1.1.1.1, 9.9.9.9}", "EC1.1.1.1", "correct", {
    gold: [index("1.1.1.1")],
    pred: [index("1.1.1.1")],
  }],
  ["\\boxed{EC1.1.-.-}", "EC1.1.1.1", "wrong", { gold: [index("1.1.1.1")], pred: [] }],
  ["EC1.1.1.1", "EC1.1.1.1", "no-answer", { gold: [index("1.1.1.1")], pred: [] }],
]);

table("efficiency", efficiency, [
  ["\\boxed{12}", 12, "correct", { gold: 12, pred: 12 }],
  ["none", 12, "no-answer", { gold: 12, pred: 0 }],
  [`\\boxed{${"9".repeat(400)}}`, 12, "partial", { gold: 12, pred: "inf" }],
]);

Deno.test("ecIndices() finds codes as upstream's expression does", () => {
  const codes = (text: string) => ecIndices(text).map((index) => EC_LABELS[index]);
  assert.deepEqual(codes("EC2.7.11.1EC1.4.3.-"), ["1.4.3.-", "2.7.11.1"]);
  assert.deepEqual(codes("2.7.7.n1"), []);
  assert.deepEqual(codes("12.7.11.1"), []);
  assert.deepEqual(codes("0.1.1.1.1"), []);
  assert.deepEqual(codes("\u06611.1.1.1"), []);
});

Deno.test("the biology scorers end in time on hostile replies", async () => {
  const parts = ["\\boxed{", "1", "{", "1.1.1.", "</think>", ",", "a", '{"a":', "[", "'", "\u0661"];
  const started = performance.now();
  for (const part of parts) {
    for (const text of [part.repeat(100_000), `\\boxed{${part.repeat(100_000)}}`]) {
      await score(boxedYesNo, text, "yes");
      await score(numbers, text, 1);
      await score(numbers, `{"a": ${text}}`, { a: 1 });
      await score(modifications, text, "none");
      await score(enzymes, text, "EC1.1.1.1");
    }
  }
  assert.ok(performance.now() - started < 20_000);
});

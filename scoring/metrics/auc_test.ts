import assert from "node:assert/strict";
import { macroAuc, rocAuc } from "./auc.ts";

const area = (gold: string, scores: readonly number[]) =>
  rocAuc(scores.map((score, at) => ({ gold: gold[at] === "1", score })));

Deno.test("rocAuc() counts ties half, as scikit-learn does", () => {
  assert.equal(area("011001001", [0, 0.9, 1, 0.2, 0.3, 0.2, 0.6, 0.5, 0.8]), 0.825);
  const other = area("101000100", [0.8, 1, 0.5, 0.4, 0.5, 0.8, 0.7, 0.1, 0.2]) ?? NaN;
  assert.ok(Math.abs(other - 2 / 3) < 1e-12);
  assert.equal(area("01", [0.5, 0.5]), 0.5);
  assert.equal(area("11", [0.5, 0.5]), null);
  assert.equal(area("", []), null);
});

Deno.test("macroAuc() skips labels of one class or is undefined, as asked", () => {
  const sets = (gold: string, pred: string) => ({
    gold: new Set(gold.split("")),
    pred: new Set(pred.split("")),
  });
  const rows = [sets("a", "a"), sets("b", "ab"), sets("b", "b")];
  // a: TPR 1, TNR 1/2; b: TPR 1, TNR 1; c never occurs.
  assert.equal(macroAuc(rows, ["a", "b", "c"], "skip"), (0.75 + 1) / 2);
  assert.equal(macroAuc(rows, ["a", "b", "c"], "undefined"), null);
  assert.equal(macroAuc(rows.slice(1), ["a", "b"], "skip"), null);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Item } from "../types.ts";
import { rocAuc } from "./auc.ts";
import {
  accuracy,
  balancedAccuracy,
  binaryMetric,
  confusion,
  f1,
  hardAuc,
  matthews,
  precision,
  recall,
} from "./binary.ts";

// scikit-learn 1.9.1: gold, predicted, MCC, accuracy, balanced accuracy, F1, precision, recall, AUC.
// deno-fmt-ignore
const CASES: readonly (readonly [string, string, ...number[]])[] = [
  ["011001001", "000000000", 0, 0.5555555555555556, 0.5, 0, 0, 0, 0.5],
  ["101000100", "100010111", 0.15811388300841897, 0.5555555555555556, 0.5833333333333333, 0.5, 0.4, 0.6666666666666666, 0.5833333333333333],
  ["010000011", "011111111", 0.25, 0.4444444444444444, 0.5833333333333334, 0.5454545454545454, 0.375, 1, 0.5833333333333333],
  ["0101", "1010", -1, 0, 0, 0, 0, 0, 0],
  ["0011", "0011", 1, 1, 1, 1, 1, 1, 1],
];

function pairs(gold: string, pred: string) {
  return Array.from(gold, (bit, at) => ({ gold: bit === "1", pred: pred[at] === "1" }));
}

for (const [gold, pred, ...wanted] of CASES) {
  Deno.test(`binary numbers of gold ${gold} and prediction ${pred} are scikit-learn's`, () => {
    const c = confusion(pairs(gold, pred));
    const got = [matthews, accuracy, balancedAccuracy, f1, precision, recall, hardAuc]
      .map((statistic) => statistic(c) ?? NaN);
    for (const [at, value] of got.entries()) {
      assert.ok(Math.abs(value - (wanted[at] ?? NaN)) < 1e-12, `${at}: ${value}`);
    }
  });
}

Deno.test("binary numbers of one class or none are defined as scikit-learn has them", () => {
  assert.equal(matthews(confusion(pairs("111", "111"))), 0);
  assert.equal(balancedAccuracy(confusion(pairs("111", "110"))), 2 / 3);
  assert.equal(hardAuc(confusion(pairs("111", "110"))), null);
  assert.equal(f1(confusion([])), 0);
});

Deno.test("matthews() of opposite predictions is the opposite, and hardAuc() is rocAuc()", () => {
  const rows = fc.array(fc.record({ gold: fc.boolean(), pred: fc.boolean() }), { minLength: 1 });
  fc.assert(fc.property(rows, (rows) => {
    const value = matthews(confusion(rows));
    const opposite = matthews(confusion(rows.map(({ gold, pred }) => ({ gold, pred: !pred }))));
    assert.ok(Math.abs(value + opposite) < 1e-12 && Math.abs(value) <= 1 + 1e-12);
    const soft = rocAuc(rows.map(({ gold, pred }) => ({ gold, score: pred ? 1 : 0 })));
    const hard = hardAuc(confusion(rows));
    assert.ok(soft === hard || Math.abs((soft ?? NaN) - (hard ?? NaN)) < 1e-12);
  }));
});

Deno.test("binaryMetric() gives percent and leaves out items without a prediction", () => {
  const item = (gold: boolean, pred: boolean | null): Item => ({
    sampleId: "x",
    repeat: 0,
    groups: {},
    outcome: "correct",
    values: { gold, pred },
  });
  const metric = binaryMetric("mcc", matthews, { range: [-1, 1] });
  const items = [item(true, true), item(false, false), item(true, null)];
  assert.equal(metric.compute(items), 100);
  assert.deepEqual(metric.range, [-100, 100]);
  assert.equal(binaryMetric("mcc", matthews, { unit: "fraction" }).compute(items), 1);
  assert.equal(binaryMetric("auc", hardAuc).compute([item(true, true)]), null);
});

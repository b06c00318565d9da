import assert from "node:assert/strict";
import type { Json } from "../json.ts";
import type { Item } from "../types.ts";
import { enzymeFmax, labelAccuracy, mcc, mixed, modificationAuc } from "./metrics.ts";

const item = (sampleId: string, values: { [key: string]: Json }): Item => ({
  sampleId,
  repeat: 0,
  groups: {},
  outcome: "partial",
  values,
});

Deno.test("enzymeFmax is that of the rows in file order, in whatever order they come", () => {
  const rows = [
    item("000000", { gold: [3], pred: [] }),
    item("000001", { gold: [0, 5], pred: [5, 9] }),
    item("000002", { gold: [1], pred: [1] }),
  ];
  const value = enzymeFmax.compute(rows);
  assert.ok(value !== null && value > 0 && value < 100);
  assert.equal(enzymeFmax.compute(rows.toReversed()), value);
  assert.equal(enzymeFmax.compute([]), null);
});

Deno.test("a run of refusals has an MCC of -100, not of 0", () => {
  const rows = [true, false, true].map((gold, at) => item(`${at}`, { gold, pred: !gold }));
  assert.equal(mcc.compute(rows), -100);
});

Deno.test("mixed, modificationAuc and labelAccuracy read the verdicts' values", () => {
  assert.equal(mixed.compute([item("0", { gold: 10, pred: "inf" })]), 0);
  assert.equal(mixed.compute([]), null);
  const sets = [item("0", { gold: ["am"], pred: ["am"] }), item("1", { gold: [], pred: [] })];
  assert.equal(modificationAuc.compute(sets), 100);
  assert.equal(labelAccuracy.value(item("0", { correct: true })), 1);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Item } from "../types.ts";
import { macroMean, meanByGroup, meanPercent } from "./mean.ts";
import { meanOf } from "./reduce.ts";

const accuracy = meanPercent("accuracy", "correct");

function item(label: string | null, correct: boolean | null): Item {
  const groups: Record<string, string> = label === null ? {} : { task: label };
  return { sampleId: "s", repeat: 0, groups, outcome: "correct", values: { correct } };
}

Deno.test("meanByGroup() names its numbers by label, as it is told", () => {
  const items = [item("b", true), item("b", false), item("a", true), item(null, false)];
  assert.deepEqual(meanByGroup(accuracy, "task").compute(items), {
    "accuracy/a": 100,
    "accuracy/b": 50,
  });
  const named = meanByGroup(accuracy, "task", (label) => `task_${label}`);
  assert.deepEqual(Object.keys(named.compute(items)), ["task_a", "task_b"]);
});

Deno.test("macroMean() weighs every group the same", () => {
  const macro = macroMean("macro", accuracy, "task");
  const items = [item("a", true), item("b", false), item("b", false), item("b", true)];
  assert.equal(macro.compute(items), (100 + 100 / 3) / 2);
  assert.equal(macro.compute([item(null, true)]), null);
  assert.equal(macro.compute([item("a", null)]), null);
  assert.deepEqual(macro.range, [0, 100]);
});

Deno.test("macroMean() gives no number while a wanted group is missing, and names it", () => {
  const macro = macroMean("macro", accuracy, "task", ["a", "b", "c", "d", "e"]);
  const items = ["a", "b", "c", "d"].map((label) => item(label, label === "a"));
  assert.equal(macro.compute(items), null);
  assert.equal(macro.gap?.(items), 'no scored sample of 1 of 5 groups by task: "e"');
  assert.equal(
    macro.gap?.([]),
    'no scored sample of 5 of 5 groups by task: "a", "b", "c", ...',
  );
  assert.equal(macro.compute([...items, item("e", false)]), 20);
  assert.equal(macroMean("macro", accuracy, "task").gap?.([]), "no sample has a task");
});

Deno.test("macroMean() of one group is its mean, in any order", () => {
  fc.assert(fc.property(fc.array(fc.boolean(), { minLength: 1 }), (flags) => {
    const items = flags.map((flag) => item("a", flag));
    const macro = macroMean("macro", accuracy, "task");
    assert.equal(macro.compute(items), meanOf(accuracy, items));
    assert.equal(macro.compute(items.toReversed()), macro.compute(items));
  }));
});

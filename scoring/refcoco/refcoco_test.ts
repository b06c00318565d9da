import assert from "node:assert/strict";
import { reduceMetrics } from "../metrics/reduce.ts";
import type { Item, Scored } from "../types.ts";
import { refcocoMetrics } from "./metrics.ts";
import { refcocoScorer } from "./scorer.ts";
import { splitOfCategory } from "./splits.ts";
import { refcocoSamples } from "./table.ts";

function item(split: string, hit: boolean, iou: number): Item {
  return {
    sampleId: "s",
    repeat: 0,
    groups: { split },
    outcome: hit ? "correct" : "wrong",
    values: { hit, iou },
  };
}

Deno.test("splitOfCategory() knows the usual spellings and keeps others", () => {
  for (
    const [category, split] of [
      [" RefCOCO val ", "RefCOCO_val"],
      ["RefCOCO+\ttest A", "RefCOCO+_testA"],
      ["RefCOCO+ Test_b", "RefCOCO+_testB"],
      ["RefCOCOg t-e-s-t", "RefCOCOg_test"],
      ["RefCOCOg dev-set one", "RefCOCOg_dev_set_one"],
      ["RefCOCO", "RefCOCO"],
      ["  ", null],
    ] as const
  ) assert.equal(splitOfCategory(category), split);
});

Deno.test("refcocoSamples() decides the unit of answers once for the table", () => {
  const row = (answer: string) => ({ category: "RefCOCO val", width: 100, height: 10, answer });
  const boxes = (...answers: string[]) =>
    refcocoSamples(answers.map(row)).map(({ target }) => target.box);
  assert.deepEqual(boxes("[0.5, 0.5, 2, 1]"), [[0.5, 0.5, 2, 1]]);
  assert.deepEqual(boxes("[0.5, 0.5, 1.5, 1]"), [[50, 5, 150, 10]]);
  assert.deepEqual(boxes("[0.5, 0.5, 1, 1]", "[1, 2, 3, 4]"), [[0.5, 0.5, 1, 1], [1, 2, 3, 4]]);
  assert.deepEqual(boxes("none"), [null]);
});

Deno.test("refcocoSamples() takes corners as they are, then falls back", () => {
  const corners = { bbox_x1: 9, bbox_y1: -1, bbox_x2: 5, bbox_y2: "7" };
  const [whole, short, text] = refcocoSamples([
    { ...corners, split: "a", width: -3, height: "nan", answer: "[1, 2, 3, 4]" },
    { ...corners, bbox_x1: null, x1: 1, y1: 2, x2: 3, y2: 4, width: 8, height: 8 },
    { ...corners, bbox_x1: null, answer: "x", bbox: [0, 0, 1, 1], width: 8, height: 8 },
  ]);
  assert.deepEqual(whole, { split: "a", target: { box: [9, -1, 5, 7], width: 1, height: 1 } });
  assert.deepEqual(short?.target.box, [1, 2, 3, 4]);
  assert.deepEqual(text?.target.box, [0, 0, 8, 8]);
  assert.equal(text?.split, "RefCOCO");
});

Deno.test("refcocoScorer() counts exactly half as a hit and no box as no answer", () => {
  const target = { box: [100, 100, 300, 200], width: 1000, height: 1000 };
  const step = (text: string, boxUnit?: "pixels") =>
    refcocoScorer(boxUnit && { boxUnit }).score(
      { text, raw: text, truncated: false, target, judged: [] },
      {},
    ) as Scored;
  assert.equal(step("[100, 100, 200, 200]").outcome, "correct");
  assert.equal(step("[100, 100, 199, 200]").outcome, "wrong");
  assert.deepEqual(step("none").perSample, { hit: 0, iou: 0, box: "" });
  assert.equal(step("none").outcome, "no-answer");
  assert.equal(step("[0.1, 0.1, 0.2, 0.2]").outcome, "correct");
  assert.equal(step("[0.1, 0.1, 0.2, 0.2]", "pixels").outcome, "wrong");
});

Deno.test("refcocoMetrics average splits, not rows, and only the eight", () => {
  const items = [
    item("Zed", true, 1),
    item("RefCOCO+_val", false, 0.25),
    item("RefCOCO_val", true, 0.5),
    item("RefCOCO_val", true, 1),
    item("RefCOCO_val", false, 0),
  ];
  const numbers = reduceMetrics(refcocoMetrics, items);
  assert.equal(numbers["precision:Average"], 100 / 3);
  assert.equal(numbers["iou:Average"], 0.375);
  assert.equal(numbers["n:Average"], 4);
  assert.equal(numbers["precision:micro"], 60);
  assert.equal(numbers["n:Zed"], 1);
  assert.deepEqual(
    Object.keys(numbers).filter((name) => name.startsWith("n:")),
    ["n:RefCOCO_val", "n:RefCOCO+_val", "n:Zed", "n:Average"],
  );
});

Deno.test("refcocoMetrics average rows where none of the eight is there", () => {
  const items = [item("a", true, 1), item("a", true, 1), item("b", false, 0.4)];
  const numbers = reduceMetrics(refcocoMetrics, items);
  assert.equal(numbers["precision:Average"], 200 / 3);
  assert.equal(numbers["n:Average"], 3);
  assert.equal(reduceMetrics(refcocoMetrics, [])["precision:Average"], null);
});

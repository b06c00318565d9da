import assert from "node:assert/strict";
import fc from "fast-check";
import type { Json } from "../json.ts";
import { reduceMetrics } from "../metrics/reduce.ts";
import type { Item, Metric, Scored, Scorer } from "../types.ts";
import { tableCell } from "./cell.ts";
import {
  detectionCell,
  detectionMetrics,
  detectionTarget,
  localisationNumbers,
  scitsDetection,
} from "./detection.ts";
import { detect, detectionWords } from "./detection_words.ts";
import { scitsSeries, seriesMetrics, seriesTarget } from "./generation.ts";
import { labelCell, labelNumbers, labelTargets, scitsLabels } from "./labels.ts";
import { readSeries } from "./read_series.ts";
import { seriesError } from "./series_error.ts";

function step<Target extends Json>(scorer: Scorer<Target>, text: string, target: Target): Scored {
  return scorer.score({ text, raw: text, truncated: false, target, judged: [] }, {}) as Scored;
}

function numbers<Target extends Json>(
  scorer: Scorer<Target>,
  metrics: readonly Metric[],
  pairs: readonly (readonly [string, Target])[],
): Record<string, number | null> {
  const items = pairs.map(([text, target], at): Item => {
    const { outcome, values } = step(scorer, text, target);
    return { sampleId: String(at), repeat: 0, groups: {}, outcome, values };
  });
  return reduceMetrics(metrics, items);
}

Deno.test("detect() looks for no before yes, in parts of words", () => {
  for (
    const [dataset, reply, said] of [
      ["STEAD", "", true],
      ["STEAD", "It rises out of the Noise", false],
      ["TIMECAP", "No rain", true],
      ["TIMECAP", "another front", false],
      ["MIMII Due", "abnormal", false],
      ["MIMII Due", "no anomaly", true],
      ["MIMII Due", "anomalous", null],
      ["TS_MQA", "anomalous", true],
      ["MDD", "unhealthy", false],
      ["MDD", "depression", null],
    ] as const
  ) assert.equal(detect(reply, detectionWords(dataset)), said, `${dataset}: ${reply}`);
  for (const name of ["MT_bench", "constructor"]) {
    assert.throws(() => detectionWords(name), /GWOSC GW Event/);
  }
});

Deno.test("scitsDetection pairs truths and numbers by position", () => {
  const target = detectionTarget("STEAD", "Event Detection", {
    contain: true,
    flag: true,
    p: 100,
    name: "x",
    s: null,
    zero: 0,
  });
  assert.deepEqual(target.times, [1, 100, 0]);
  const { values, perSample } = step(scitsDetection, "Yes: 2, 110, 10 and 5", target);
  assert.deepEqual(perSample, { verdict: true, numbers: [2, 110, 10, 5] });
  assert.deepEqual(values.errors, [1, 0.1]);
  assert.deepEqual(step(scitsDetection, "No: 2", target).values.errors, []);
  assert.equal(detectionTarget("STEAD", "Anomaly Detection", { contain: true, p: 1 }).times, null);
});

Deno.test("scitsDetection keeps at most a thousand numbers of a reply", () => {
  const target = detectionTarget("STEAD", "Event Detection", { contain: true, p: 1 });
  const long = step(scitsDetection, `${"9".repeat(500)} ${"1 ".repeat(100_000)}`, target);
  assert.equal((long.values.numbers as Json[]).length, 1000);
  assert.deepEqual(long.values.errors, []);
});

Deno.test("detectionMetrics leave undecided replies out of F1 alone", () => {
  const target = detectionTarget("MDD", "Anomaly Detection", { contain: true });
  const got = numbers(scitsDetection, [...detectionMetrics, detectionCell, localisationNumbers], [
    ["depressive", target],
    ["hm", target],
    ["", target],
    ["healthy", detectionTarget("MDD", "Anomaly Detection", {})],
  ]);
  assert.deepEqual(got, {
    accuracy: 0.5,
    f1_score: 1,
    success_rate: 0.5,
    F1: 100,
    mean_relative_error: 0,
    median_relative_error: 0,
    pairs: 0,
  });
  assert.equal(reduceMetrics([detectionCell], []).F1, null);
});

Deno.test("labelTargets() take the first record's field and leave others out", () => {
  assert.deepEqual(labelTargets([{ answer: "B" }, { gt_class: { default: "x" } }]), [
    { gold: { answer: "B" }, labels: { answer: ["b"] } },
    null,
  ]);
  const [first] = labelTargets([{ gt_class: { default: ["X", "a"] } }, { gt_class: { b: "c" } }]);
  assert.deepEqual(first?.labels, { default: ["a", "x"], b: ["c"] });
});

Deno.test("scitsLabels score a list by its share and one label by being named", () => {
  const targets = labelTargets([
    { gt_class: { default: ["MI", "MI"] } },
    { gt_class: { default: [] } },
    { gt_class: { default: "NORM" } },
  ]);
  const score = (at: number, text: string) => {
    const target = targets[at];
    assert.ok(target);
    return step(scitsLabels, text, target);
  };
  assert.deepEqual(score(0, "family").perSample, { default: { hits: ["mi"], score: 0.5 } });
  assert.equal(score(0, "family").outcome, "partial");
  assert.deepEqual(score(1, "norm").perSample, { default: { hits: ["norm"], score: 0 } });
  assert.equal(score(2, "Normal, mi").outcome, "correct");
  assert.equal(score(2, "").outcome, "no-answer");
});

Deno.test("labelNumbers count labels of the scored records only", () => {
  const targets = labelTargets(["a", "b", "c", "d"].map((label) => ({
    gt_class: { default: label },
  })));
  const pairs = targets.slice(0, 2).flatMap((target, at) =>
    target === null ? [] : [[at === 0 ? "a d" : "a", target] as const]
  );
  assert.deepEqual(numbers(scitsLabels, [labelNumbers, labelCell()], pairs), {
    accuracy: 0.5,
    uar: 0.5,
    f1_score: 2 / 3,
    f1_macro_all: (2 / 3) / 2,
    F1: 100 * ((2 / 3) / 2),
  });
});

Deno.test("labelCell() needs its question named where there are several", () => {
  const [target] = labelTargets([{ gt_class: { type: "ball", size: "1" } }]);
  assert.ok(target);
  const got = numbers(scitsLabels, [labelNumbers, labelCell(), labelCell("size")], [[
    "ball",
    target,
  ]]);
  assert.deepEqual([got.F1, got["F1/size"], got.accuracy_type, got.uar_size], [null, 0, 1, 0]);
  assert.equal(reduceMetrics([labelCell()], []).F1, null);
});

Deno.test("readSeries() takes the last brackets with enough numbers, else the whole text", () => {
  assert.deepEqual(readSeries("[1, 2] or [3, 4, 5] or [6]", 2), [3, 4]);
  assert.deepEqual(readSeries("[[1, 2], [3, 4]]", 4), [1, 2, 3, 4]);
  assert.deepEqual(readSeries("1e0, +2.0 .3e1", 3), [1, 2, 3]);
  assert.deepEqual(readSeries("2.5, 3", 4, 2), [2.5, 3]);
  assert.equal(readSeries("2.5, 3, 4", 4, 2), null);
  assert.equal(readSeries("[".repeat(100_000), 1), null);
});

Deno.test("seriesError() leaves truths of 0 out of the relative error", () => {
  assert.deepEqual(seriesError([0, 0], [4, 4]), { mape: 0, mae: 4, mse: 16 });
  const { mape, mae } = seriesError([0, 2, 0], [1, 3, 5]);
  assert.ok(Math.abs(mape - 50) < 1e-4);
  assert.ok(Math.abs(mae - 7 / 3) < 1e-6);
  const masked = seriesError([1, 2, 3], [9, 2.5, 9], [false, true, false]);
  assert.ok(Math.abs(masked.mae - 0.5) < 1e-5 && masked.mae < 0.5);
});

Deno.test("scitsSeries fill in only what was missing", () => {
  const target = seriesTarget([[1], [2], [3], [4]], [[1], ["X"], [3], ["x"]]);
  const whole = step(scitsSeries, "[7, 2, 7, 4]", target);
  const holes = step(scitsSeries, "2, 4", target);
  assert.deepEqual(whole.perSample, { mape: 0, mae: 0, mse: 0 });
  assert.deepEqual(holes.perSample, whole.perSample);
  assert.equal(step(scitsSeries, "<think>2, 4", target).perSample, null);
});

Deno.test("seriesMetrics divide the error by the share that could be read", () => {
  const target = seriesTarget([[1], [2]], null);
  const got = numbers(scitsSeries, seriesMetrics, [["1, 3", target], ["none", target]]);
  assert.equal(got.success_rate, 0.5);
  assert.equal(got.swmape, (got.mape ?? NaN) * 2);
  const none = numbers(scitsSeries, seriesMetrics, [["none", target]]);
  assert.deepEqual([none.swmape, none.mape, none.success_rate], [null, null, 0]);
});

Deno.test("tableCell() rounds ties to even on the exact value", () => {
  assert.equal(tableCell(0.15625), "15.62");
  assert.equal(tableCell(0), "0.00");
});

Deno.test("the scorers of SciTS are finished with any reply", () => {
  const [labels] = labelTargets([{ answer: "A" }]);
  assert.ok(labels);
  const events = detectionTarget("STEAD", "Event Detection", { contain: true, p: 5 });
  const series = seriesTarget([[1], [2]], null);
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    for (
      const verdict of [
        step(scitsLabels, text, labels),
        step(scitsDetection, text, events),
        step(scitsSeries, text, series),
      ]
    ) {
      assert.equal(verdict.kind, "scored");
      assert.deepEqual(JSON.parse(JSON.stringify(verdict.values)), verdict.values);
    }
  }));
});

import assert from "node:assert/strict";
import type { Item, MeanMetric, SetMetric } from "../../scoring/types.ts";
import { metricResult } from "./interval.ts";
import { pairedDifference } from "./paired.ts";
import { seededDraw } from "../../scoring/random.ts";

const accuracy: MeanMetric = {
  kind: "mean",
  id: "accuracy",
  unit: "percent",
  better: "higher",
  scale: 100,
  range: [0, 1],
  value: (item) => Number(item.values.v),
};

function item(sampleId: string, v: number, repeat = 0): Item {
  return { sampleId, repeat, groups: {}, outcome: "partial", values: { v } };
}

function column(values: readonly number[]): Item[] {
  return values.map((v, i) => item(`s${i}`, v));
}

/** A fourfold table of pairs as two columns. */
function table(both: number, onlyFirst: number, onlySecond: number, neither: number) {
  const rows = [
    ...Array<[number, number]>(both).fill([1, 1]),
    ...Array<[number, number]>(onlyFirst).fill([1, 0]),
    ...Array<[number, number]>(onlySecond).fill([0, 1]),
    ...Array<[number, number]>(neither).fill([0, 0]),
  ];
  return [column(rows.map(([a]) => a)), column(rows.map(([, b]) => b))] as const;
}

Deno.test("pairedDifference() equals the published approval table", () => {
  // A. Agresti, Categorical Data Analysis, section 10.1: 794, 150, 86, 570 of 1,600; difference of
  // proportions -0.04, 95 % interval (-0.06, -0.02).
  const [first, second] = table(794, 150, 86, 570);
  const result = pairedDifference(accuracy, first, second, "approval");
  assert.equal(result.samples, 1600);
  assert.equal(result.difference?.toFixed(2), "-4.00");
  assert.equal(result.interval?.low.toFixed(0), "-6");
  assert.equal(result.interval?.high.toFixed(0), "-2");
  assert.equal(result.mcnemar?.chiSquare.toFixed(2), "17.36");
});

Deno.test("pairedDifference() is closer than two intervals side by side when samples are shared", () => {
  const draw = seededDraw("hard and easy");
  const levels = Array.from({ length: 200 }, () => draw());
  const first = levels.flatMap((p, i) => [0, 1, 2, 3].map((r) => item(`s${i}`, p, r)));
  const second = levels.flatMap((p, i) => [0, 1].map((r) => item(`s${i}`, p * 0.9, r)));
  const { difference, interval } = pairedDifference(accuracy, first, second, "seed");
  assert.ok(difference !== null && difference < 0);
  assert.ok(interval !== null && interval.high < 0, "the difference is clear");
  const counts = { planned: 0, unscored: 0 };
  const alone = metricResult(accuracy, first, counts, "a").interval;
  const other = metricResult(accuracy, second, counts, "b").interval;
  assert.ok((alone?.low ?? 0) < (other?.high ?? 0), "the single intervals overlap");
});

Deno.test("pairedDifference() uses only samples that both have and says how many it left out", () => {
  const first = column([1, 0, 1, 0, 1]);
  const second = [...column([1, 1, 1]), item("new", 0)];
  const result = pairedDifference(accuracy, first, second, "some");
  assert.equal(result.samples, 3);
  assert.equal(result.unpaired, 3);
  assert.equal(result.first?.toFixed(3), "66.667");
  assert.equal(result.second, 100);
  assert.deepEqual(
    pairedDifference(accuracy, [...first].reverse(), second, "some"),
    result,
    "order does not matter",
  );
});

Deno.test("pairedDifference() takes set metrics that group by sample", () => {
  const best: SetMetric = {
    kind: "set",
    id: "best-of",
    unit: "percent",
    better: "higher",
    range: [0, 100],
    compute(items) {
      const samples = new Map<string, number>();
      for (const { sampleId, values } of items) {
        samples.set(sampleId, Math.max(samples.get(sampleId) ?? 0, Number(values.v)));
      }
      if (samples.size === 0) return null;
      return 100 * [...samples.values()].reduce((a, b) => a + b) / samples.size;
    },
  };
  const draw = seededDraw("set");
  const asks = (p: number) =>
    Array.from({ length: 60 }, (_, i) => [0, 1].map((r) => item(`s${i}`, draw() < p ? 1 : 0, r)))
      .flat();
  const result = pairedDifference(best, asks(0.3), asks(0.8), "set");
  assert.ok(result.interval !== null && result.interval.low > 0);
  assert.equal(result.mcnemar, null);
});

Deno.test("pairedDifference() has nothing to say without common samples or without a difference", () => {
  const none = pairedDifference(accuracy, column([1]), [item("other", 1)], "none");
  assert.deepEqual([none.samples, none.difference, none.interval, none.mcnemar], [
    0,
    null,
    null,
    null,
  ]);
  const same = pairedDifference(accuracy, column([1, 0, 1]), column([1, 0, 1]), "same");
  assert.equal(same.difference, 0);
  assert.equal(same.interval, null);
  assert.equal(same.mcnemar?.midP, 1);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import type { Item, MeanMetric, SetMetric } from "../../scoring/types.ts";
import { metricResult } from "./interval.ts";

const mean: MeanMetric = {
  kind: "mean",
  id: "accuracy",
  unit: "percent",
  better: "higher",
  scale: 100,
  range: [0, 1],
  value: (item) => item.values.v === null ? null : Number(item.values.v),
};

const largest: SetMetric = {
  kind: "set",
  id: "ratio",
  unit: "fraction",
  better: "higher",
  range: [0, 1],
  compute(items) {
    const met = items.reduce((sum, item) => sum + Number(item.values.v), 0);
    return items.length === 0 ? null : met / items.length;
  },
};

function item(sampleId: string, v: number | null, repeat = 0): Item {
  return { sampleId, repeat, groups: {}, outcome: "partial", values: { v } };
}

function column(values: readonly (number | null)[]): Item[] {
  return values.map((v, i) => item(`s${i}`, v));
}

const all = { planned: 4, unscored: 0 };

Deno.test("metricResult() chooses the interval by the metric and the values", () => {
  const repeated = ["a", "b", "c"].flatMap((id, i) => [item(id, i % 2), item(id, 1, 1)]);
  const rows: [string, MeanMetric | SetMetric, Item[], string | undefined][] = [
    ["0/1 and one ask", mean, column([0, 1, 1, 1]), "wilson"],
    ["0/1 with repeats", mean, repeated, "clustered"],
    ["partial credit", mean, column([0, 0.5, 1]), "clustered"],
    ["counts that happen to be 0/1", { ...mean, range: [0, 9] }, column([0, 1, 1]), "clustered"],
    ["errors", { ...mean, range: [0, Infinity] }, column([0, 1, 1, 3]), "clustered"],
    ["set metric", largest, column([0, 1, 1, 1, 0]), "bootstrap"],
    ["one sample with repeats", mean, [item("a", 1), item("a", 0, 1)], undefined],
    ["nothing", mean, [], undefined],
  ];
  for (const [title, metric, items, method] of rows) {
    assert.equal(metricResult(metric, items, all, "seed").interval?.method, method, title);
  }
});

Deno.test("metricResult() keeps why scored items give no number", () => {
  const none: SetMetric = {
    ...largest,
    compute: () => null,
    gap: (items) => `${items.length} of 9`,
  };
  assert.equal(metricResult(none, column([1, 2]), all, "s").reason, "2 of 9");
  assert.equal(metricResult(none, [], all, "s").reason, undefined);
  assert.equal(
    metricResult({ ...largest, compute: () => null }, column([1]), all, "s").reason,
    undefined,
  );
});

Deno.test("metricResult() does not depend on the order of items", () => {
  const value = fc.constantFrom(0, 0.25, 0.5, 1);
  const items = fc.uniqueArray(
    fc.tuple(fc.constantFrom("a", "b", "c", "d", "e", "f"), fc.nat(3), value),
    { minLength: 1, maxLength: 24, selector: ([id, repeat]) => `${id}${repeat}` },
  ).map((rows) => rows.map(([id, repeat, v]) => item(id, v, repeat)));
  fc.assert(
    fc.property(
      items.chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
        )
      ),
      ([rows, shuffled]) => {
        for (const metric of [mean, largest]) {
          assert.deepEqual(
            metricResult(metric, rows, all, "s"),
            metricResult(metric, shuffled, all, "s"),
          );
        }
      },
    ),
    { numRuns: 20 },
  );
});

Deno.test("metricResult() counts only items that have a value", () => {
  const result = metricResult(mean, column([1, null, 0, null]), all, "s");
  assert.equal(result.n, 2);
  assert.equal(result.value, 50);
});

Deno.test("metricResult() tells the exact worst and best case of a mean", () => {
  const result = metricResult(mean, column([1, 1, 0]), { planned: 5, unscored: 2 }, "s");
  assert.equal(result.worst, 40);
  assert.equal(result.best, 80);
  const lower = { ...mean, better: "lower" as const };
  const error = metricResult(lower, column([1, 1, 0]), { planned: 5, unscored: 2 }, "s");
  assert.deepEqual([error.worst, error.best], [80, 40]);
  const negative = { ...mean, scale: -100 };
  const flipped = metricResult(negative, column([1, 1, 0]), { planned: 5, unscored: 2 }, "s");
  assert.deepEqual([flipped.worst, flipped.best], [-80, -40]);
  assert.ok((flipped.interval?.low ?? 0) < (flipped.interval?.high ?? 0));
});

Deno.test("metricResult() brackets what any scoring of the missing asks would give", () => {
  const value = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(
    fc.array(value, { maxLength: 20 }),
    fc.array(value, { minLength: 1, maxLength: 20 }),
    (known, hidden) => {
      const counts = { planned: known.length + hidden.length, unscored: hidden.length };
      const { worst, best } = metricResult(mean, column(known), counts, "s");
      const full = metricResult(mean, column([...known, ...hidden]), all, "s");
      assert.ok((worst ?? NaN) <= (full.value ?? NaN) + 1e-9);
      assert.ok((full.value ?? NaN) <= (best ?? NaN) + 1e-9);
      assert.deepEqual([full.worst, full.best], [full.value, full.value]);
    },
  ));
});

Deno.test("metricResult() tells no worst or best case that it cannot know", () => {
  const some = { planned: 5, unscored: 2 };
  const unbounded = metricResult({ ...mean, range: [0, Infinity] }, column([1, 2, 0]), some, "s");
  assert.deepEqual([unbounded.worst, unbounded.best], [null, null]);
  const set = metricResult(largest, column([1, 1, 0]), some, "s");
  assert.deepEqual([set.worst, set.best], [null, null]);
  const telling: SetMetric = {
    ...largest,
    extremes(items, unscored) {
      const met = items.reduce((sum, { values }) => sum + Number(values.v), 0);
      return [met / (items.length + unscored), (met + unscored) / (items.length + unscored)];
    },
  };
  const told = metricResult(telling, column([1, 1, 0]), some, "s");
  assert.deepEqual([told.worst, told.best], [0.4, 0.8]);
  const empty = metricResult(mean, [], { planned: 3, unscored: 3 }, "s");
  assert.deepEqual([empty.value, empty.n, empty.worst, empty.best], [null, 0, 0, 100]);
  const unplanned = metricResult(mean, [], { planned: 0, unscored: 0 }, "s");
  assert.deepEqual([unplanned.value, unplanned.worst, unplanned.best], [null, null, null]);
});

Deno.test("metricResult() throws for numbers that would lie in a table", () => {
  for (const bad of [1.5, -0.1, NaN, Infinity]) {
    assert.throws(
      () => metricResult(mean, column([0, bad]), all, "s"),
      /metric "accuracy" as the value of sample "s1" repeat 0 must be a number from 0 to 1/,
    );
  }
  assert.throws(
    () => metricResult({ ...largest, compute: () => NaN }, column([1]), all, "s"),
    /must be finite or null: current value is NaN/,
  );
  assert.equal(metricResult(mean, column([1 + 1e-12, 0]), all, "s").n, 2, "a hair of rounding");
});

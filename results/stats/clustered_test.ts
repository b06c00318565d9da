import assert from "node:assert/strict";
import fc from "fast-check";
import { clusteredLimits, clusterMoments, clustersOf } from "./clustered.ts";
import { wilson } from "./wilson.ts";

const free: readonly [number, number] = [-Infinity, Infinity];

function singles(values: readonly number[]) {
  return values.map((sum) => ({ sum, count: 1 }));
}

function near(actual: number | undefined, expected: number, tolerance: number): void {
  assert.ok(Math.abs((actual ?? NaN) - expected) <= tolerance, `${actual} is not ${expected}`);
}

Deno.test("clustersOf() sums values by sample", () => {
  const values = [["a", 1], ["b", 0], ["a", 0.5]] as const;
  assert.deepEqual(clustersOf(values.map(([sampleId, value]) => ({ sampleId, value }))), [
    { sum: 1.5, count: 2 },
    { sum: 0, count: 1 },
  ]);
});

Deno.test("clusterMoments() equals Student's sleep data", () => {
  // Student, Biometrika 6 (1908) 1-25: differences of extra sleep, mean 1.58, s = 1.23.
  const differences = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
  const moments = clusterMoments(singles(differences));
  near(moments.mean, 1.58, 1e-12);
  near(moments.standardError * Math.sqrt(10), 1.23, 5e-4);
});

Deno.test("clusterMoments() of equal repeats is that of the sample means", () => {
  fc.assert(fc.property(
    fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 40 }),
    fc.integer({ min: 2, max: 8 }),
    (values, repeats) => {
      const once = clusterMoments(singles(values));
      const often = clusterMoments(
        values.map((value) => ({ sum: value * repeats, count: repeats })),
      );
      near(often.mean, once.mean, 1e-9);
      near(often.standardError, once.standardError, 1e-7);
    },
  ));
});

Deno.test("clusteredLimits() of symmetric unbounded values is the t interval", () => {
  // Mean 0, s = 1.5811, n = 5, t(4) = 2.776: 0 ± 1.963.
  const limits = clusteredLimits(singles([-2, -1, 0, 1, 2]), free);
  near(limits?.low, -1.963, 1e-3);
  near(limits?.high, 1.963, 1e-3);
});

Deno.test("clusteredLimits() leans to the long tail of skewed unbounded values", () => {
  const values = [0.1, 0.2, 0.2, 0.3, 0.4, 0.4, 0.5, 0.7, 1, 4];
  const mean = values.reduce((a, b) => a + b) / values.length;
  const limits = clusteredLimits(singles(values), [0, Infinity]);
  assert.ok(limits !== null && limits.high - mean > mean - limits.low);
  assert.ok(limits.low >= 0);
  const mirrored = clusteredLimits(singles(values.map((value) => -value)), free);
  near(mirrored?.low, -limits.high, 1e-9);
});

Deno.test("clusteredLimits() of bounded values stays inside and moves with the scale", () => {
  const value = fc.integer({ min: 0, max: 8 }).map((eighth) => eighth / 8);
  fc.assert(fc.property(fc.array(value, { minLength: 2, maxLength: 60 }), (values) => {
    const unit = clusteredLimits(singles(values), [0, 1]);
    const mean = values.reduce((a, b) => a + b) / values.length;
    assert.ok(unit !== null && unit.low >= 0 && unit.high <= 1);
    assert.ok(unit.low <= mean + 1e-12 && mean <= unit.high + 1e-12);
    const nine = clusteredLimits(singles(values.map((v) => 9 * v - 3)), [-3, 6]);
    near(nine?.low, 9 * unit.low - 3, 1e-6);
    near(nine?.high, 9 * unit.high - 3, 1e-6);
  }));
});

Deno.test("clusteredLimits() never trusts repeats that all agree more than once a sample", () => {
  const allRight = Array.from({ length: 30 }, () => ({ sum: 32, count: 32 }));
  const limits = clusteredLimits(allRight, [0, 1]);
  assert.equal(limits?.high, 1);
  near(limits?.low, wilson(30, 30).low, 0.01);
});

Deno.test("clusteredLimits() has nothing to say about one sample or unbounded equal values", () => {
  assert.equal(clusteredLimits([], [0, 1]), null);
  assert.equal(clusteredLimits([{ sum: 3, count: 4 }], [0, 1]), null);
  assert.equal(clusteredLimits(singles([2, 2, 2]), free), null);
});

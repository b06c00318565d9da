import assert from "node:assert/strict";
import { accelerationOf, bcaLimits, biasCorrection, quantileOf } from "./bca.ts";
import { seededDraw } from "../../scoring/random.ts";

// "Spatial data", test A: B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993),
// table 14.1; the statistic is the variance with divisor n.
// deno-fmt-ignore
const spatial = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];

function variance(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}

Deno.test("bcaLimits() agrees with the book's variance of the spatial data", () => {
  const estimate = variance(spatial);
  assert.equal(estimate.toFixed(1), "171.5");
  const leftOut = spatial.map((_, i) => variance(spatial.filter((_, j) => j !== i)));
  assert.equal(accelerationOf(leftOut).toFixed(3), "0.061");

  const draw = seededDraw("spatial");
  const resampled = Array.from(
    { length: 20_000 },
    () => variance(spatial.map(() => spatial[Math.floor(draw() * spatial.length)] ?? NaN)),
  ).sort((a, b) => a - b);
  // The book's own z0 from 2,000 resamples: 0.146.
  assert.ok(Math.abs(biasCorrection(resampled, estimate) - 0.146) < 0.05);
  // The book's 90 % interval is (115.8, 259.6); ours reads further out by sqrt(n / (n - 1)) t / z.
  const { low, high } = bcaLimits({ estimate, resampled, leftOut, clusters: 26, level: 0.9 });
  assert.ok(low > 108 && low < 118, `low is ${low}`);
  assert.ok(high > 255 && high < 285, `high is ${high}`);
  // With so many clusters that the factor is 1, it is the book's interval.
  const book = bcaLimits({ estimate, resampled, leftOut, clusters: 1e6, level: 0.9 });
  assert.ok(Math.abs(book.low - 115.8) < 3, `low is ${book.low}`);
  assert.ok(Math.abs(book.high - 259.6) < 5, `high is ${book.high}`);
});

Deno.test("bcaLimits() is the plain quantile without bias and skewness", () => {
  const resampled = Array.from({ length: 1999 }, (_, i) => i - 999);
  const limits = bcaLimits({
    estimate: 0,
    resampled,
    leftOut: [-1, 0, 1],
    clusters: 1e9,
    level: 0.95,
  });
  assert.ok(Math.abs(limits.low - -950) < 0.01);
  assert.ok(Math.abs(limits.high - 950) < 0.01);
});

Deno.test("quantileOf() reads between neighbours and stops at the ends", () => {
  const sorted = [10, 20, 30];
  for (const [p, value] of [[0, 10], [0.25, 10], [0.5, 20], [0.625, 25], [0.9, 30], [1, 30]]) {
    assert.equal(quantileOf(sorted, p ?? NaN), value, `p = ${p}`);
  }
});

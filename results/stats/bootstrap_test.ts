import assert from "node:assert/strict";
import { bootstrapLimits } from "./bootstrap.ts";
import { seededDraw } from "../../scoring/random.ts";

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
}

function sample(seed: string, n: number): number[][] {
  const draw = seededDraw(seed);
  return Array.from({ length: n }, () => [draw()]);
}

Deno.test("bootstrapLimits() gives the same limits for the same seed and others for another", () => {
  const clusters = sample("data", 40);
  const limits = (seed: string) => bootstrapLimits(clusters, meanOf, { seed });
  assert.deepEqual(limits("a"), limits("a"));
  assert.notDeepEqual(limits("a"), limits("b"));
});

Deno.test("bootstrapLimits() agrees with theory for a mean of many", () => {
  const clusters = sample("many", 2000);
  const mean = meanOf(clusters.flat()) ?? NaN;
  const limits = bootstrapLimits(clusters, meanOf, { seed: "m" });
  assert.ok(limits !== null);
  const half = 1.96 * Math.sqrt(1 / 12 / 2000);
  assert.ok(Math.abs(limits.high - mean - half) < 0.12 * half);
  assert.ok(Math.abs(mean - limits.low - half) < 0.12 * half);
});

Deno.test("bootstrapLimits() draws clusters whole: copies of a sample add no certainty", () => {
  const clusters = sample("whole", 50);
  const copied = clusters.map(([value = NaN]) => [value, value, value, value]);
  assert.deepEqual(
    bootstrapLimits(clusters, meanOf, { seed: "s" })?.low.toFixed(9),
    bootstrapLimits(copied, meanOf, { seed: "s" })?.low.toFixed(9),
  );
});

Deno.test("bootstrapLimits() lets a statistic tell the copies of a cluster apart", () => {
  const clusters = Array.from({ length: 12 }, (_, i) => [{ id: `s${i}`, value: i }]);
  bootstrapLimits(clusters, (items) => {
    assert.equal(new Set(items.map((item) => item.id)).size, items.length);
    return meanOf(items.map((item) => item.value));
  }, { seed: "copies", copy: (item, times) => ({ ...item, id: `${item.id}#${times}` }) });
});

Deno.test("bootstrapLimits() says nothing where resampling knows nothing", () => {
  const options = { seed: "none" };
  assert.equal(bootstrapLimits([], meanOf, options), null, "no samples");
  assert.equal(bootstrapLimits([[1], []].slice(0, 1), meanOf, options), null, "one sample");
  assert.equal(bootstrapLimits([[1], [1], [1]], meanOf, options), null, "no spread");
  assert.equal(bootstrapLimits([[1], [2]], () => null, options), null, "undefined");
  const fragile = (values: readonly number[]) => values.includes(0) ? meanOf(values) : null;
  assert.equal(bootstrapLimits([[0], [1], [2], [3]], fragile, options), null, "often undefined");
});

Deno.test("bootstrapLimits() takes under a second for 1,000 items and 1,000 resamples", () => {
  const clusters = sample("speed", 1000);
  const start = performance.now();
  bootstrapLimits(clusters, meanOf, { seed: "speed" });
  const ms = performance.now() - start;
  assert.ok(ms < 20_000, `took ${ms} ms`);
});

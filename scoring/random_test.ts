import assert from "node:assert/strict";
import fc from "fast-check";
import { seededDraw, shuffled } from "./random.ts";

function first(seed: string, count: number): number[] {
  const draw = seededDraw(seed);
  return Array.from({ length: count }, draw);
}

Deno.test("seededDraw() repeats itself for the same seed and differs for another", () => {
  assert.deepEqual(first("a/b/c", 100), first("a/b/c", 100));
  const seeds = ["", "a", "b", "ab", "ba", "a/b", "a/c", "a\u0000b", "é", "e\u0301"];
  const heads = seeds.map((seed) => first(seed, 2).join());
  assert.equal(new Set(heads).size, seeds.length);
});

Deno.test("seededDraw() gives the numbers that kept leaderboards were made with", () => {
  assert.deepEqual(first("assay", 3).map((u) => u * 2 ** 32), [4240589081, 2663413803, 1524358599]);
});

Deno.test("seededDraw() stays in [0, 1) for any seed", () => {
  fc.assert(fc.property(fc.string(), (seed) => {
    for (const u of first(seed, 50)) assert.ok(u >= 0 && u < 1);
  }));
});

Deno.test("seededDraw() is uniform and uncorrelated", () => {
  const n = 100_000;
  const draws = first("uniform", n);
  const bins = new Array<number>(100).fill(0);
  for (const u of draws) bins[Math.floor(u * 100)]! += 1;
  const chi2 = bins.reduce((sum, count) => sum + (count - n / 100) ** 2 / (n / 100), 0);
  // 99 degrees of freedom: 1e-4 and 1 - 1e-4 quantiles.
  assert.ok(chi2 > 54 && chi2 < 161, `chi-squared is ${chi2}`);
  let lag = 0;
  for (let i = 1; i < n; i++) lag += (draws[i]! - 0.5) * (draws[i - 1]! - 0.5);
  assert.ok(Math.abs(lag / n * 12) < 4 / Math.sqrt(n));
});

Deno.test("shuffled() keeps every item and leaves its input alone", () => {
  fc.assert(fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
    const before = [...items];
    const out = shuffled(items, seededDraw(seed));
    assert.deepEqual(items, before);
    assert.deepEqual([...out].sort((x, y) => x - y), [...items].sort((x, y) => x - y));
  }));
});

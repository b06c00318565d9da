import assert from "node:assert/strict";
import fc from "fast-check";
import { seededDraw, shuffled } from "./random.ts";

Deno.test("seededDraw() gives the same numbers for the same seed and others for another", () => {
  const a = seededDraw("run 1/sample 7");
  const b = seededDraw("run 1/sample 7");
  const c = seededDraw("run 1/sample 8");
  const first = Array.from({ length: 20 }, a);
  assert.deepEqual(Array.from({ length: 20 }, b), first);
  assert.notDeepEqual(Array.from({ length: 20 }, c), first);
});

Deno.test("seededDraw() is uniform enough in [0, 1) for short seeds", () => {
  for (const seed of ["", "0", "1", "a"]) {
    const draw = seededDraw(seed);
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const x = draw();
      assert.ok(x >= 0 && x < 1);
      const bin = Math.floor(x * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chi2 = bins.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    assert.ok(chi2 < 30, `chi-square ${chi2} for seed "${seed}"`);
  }
});

Deno.test("shuffled() keeps every item and leaves its input alone", () => {
  fc.assert(fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
    const before = [...items];
    const out = shuffled(items, seededDraw(seed));
    assert.deepEqual(items, before);
    assert.deepEqual([...out].sort((x, y) => x - y), [...items].sort((x, y) => x - y));
  }));
});

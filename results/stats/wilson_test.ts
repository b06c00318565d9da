import assert from "node:assert/strict";
import fc from "fast-check";
import { logChoose } from "./quantiles.ts";
import { wilson } from "./wilson.ts";

Deno.test("wilson() equals the published examples", () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
  const table: [r: number, n: number, low: number, high: number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0.0000, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ];
  for (const [r, n, low, high] of table) {
    const limits = wilson(r, n);
    assert.equal(limits.low.toFixed(4), low.toFixed(4), `${r} of ${n}, low`);
    assert.equal(limits.high.toFixed(4), high.toFixed(4), `${r} of ${n}, high`);
  }
});

Deno.test("wilson() is exact at the edges, mirrors, and holds the proportion", () => {
  assert.equal(wilson(0, 7).low, 0);
  assert.equal(wilson(7, 7).high, 1);
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 5000 }).chain((n) =>
      fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))
    ),
    ([r, n]) => {
      const { low, high } = wilson(r, n);
      const mirror = wilson(n - r, n);
      assert.ok(0 <= low && low <= r / n && r / n <= high && high <= 1);
      assert.ok(Math.abs(low - (1 - mirror.high)) < 1e-12);
    },
  ));
});

Deno.test("wilson() throws for counts that are no proportion", () => {
  for (const [r, n] of [[0, 0], [-1, 5], [6, 5], [NaN, 5], [1, NaN]] as const) {
    assert.throws(() => wilson(r, n), RangeError);
  }
});

Deno.test("wilson() covers 93 to 97 in 100 on average over proportions, computed exactly", () => {
  // No dice: the coverage at p is the sum of binomial probabilities of the counts that cover p.
  for (const n of [30, 100, 1000]) {
    const limits = Array.from({ length: n + 1 }, (_, r) => wilson(r, n));
    const coverageAt = (p: number) =>
      limits.reduce(
        (sum, { low, high }, r) =>
          low <= p && p <= high
            ? sum + Math.exp(logChoose(n, r) + r * Math.log(p) + (n - r) * Math.log(1 - p))
            : sum,
        0,
      );
    const grid = Array.from({ length: 96 }, (_, i) => 0.025 + i * 0.01);
    const coverage = grid.map(coverageAt);
    const mean = coverage.reduce((a, b) => a + b) / grid.length;
    assert.ok(mean > 0.945 && mean < 0.96, `n = ${n}: mean coverage ${mean}`);
    assert.ok(Math.min(...coverage) > 0.9, `n = ${n}: least coverage ${Math.min(...coverage)}`);
  }
});

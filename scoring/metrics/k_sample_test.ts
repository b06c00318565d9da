import assert from "node:assert/strict";
import fc from "fast-check";
import { gPassAtK, majorityVote, mgPassAtK, passAtK, reduceKSamples } from "./k_sample.ts";

function near(value: number, wanted: number, title?: string) {
  assert.ok(Math.abs(value - wanted) <= 1e-12, `${title ?? ""} ${value} is not ${wanted}`);
}

Deno.test("passAtK() is 1 - C(n-c, k) / C(n, k)", () => {
  near(passAtK(32, 1, 1), 1 / 32);
  near(passAtK(10, 3, 5), 1 - 21 / 252);
  assert.equal(passAtK(32, 0, 1), 0);
  assert.equal(passAtK(32, 31, 4), 1);
  assert.equal(passAtK(4, 2, 8), 1, "k above n leaves no way to miss");
});

Deno.test("gPassAtK() needs ceil(k t) right ones, at least one", () => {
  near(gPassAtK(32, 20, 32, 0.5), 1);
  near(gPassAtK(32, 31, 32, 1), 0);
  near(gPassAtK(8, 5, 5, 1), 1 / 56);
  assert.equal(gPassAtK(4, 2, 8, 0.5), 0, "k above n");
  assert.equal(gPassAtK(0, 0, 1, 0), 0, "nothing to draw from");
  assert.equal(gPassAtK(8, 0, 4, 0), 0, "t = 0 needs one");
});

Deno.test("mgPassAtK() averages the thresholds above one half", () => {
  near(mgPassAtK(32, 20, 32), 0.25);
  near(mgPassAtK(32, 32, 32), 1);
  assert.equal(mgPassAtK(4, 4, 1), 0, "no threshold lies above one half of one");
});

Deno.test("k-sample numbers keep their order and bounds", () => {
  const counts = fc.integer({ min: 1, max: 40 }).chain((n) =>
    fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }), fc.integer({ min: 1, max: n }))
  );
  fc.assert(fc.property(counts, ([n, c, k]) => {
    const passes = [0, 0.25, 0.5, 0.75, 1].map((t) => gPassAtK(n, c, k, t));
    assert.ok(passes.every((value, i) => value <= (passes[i - 1] ?? 1) && value >= 0));
    assert.ok(Math.abs((passes[0] ?? NaN) - passAtK(n, c, k)) < 1e-12);
    assert.ok(mgPassAtK(n, c, k) <= (passes[2] ?? NaN) + 1e-12);
    near(passAtK(n, c, 1), c / n);
  }));
});

Deno.test("k-sample formulas refuse what is not a count", () => {
  for (const bad of [1.5, NaN, Infinity, 1e9]) {
    assert.throws(() => passAtK(bad, 0, 1), RangeError);
    assert.throws(() => gPassAtK(4, bad, 1, 0), RangeError);
    assert.throws(() => mgPassAtK(4, 1, bad), RangeError);
  }
  assert.throws(() => gPassAtK(4, 5, 2, 0.5), /Cannot draw from 4 samples as 5 of them are right/);
});

Deno.test("reduceKSamples() prints G-Pass only where several samples are drawn", () => {
  assert.deepEqual(Object.keys(reduceKSamples([1, 0], 1, 1)), ["avg", "pass@1"]);
  assert.deepEqual(Object.keys(reduceKSamples([1, 0], 2, 2)), [
    "avg",
    "pass@1",
    "G-Pass@2_0.0",
    "G-Pass@2_0.25",
    "G-Pass@2_0.5",
    "G-Pass@2_0.75",
    "G-Pass@2_1.0",
    "mG-Pass@2",
  ]);
  assert.deepEqual(reduceKSamples([], 2, 2), {});
});

Deno.test("majorityVote() takes the most frequent answer, of several the first seen", () => {
  assert.equal(majorityVote(["70", "71", "70", "9"]), "70");
  assert.equal(majorityVote(["6", "5", "5", "6"]), "6");
  assert.equal(majorityVote([null, null, "5"]), "5");
  assert.equal(majorityVote([null]), null);
  assert.equal(majorityVote([]), null);
});

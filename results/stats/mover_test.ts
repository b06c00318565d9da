import assert from "node:assert/strict";
import { meanLimits } from "./mover.ts";
import { wilson } from "./wilson.ts";

Deno.test("meanLimits() of one estimate is that estimate", () => {
  const limits = meanLimits([{ value: 50, low: 40, high: 65 }]);
  assert.deepEqual(limits, { low: 40, high: 65 });
});

Deno.test("meanLimits() adds variances when limits are symmetric", () => {
  const limits = meanLimits([{ value: 10, low: 7, high: 13 }, { value: 20, low: 16, high: 24 }]);
  assert.deepEqual(limits, { low: 15 - 2.5, high: 15 + 2.5 });
});

Deno.test("meanLimits() stays in the range of proportions", () => {
  const limits = meanLimits([{ value: 1, ...wilson(30, 30) }, { value: 1, ...wilson(5, 5) }]);
  assert.equal(limits.high, 1);
  assert.ok(limits.low > wilson(5, 5).low && limits.low < 1);
});

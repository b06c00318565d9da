import assert from "node:assert/strict";
import { bootstrapMedians } from "./bootstrap_median.ts";

const first = [0.1, 0.5, 0.9, 0.2, 0.7];
const second = [1, 0, 0, 1, 0.5];

Deno.test("bootstrapMedians() gives what numpy's generator gives", () => {
  const [a = NaN, b = NaN] = bootstrapMedians([first, second], 0);
  assert.ok(Math.abs(a - 0.48) < 1e-12 && Math.abs(b - 0.5) < 1e-12, `${a} ${b}`);
});

Deno.test("bootstrapMedians() draws list after list", () => {
  assert.equal(bootstrapMedians([first], 0)[0], bootstrapMedians([first, second], 0)[0]);
  assert.deepEqual(bootstrapMedians([[0.25], [1, 1, 1]], 7), [0.25, 1]);
  assert.deepEqual(bootstrapMedians([[]], 0), [NaN]);
});

import assert from "node:assert/strict";
import { pyFixed } from "./fixed.ts";

Deno.test("pyFixed() rounds the exact value, ties to even, as Python's format does", () => {
  const cases: readonly (readonly [number, string])[] = [
    [0.125, "0.12"],
    [0.375, "0.38"],
    [2.675, "2.67"],
    [1.005, "1.00"],
    [275, "275.00"],
    [1e22, "10000000000000000000000.00"],
    [-0.001, "-0.00"],
    [5e-324, "0.00"],
    [NaN, "nan"],
    [-Infinity, "-inf"],
  ];
  for (const [value, text] of cases) assert.equal(pyFixed(value, 2), text);
  assert.equal(pyFixed(2.5, 0), "2");
});

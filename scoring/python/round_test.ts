import assert from "node:assert/strict";
import { pyRound } from "./round.ts";

// [value, digits, CPython's round()]
const CASES: readonly (readonly [number, number, number])[] = [
  [0.0625, 3, 0.062],
  [0.1875, 3, 0.188],
  [-0.0625, 3, -0.062],
  [0.5, 0, 0],
  [1.5, 0, 2],
  [2.5, 0, 2],
  [2.675, 2, 2.67],
  [1.005, 2, 1],
  [0.4666666666666667, 3, 0.467],
  [1e22, 2, 1e22],
  [5e-324, 3, 0],
  [-0, 2, -0],
];

for (const [value, digits, wanted] of CASES) {
  Deno.test(`pyRound(${value}, ${digits}) is ${wanted}`, () => {
    assert.equal(pyRound(value, digits), wanted);
  });
}

Deno.test("pyRound() leaves what is no number as it is", () => {
  assert.ok(Number.isNaN(pyRound(NaN, 2)));
  assert.equal(pyRound(-Infinity, 2), -Infinity);
});

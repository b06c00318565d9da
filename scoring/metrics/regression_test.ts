import assert from "node:assert/strict";
import {
  deviationOverError,
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  rootMeanSquaredError,
} from "./regression.ts";

const pairs = [{ gold: 0, pred: 0.5 }, { gold: 2, pred: 1 }, { gold: 4, pred: 4 }];

Deno.test("errors of predicted numbers", () => {
  assert.equal(meanAbsoluteError(pairs), 0.5);
  assert.ok(Math.abs(rootMeanSquaredError(pairs) - Math.sqrt(1.25 / 3)) < 1e-12);
  assert.equal(maxError(pairs), 1);
  assert.equal(meanAbsolutePercentageError(pairs, 1e-5), 0.25);
  assert.equal(meanAbsoluteError([]), NaN);
});

Deno.test("deviationOverError() compares with guessing the mean; undefined when perfect", () => {
  assert.ok(Math.abs((deviationOverError(pairs) ?? NaN) - (4 / 3) / 0.5) < 1e-12);
  assert.equal(deviationOverError([{ gold: 1, pred: 1 }]), null);
  assert.equal(deviationOverError([]), null);
});

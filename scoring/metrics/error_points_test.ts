import assert from "node:assert/strict";
import type { Item } from "../types.ts";
import { errorGroup, errorPoints } from "./error_points.ts";

function items(...errors: readonly number[]): Item[] {
  return errors.map((error, at) => ({
    sampleId: String(at),
    repeat: 0,
    groups: {},
    outcome: "partial",
    values: { error },
  }));
}

Deno.test("errorPoints() falls from 100 to 0 at the limit", () => {
  assert.deepEqual([0, 0.5, 2, 7, 1e150].map((error) => errorPoints(error, 2)), [100, 75, 0, 0, 0]);
});

Deno.test("errorGroup() scales the mean error, not the errors", () => {
  const group = errorGroup(2);
  assert.equal(group.compute(items(0, 3)), 25);
  assert.equal(group.compute(items()), null);
  assert.deepEqual(group.extremes?.(items(1), 1), [0, 75]);
  assert.deepEqual(group.extremes?.(items(1), 0), [50, 50]);
});

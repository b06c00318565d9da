import assert from "node:assert/strict";
import type { Json } from "../json.ts";
import type { Item } from "../types.ts";
import { errorPoints, mae } from "./metrics.ts";

const items = (...errors: Json[]) =>
  errors.map((error, at): Item => ({
    sampleId: `${at}`,
    repeat: 0,
    groups: {},
    outcome: "partial",
    values: { error },
  }));

Deno.test("mae is the mean over all, undefined without any or with an infinite one", () => {
  assert.equal(mae.compute(items(1, 0, 0.5)), 0.5);
  assert.equal(mae.compute([]), null);
  assert.equal(mae.compute(items(1, "inf")), null);
});

Deno.test("errorPoints() runs from 100 to below 0, never cut off", () => {
  const points = errorPoints(2000);
  assert.equal(points.compute(items(0)), 100);
  assert.equal(points.compute(items(500, 1500)), 50);
  assert.equal(points.compute(items(3000)), -50);
});

import assert from "node:assert/strict";
import { cosine, meanVector } from "./embedding.ts";

Deno.test("cosine() does not depend on lengths", () => {
  assert.equal(cosine([3, 4], [6, 8]), 1);
  assert.equal(cosine([1, 0], [0, 2]), 0);
  assert.equal(cosine([1, 0], [-5, 0]), -1);
  assert.ok(Number.isNaN(cosine([0, 0], [1, 0])));
});

Deno.test("meanVector() is the mean of rows", () => {
  assert.deepEqual(meanVector([1, 2, 3, 6], 2), Float64Array.of(2, 4));
});

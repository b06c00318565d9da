import assert from "node:assert/strict";
import { pyRandints } from "./randint.ts";

// random.seed(seed); [random.randint(0, 1000000) for _ in range(n)] of CPython 3.11.
Deno.test("pyRandints() draws what CPython draws", () => {
  assert.deepEqual(pyRandints(300, 0, 1_000_000, 4), [626729, 373753, 361454, 1567]);
  assert.deepEqual(pyRandints(-300, 0, 1_000_000, 2), [626729, 373753]);
  assert.deepEqual(pyRandints(2 ** 40 + 7, 0, 1_000_000, 3), [643515, 783626, 854501]);
  assert.deepEqual(pyRandints(1, 5, 5, 2), [5, 5]);
});

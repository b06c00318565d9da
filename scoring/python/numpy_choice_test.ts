import assert from "node:assert/strict";
import { numpyChoices } from "./numpy_choice.ts";

Deno.test("numpyChoices() draws as numpy's legacy generator does", () => {
  assert.deepEqual(numpyChoices(3, 4, 0), [[0, 1, 0], [1, 1, 2], [0, 2, 0], [0, 0, 2]]);
  assert.deepEqual(numpyChoices(1, 2, 0), [[0], [0]]);
  assert.deepEqual(numpyChoices(0, 1, 0), [[]]);
});

import assert from "node:assert/strict";
import { isWordBoundary } from "./word_boundary.ts";

Deno.test("isWordBoundary() finds the boundaries that \\b finds", () => {
  const boundaries = (text: string) =>
    Array.from({ length: text.length + 1 }, (_, at) => at).filter((at) => isWordBoundary(text, at));
  assert.deepEqual(boundaries(""), []);
  assert.deepEqual(boundaries("no_1 é!"), [0, 4, 5, 6]);
  assert.deepEqual(boundaries("-\u0661"), [1, 2]);
  assert.deepEqual(boundaries("𝔸n"), [0, 3]);
  assert.deepEqual(boundaries("😀n"), [2, 3]);
});

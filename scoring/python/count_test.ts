import assert from "node:assert/strict";
import { pyCount } from "./count.ts";

Deno.test("pyCount() counts occurrences that do not overlap", () => {
  assert.equal(pyCount("aaaa", "aa"), 2);
  assert.equal(pyCount("abc", "x"), 0);
});

Deno.test("pyCount() finds the empty text around every code point", () => {
  assert.equal(pyCount("a😀", ""), 3);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { levenshtein } from "./levenshtein.ts";

Deno.test("levenshtein() counts characters, not UTF-16 units", () => {
  assert.equal(levenshtein("kitten", "sitting"), 3);
  assert.equal(levenshtein("", "abc"), 3);
  assert.equal(levenshtein("\u{1f9ea}a", "\u{1f52c}a"), 1);
  assert.equal(levenshtein("\u{1f9ea}", ""), 1);
});

Deno.test("levenshtein() is a distance", () => {
  const text = fc.string({
    unit: fc.constantFrom("C", "N", "(", "\u{1f9ea}", "\ud83e"),
    maxLength: 9,
  });
  fc.assert(fc.property(text, text, text, (a, b, c) => {
    assert.equal(levenshtein(a, b), levenshtein(b, a));
    assert.equal(levenshtein(a, b) === 0, a === b);
    assert.ok(levenshtein(a, c) <= levenshtein(a, b) + levenshtein(b, c));
  }));
});

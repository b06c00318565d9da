import assert from "node:assert/strict";
import { countSyllables } from "./syllables.ts";

Deno.test("countSyllables() counts as syllapy", () => {
  for (
    const [word, count] of [
      ["lantern", 2],
      ["idea", 3],
      ["crumple", 2],
      ["blorfle", 2],
      ["e", 1],
      ["self-made", 2],
      ["x-", 1],
      ["b2b", 0],
      ["2", 0],
      ["naive", 1],
      ["zyx", 1],
      ["don't", 1],
      ["", 0],
      ["--", 0],
      ["tea-2-go", 0],
    ] as const
  ) assert.equal(countSyllables(word), count, word);
});

Deno.test("countSyllables() survives a compound of many parts", () => {
  assert.equal(countSyllables("tea-".repeat(5000) + "tea"), 5001);
});

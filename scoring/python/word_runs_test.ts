import assert from "node:assert/strict";
import { wordRuns } from "./word_runs.ts";

Deno.test("wordRuns() are runs of letters, numbers and underscores of any script", () => {
  assert.deepEqual(wordRuns("snake_case, don't; naïve 日本 x² 𝒳𝟗"), [
    "snake_case",
    "don",
    "t",
    "naïve",
    "日本",
    "x²",
    "𝒳𝟗",
  ]);
  assert.deepEqual(wordRuns("?!"), []);
});

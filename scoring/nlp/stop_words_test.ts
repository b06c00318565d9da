import assert from "node:assert/strict";
import { isStopWord } from "./stop_words.ts";

Deno.test("isStopWord() knows NLTK's list in any case", () => {
  for (const word of ["the", "THE", "yourselves", "ain"]) assert.ok(isStopWord(word), word);
  for (const word of ["", "lantern", "constructor"]) assert.ok(!isStopWord(word), word);
});

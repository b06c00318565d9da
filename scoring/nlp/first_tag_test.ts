import assert from "node:assert/strict";
import { firstTag } from "./first_tag.ts";

Deno.test("firstTag() tags as NLTK", () => {
  for (
    const [text, tag] of [
      ["Take the bus home", "VB"],
      ["Zebras graze", "NNS"],
      ["Swim daily, please", "NNP"],
      ["1999 ended", "CD"],
      ["42 eggs", "CD"],
      ["Half-open doors", "JJ"],
      ["The end", "DT"],
      ["Blorf", "NN"],
      ["Consider this: tea", "VB"],
    ] as const
  ) assert.equal(firstTag(text), tag, text);
});

Deno.test("firstTag() takes words that are names of object properties for words", () => {
  assert.equal(firstTag("constructor"), "NN");
});

Deno.test("firstTag() has no tag for a text without words", () => {
  assert.equal(firstTag(" \n"), null);
});

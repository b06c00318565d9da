import assert from "node:assert/strict";
import fc from "fast-check";
import { punktSentences } from "./punkt.ts";

/** Own sentences, split by NLTK 3.9.2. */
const CASES: readonly (readonly [why: string, text: string, ...sentences: string[]])[] = [
  ["nothing", ""],
  [
    "an abbreviation before a starter it was not seen with",
    ...same("We left at 9 a.m. She had slept."),
  ],
  [
    "abbreviations, and a number after one",
    "The fee is 3.50 today. Tomorrow it is No. 4 that counts.",
    "The fee is 3.50 today.",
    "Tomorrow it is No.",
    "4 that counts.",
  ],
  [
    "closing quotes and brackets go to the sentence before",
    'He said "Stop!" Then he left. (Nobody cared.) Fine.',
    'He said "Stop!"',
    "Then he left.",
    "(Nobody cared.)",
    "Fine.",
  ],
  [
    "an abbreviation before a sentence starter",
    "We met Sen. Cole in the U.S. It rained.",
    "We met Sen. Cole in the U.S.",
    "It rained.",
  ],
  [
    "an ellipsis ends a sentence before a capital",
    "Odd... very odd. Odd... Very odd.",
    "Odd... very odd.",
    "Odd...",
    "Very odd.",
  ],
  ["line breaks are blanks", "A line\nruns on. Next one", "A line\nruns on.", "Next one"],
  ["initials", "J. Weir sang.  M. went.", "J. Weir sang.", "M. went."],
  ["of marks in one word the last counts", "Wait!!! Now?", "Wait!!!", "Now?"],
  [
    "closing marks before dashes",
    'End.)  -- And on. "Bye."-- done',
    "End.)",
    "-- And on.",
    '"Bye."',
    "-- done",
  ],
  ["numbered items", "Items: 1. Tea 2. Milk", "Items: 1.", "Tea 2.", "Milk"],
  ["outer blanks", "  lead. trail.  ", "  lead.", "trail."],
  ["nothing but marks", "!!!", "!", "!", "!"],
];

function same(text: string): [string, string] {
  return [text, text];
}

for (const [why, text, ...sentences] of CASES) {
  Deno.test(`punktSentences() as NLTK: ${why}`, () => {
    assert.deepEqual(punktSentences(text), sentences);
  });
}

Deno.test("punktSentences() leaves out nothing but blanks", () => {
  const piece = fc.constantFrom("a", "Mr.", ". ", "?", "!", '"', ")", " ", "\n", "B. ", "3.", "--");
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
    const text = pieces.join("");
    let at = 0;
    for (const sentence of punktSentences(text)) {
      const start = text.indexOf(sentence, at);
      assert.notEqual(start, -1);
      assert.equal(text.slice(at, start).trim(), "");
      at = start + sentence.length;
    }
    assert.equal(text.slice(at).trim(), "");
  }));
});

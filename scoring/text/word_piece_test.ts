import assert from "node:assert/strict";
import { readVocabulary, wordPieces } from "./word_piece.ts";

const VOCABULARY = readVocabulary(
  ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "mono", "##carb", "##oxyl", "##ic", "acid", "a", ".", "e"]
    .join("\n") + "\n",
);

// What the tokenizer of Hugging Face gives on this vocabulary.
const PIECES: readonly (readonly [string, string, readonly string[]])[] = [
  ["longest pieces from the left", "Monocarboxylic acid", [
    "mono",
    "##carb",
    "##oxyl",
    "##ic",
    "acid",
  ]],
  ["punctuation stands alone", "acid.", ["acid", "."]],
  ["a rest without a piece makes the word unknown", "monox acid", ["[UNK]", "acid"]],
  ["accents go", "\u00e9 A\u0300", ["e", "a"]],
  ["control characters go", "ac\u0000i\u200bd", ["acid"]],
  ["Han characters stand alone", "a\u4e2da", ["a", "[UNK]", "a"]],
  ["blanks of all kinds", "a\u3000a\ta", ["a", "a", "a"]],
  ["special tokens are dropped", "[CLS] a[SEP] [UNK]", ["a", "[UNK]"]],
  ["long words are unknown", "a".repeat(101), ["[UNK]"]],
  ["nothing", "", []],
];

for (const [title, text, expected] of PIECES) {
  Deno.test(`wordPieces(): ${title}`, () => {
    assert.deepEqual(wordPieces(text, VOCABULARY, 512), expected);
  });
}

Deno.test("wordPieces() stops at its limit, padding counted", () => {
  assert.deepEqual(wordPieces("a a a a", VOCABULARY, 3), ["a", "a", "a"]);
  assert.deepEqual(wordPieces("a [SEP] a a", VOCABULARY, 3), ["a", "a"]);
});

Deno.test("wordPieces() takes a megabyte", () => {
  const started = performance.now();
  for (const part of ["a", "a ", ".", "[CLS]", "\u4e2d", "monocarboxylic "]) {
    wordPieces(part.repeat(1_000_000 / part.length), VOCABULARY, 512);
  }
  assert.ok(performance.now() - started < 20_000);
});

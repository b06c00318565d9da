import assert from "node:assert/strict";
import { BLEU_2, corpusBleu, sentenceBleu } from "./bleu.ts";

const reference = "the cat is on the mat and it sleeps".split(" ");
const hypothesis = "the cat sat on the mat and it sleeps now".split(" ");

function close(value: number, expected: number): void {
  assert.ok(Math.abs(value - expected) <= 1e-12 * expected, `wanted ${expected}, got ${value}`);
}

Deno.test("sentenceBleu() gives what NLTK gives", () => {
  close(sentenceBleu(reference, hypothesis), 0.5814307369682193);
  close(sentenceBleu(reference, reference.slice(0, 5)), 0.44932896411722156);
  close(sentenceBleu(["a", "b"], ["a", "c"]), 1.5319719891192393e-231);
  assert.equal(sentenceBleu(reference, ["dog"]), 0);
  assert.equal(sentenceBleu(reference, []), 0);
  assert.equal(sentenceBleu(reference, reference), 1);
});

Deno.test("corpusBleu() sums counts before it divides", () => {
  close(corpusBleu([{ reference, hypothesis }], BLEU_2), 0.7302967433402215);
  const copy = { reference, hypothesis: reference };
  assert.ok(
    corpusBleu([copy, { reference, hypothesis }]) > corpusBleu([{ reference, hypothesis }]),
  );
  assert.equal(corpusBleu([]), 0);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { meteor } from "./meteor.ts";

const words = (text: string) => text.split(" ");

function close(value: number, expected: number): void {
  assert.ok(Math.abs(value - expected) < 1e-12, `wanted ${expected}, got ${value}`);
}

// What NLTK's meteor_score gives with WordNet 3.0.
const SCORES: readonly (readonly [string, string, string, number])[] = [
  ["a copy", "the cat sat", "the cat sat", 1 - 0.5 / 27],
  ["case does not count", "The CAT sat", "the cat SAT", 1 - 0.5 / 27],
  ["punctuation does", "an acid.", "an acid", 0.5 * 0.5],
  ["stems", "it ensures safety", "it ensuring safety", 1 - 0.5 / 27],
  ["synonyms of the stem", "physician", "doctor", 0.5],
  ["nothing in common", "alpha beta", "gamma delta", 0],
  ["the last free word is taken", "b a x a", "a", (1 - 0.5) * (0.25 / (0.9 + 0.1 * 0.25))],
];

for (const [title, reference, hypothesis, expected] of SCORES) {
  Deno.test(`meteor(): ${title}`, () => {
    close(meteor(words(reference), words(hypothesis)), expected);
  });
}

Deno.test("meteor() without synonyms stops after the stems", () => {
  assert.equal(meteor(["physician"], ["doctor"], { synonyms: false }), 0);
  assert.equal(meteor(["physicians"], ["physician"], { synonyms: false }), 0.5);
});

Deno.test("meteor() is 0 where a side has no words", () => {
  assert.equal(meteor([], ["a"]), 0);
  assert.equal(meteor(["a"], []), 0);
  assert.equal(meteor([], []), 0);
});

Deno.test("meteor() stays in range and gives a copy its known score", () => {
  const text = fc.array(
    fc.constantFrom(...words("the acid acids acting doctor physician is was 3")),
  );
  fc.assert(fc.property(text, text, (reference, hypothesis) => {
    const value = meteor(reference, hypothesis);
    assert.ok(value >= 0 && value < 1);
    const n = reference.length;
    close(meteor(reference, reference), n === 0 ? 0 : 1 - 0.5 / n ** 3);
  }));
});

Deno.test("meteor() takes a megabyte of words", () => {
  const reference = words("the molecule is a simple carboxylic acid used as a food preservative");
  const started = performance.now();
  for (const word of ["acid ", "x ", "acids molecule "]) {
    meteor(reference, word.repeat(1_000_000 / word.length).trim().split(" "));
  }
  meteor(reference, Array.from({ length: 150_000 }, (_, at) => `w${at}`));
  assert.ok(performance.now() - started < 20_000);
});

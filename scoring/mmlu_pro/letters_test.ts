import assert from "node:assert/strict";
import fc from "fast-check";
import { answerIsLetter, statedOptionLetter, tigerLetter } from "./letters.ts";

const TIGER: readonly (readonly [string, string | null, string])[] = [
  ["The answer is (C). Or the answer is D", "C", "the first one"],
  ["The answer is Because of F", "B", "no word has to end"],
  ["The Answer is (J)", "J", "another case: the last capital that stands alone"],
  ["answer is  (C)", "C", "two blanks: likewise"],
  ["Answer: A\nAnswer: B", "A", "the first line with an answer"],
  ["Answer: A. But Answer: B", "B", "of one line the last"],
  ["Answer: none\nAnswer: C, or answer: d", "C", "a line without a letter is passed over"],
  ["Answer: A, Answer: none", "A", "the last with a letter"],
  ["answer: \n\n I", "I", "the letter may stand on a later line"],
  ["answer: Answer: C", "C", "the capital of the second one is a letter, the second one counts"],
  ["answer: Answer: x", "A", "and is taken where nothing better comes"],
  ["answer:\u2028 B", "B", "Python's white space; the line goes on"],
  ["A \u2028answer: C", "C", "no end of a line in Python"],
  ["ANSWER: E", "E", "no step but the last reads it"],
  ["I am unsure", "I", "a pronoun"],
  ["É and F", "F", "letters beyond ASCII are words"],
  ["中B C1 D_ E", "E", "neighbours of any script, digits and underscores"],
  ["𝐀B C", "C", "a letter outside the basic plane, too"],
  ["(K)", null, "beyond J"],
  ["", null, "nothing"],
];

for (const [text, letter, why] of TIGER) {
  Deno.test(`tigerLetter() of ${JSON.stringify(text)}: ${why}`, () => {
    assert.equal(tigerLetter(text), letter);
  });
}

Deno.test("answerIsLetter() reads nothing else", () => {
  assert.equal(answerIsLetter("the answer is (C)"), "C");
  assert.equal(answerIsLetter("answer is J"), "J");
  for (const text of ["Answer: C", "answer is **C**", "answer is K", "ANSWER: C", ""]) {
    assert.equal(answerIsLetter(text), null, text);
  }
});

const OWN: readonly (readonly [string, string | null, string])[] = [
  ["ANSWER: A\nANSWER: B", "B", "the last one"],
  ["**Answer:** C", "C", "markup"],
  ["The answer is $\\boxed{\\text{D}}$", "D", "boxes"],
  ["answer (A)", "A", "neither word nor colon"],
  ["Answer: C, as the answer is certain", "C", "the last that has a letter"],
  ["the answer is Because. ANSWER: d", null, "no whole word, no small letter"],
  ["my reanswer: A, so \\boxed{B} C", "B", "a word of its own; then the box"],
  ["\\boxed{A} then \\boxed{C} and \\boxed{12} D", "C", "the last box with one capital"],
  ["I choose D", "D", "the last capital alone"],
  ["ANSWER: E. I am sure of A", null, "a letter the question does not have ends it"],
  ["Answer: B", null, "an option that is no option"],
  ["", null, "nothing"],
];

for (const [text, letter, why] of OWN) {
  Deno.test(`statedOptionLetter() of ${JSON.stringify(text)}: ${why}`, () => {
    const letters = text === "Answer: B" ? "ACD" : "ABCD";
    assert.equal(statedOptionLetter(text, letters), letter);
  });
}

Deno.test("statedOptionLetter() is the pattern of its contract", () => {
  const pattern =
    /(?<![\w])answer\s*(?:is)?\s*:?\s*[\s*_$({[]*(?:\\boxed\{|\\text\{)*\s*([A-Pa-p])(?![A-Za-z])/gi;
  const piece = fc.constantFrom(
    ...["answer", "Answer", "is", ":", " ", "\n", "*", "(", "$", "{", "\\boxed{", "\\text{"],
    ...["A", "b", "C", "x", "."],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const text = pieces.join("");
      const found = [...text.matchAll(pattern)].map((match) => match[1] ?? "")
        .findLast((letter) => letter >= "A" && letter <= "P");
      if (found !== undefined) assert.equal(statedOptionLetter(text, "ABCDEFGHIJKLMNOP"), found);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("letters are read in linear time from hostile replies of 1 MB", () => {
  const hostile = [
    "A",
    "answer",
    "answer:",
    "answer is ",
    "answer: ",
    "\\boxed{",
    " ",
    "\n",
    "A ",
    "é",
  ]
    .flatMap((piece) => {
      const many = piece.repeat(Math.ceil(2 ** 20 / piece.length));
      return [many, `answer${many}`, `answer:${many}`];
    });
  const start = performance.now();
  for (const text of hostile) {
    tigerLetter(text);
    statedOptionLetter(text, "ABCD");
  }
  const each = (performance.now() - start) / hostile.length;
  assert.ok(each < 2_000, `${each} ms each`);
});

import assert from "node:assert/strict";
import { statedLetter, statedLetterSet } from "./stated_letter.ts";

const LETTERS = [..."ABCDE"];

const CASES: readonly (readonly [string, string | null])[] = [
  ["Answer: B", "B"],
  ["**Answer:** $B$", "B"],
  ["**Answer**: (B) soil", "B"],
  ["answer: \\boxed{\\text{B}}", "B"],
  ["Answer: A\nno, wait\nAnswer: C.", "C"],
  ["A or D? The final answer : E because A is not", null],
  ["The final answer : E because D\u00e9j\u00e0 vu", "E"],
  ["Answer:\nB", "B"],
  ["Answer: B\nA was close", "B"],
  ["so \\boxed{C}", "C"],
  ["\\boxed{A} no \\boxed{{\\rm D}}", "D"],
  ["Answer: unclear, \\boxed{C}", "C"],
  ["Answer: A and B", null],
  ["Answer: F", null],
  ["Answer: ABC", null],
  ["Answer: b", null],
  ["B", null],
  ["", null],
  ["\\boxed{", null],
];

for (const [text, wanted] of CASES) {
  Deno.test(`statedLetter() of ${JSON.stringify(text)} is ${wanted}`, () => {
    assert.equal(statedLetter(text, LETTERS), wanted);
  });
}

Deno.test("statedLetterSet() reads letters where nothing else stands", () => {
  const CASES: readonly (readonly [string, string | null])[] = [
    ["Answer: C, A", "AC"],
    ["Answer: (A)(C) and D.", "ACD"],
    ["It is \\boxed{\\text{A}, B}", "AB"],
    ["Answer: AC", "AC"],
    ["Answer: a road", null],
    ["Answer: A road", null],
    ["A, C", null],
    ["Answer:", null],
  ];
  for (const [text, wanted] of CASES) assert.equal(statedLetterSet(text, "ABCDE"), wanted, text);
});

Deno.test("statedLetter() takes well under a second for a hostile megabyte", () => {
  const texts = [
    "answer".repeat(2e5),
    `answer${" ".repeat(1e6)}`,
    "\\boxed{".repeat(1.5e5),
    `\\boxed{${"{".repeat(1e6)}`,
    "Answer: ".repeat(1.2e5),
    "and ".repeat(2.5e5),
  ];
  for (const text of texts) {
    const started = performance.now();
    statedLetter(text, LETTERS);
    statedLetterSet(text, "ABCDE");
    assert.ok(performance.now() - started < 20_000, text.slice(0, 10));
  }
});

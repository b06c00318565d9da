import assert from "node:assert/strict";
import { bertScore, type TokenVectors } from "./bert_score.ts";

function vectors(...tokens: readonly (readonly number[])[]): TokenVectors {
  return { size: tokens[0]?.length ?? 1, values: Float32Array.from(tokens.flat()) };
}

const BEGIN = [0, 0, 5];
const END = [0, 0, -5];

const ROWS = [
  { what: "the same text", answer: [[1, 2, 0]], reference: [[1, 2, 0]], precision: 1, recall: 1 },
  {
    what: "lengths of vectors",
    answer: [[9, 0, 0]],
    reference: [[2, 0, 0]],
    precision: 1,
    recall: 1,
  },
  { what: "nothing alike", answer: [[1, 0, 0]], reference: [[0, 1, 0]], precision: 0, recall: 0 },
  // cos((3,4),(1,0)) = 0.6 and cos((3,4),(0,1)) = 0.8.
  {
    what: "one of two tokens",
    answer: [[3, 4, 0]],
    reference: [[1, 0, 0], [0, 1, 0]],
    precision: 0.8,
    recall: 0.7,
  },
  // The mark at the end is nearer than the only token: matched with, but not counted.
  {
    what: "a mark of the other text",
    answer: [[0, 3, -4]],
    reference: [[0, 1, 0]],
    precision: 0.8,
    recall: 0.6,
  },
  { what: "no tokens", answer: [], reference: [[1, 0, 0]], precision: 0, recall: 0 },
  { what: "no reference", answer: [[1, 0, 0]], reference: [], precision: 0, recall: 0 },
] as const;

for (const { what, answer, reference, precision, recall } of ROWS) {
  Deno.test(`bertScore() of ${what}`, () => {
    const found = bertScore(
      vectors(BEGIN, ...answer, END),
      vectors(BEGIN, ...reference, END),
    );
    const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-6, `${a} is not ${b}`);
    near(found.precision, precision);
    near(found.recall, recall);
    const sum = precision + recall;
    near(found.f1, sum === 0 ? 0 : 2 * precision * recall / sum);
  });
}

Deno.test("bertScore() refuses vectors of two sizes", () => {
  assert.throws(() => bertScore(vectors([1, 0], [0, 1]), vectors(BEGIN, END)), /one size/);
});

Deno.test("bertScore() of swapped texts swaps precision and recall", () => {
  const a = vectors(BEGIN, [1, 2, 3], [0, 1, 0.5], END);
  const b = vectors(BEGIN, [2, 1, 0], END);
  const [one, other] = [bertScore(a, b), bertScore(b, a)];
  assert.equal(one.precision, other.recall);
  assert.equal(one.recall, other.precision);
  assert.equal(one.f1, other.f1);
});

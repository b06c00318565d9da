import type { BertScore } from "./text_models.ts";

/**
 * The vectors that a model gave the tokens of a text, one after another. The first and the last token
 * are its marks for beginning and end.
 */
export interface TokenVectors {
  /** Numbers of one vector. */
  readonly size: number;
  readonly values: Float32Array;
}

/**
 * BERTScore of an answer: each token is matched with the most similar one of the other text, by cosine.
 * Precision is the mean over the answer's tokens, recall over the reference's. The marks at both ends
 * can be matched with and do not count themselves. A text without tokens scores 0.
 *
 * Tokens are not weighted (no IDF) and numbers not rescaled by a baseline. In the product of the two
 * numbers of tokens.
 *
 * Upstream: `bert_score` 0.3.13 `bert_score/utils.py:greedy_cos_idf`.
 *
 * @throws {RangeError} if the vectors of the two texts are not of one size
 */
export function bertScore(answer: TokenVectors, reference: TokenVectors): BertScore {
  if (answer.size !== reference.size) {
    throw new RangeError(
      `Cannot compare texts as their vectors must have one size: ` +
        `they have ${answer.size} and ${reference.size} numbers`,
    );
  }
  const [rows, columns] = [unitVectors(answer), unitVectors(reference)];
  if (rows.length <= MARKS || columns.length <= MARKS) return { precision: 0, recall: 0, f1: 0 };
  const bestOfRow = rows.map(() => -Infinity);
  const bestOfColumn = columns.map(() => -Infinity);
  for (const [i, row] of rows.entries()) {
    for (const [j, column] of columns.entries()) {
      const cosine = dot(row, column);
      if (cosine > (bestOfRow[i] ?? 0)) bestOfRow[i] = cosine;
      if (cosine > (bestOfColumn[j] ?? 0)) bestOfColumn[j] = cosine;
    }
  }
  const [precision, recall] = [meanInside(bestOfRow), meanInside(bestOfColumn)];
  const f1 = 2 * precision * recall / (precision + recall);
  return { precision, recall, f1: Number.isNaN(f1) ? 0 : f1 };
}

/** Tokens that only mark the ends of a text. */
const MARKS = 2;

function meanInside(numbers: readonly number[]): number {
  const inside = numbers.slice(1, -1);
  return inside.reduce((sum, value) => sum + value, 0) / inside.length;
}

function unitVectors({ size, values }: TokenVectors): Float64Array[] {
  return Array.from({ length: values.length / size }, (_, token) => {
    const vector = Float64Array.from(values.subarray(token * size, (token + 1) * size));
    const length = Math.sqrt(dot(vector, vector));
    return vector.map((value) => value / length);
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

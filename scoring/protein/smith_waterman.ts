import { AMINO_ACIDS, BLOSUM45 } from "./blosum45.ts";

/** What the first and each further place of a gap costs. */
const OPEN = 10;
const EXTEND = 0.5;

/**
 * How alike two protein sequences are, 0..1: score of their best local alignment over the geometric
 * mean of what each scores with itself, at most 1. BLOSUM45; a gap of k places costs
 * 10 + 0.5 (k - 1), and one may follow another on the other side. 0 where a side is empty.
 *
 * Time grows with the product of the lengths.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/Mol_Instructions/normalized_SW_score.py`,
 * Biopython's `PairwiseAligner` in local mode.
 *
 * @throws {RangeError} for letters other than the 20 amino acids
 */
export function sequenceSimilarity(a: string, b: string): number {
  const [left, right] = [encoded(a), encoded(b)];
  const raw = bestLocalScore(left, right);
  if (raw <= 0) return 0;
  return Math.min(1, raw / Math.sqrt(selfScore(left) * selfScore(right)));
}

const CODES = new Map(Array.from(AMINO_ACIDS, (letter, code) => [letter, code]));

function encoded(sequence: string): Uint8Array {
  return Uint8Array.from(sequence, (letter) => {
    const code = CODES.get(letter);
    if (code === undefined) {
      throw new RangeError(`Cannot align a sequence with "${letter}": wanted "${AMINO_ACIDS}"`);
    }
    return code;
  });
}

const MATRIX = BLOSUM45.map((row) => Float64Array.from(row));

function selfScore(sequence: Uint8Array): number {
  let sum = 0;
  for (const code of sequence) sum += MATRIX[code]?.[code] ?? 0;
  return sum;
}

/** Gotoh's three tables, a row at a time: ending in a pair, in a gap of `b`, in a gap of `a`. */
function bestLocalScore(a: Uint8Array, b: Uint8Array): number {
  const width = b.length + 1;
  const pairs = new Float64Array(width);
  const down = new Float64Array(width).fill(-Infinity);
  const across = new Float64Array(width).fill(-Infinity);
  let best = 0;
  for (const code of a) {
    const scores = MATRIX[code] as Float64Array;
    let [diagonalPair, diagonalDown, diagonalAcross] = [0, -Infinity, -Infinity];
    for (let at = 1; at < width; at++) {
      const [pair, gapDown, gapAcross] = [pairs[at] ?? 0, down[at] ?? 0, across[at] ?? 0];
      // A pair begins an alignment or goes on with whatever ended before both of its letters.
      const before = Math.max(0, diagonalPair, diagonalDown, diagonalAcross);
      const score = before + (scores[b[at - 1] ?? 0] ?? 0);
      pairs[at] = score;
      down[at] = Math.max(pair - OPEN, gapDown - EXTEND, gapAcross - OPEN);
      across[at] = Math.max(
        (pairs[at - 1] ?? 0) - OPEN,
        (across[at - 1] ?? 0) - EXTEND,
        (down[at - 1] ?? 0) - OPEN,
      );
      if (score > best) best = score;
      [diagonalPair, diagonalDown, diagonalAcross] = [pair, gapDown, gapAcross];
    }
  }
  return best;
}

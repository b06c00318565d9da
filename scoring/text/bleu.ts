import { commonNgrams, ngramCounts } from "./ngrams.ts";

/** A text and the reference it is compared with, both cut into tokens. */
export interface TokenPair {
  readonly reference: readonly string[];
  readonly hypothesis: readonly string[];
}

/** Weights of runs of 1, 2, 3 and 4 tokens: BLEU-4. */
export const BLEU_4: readonly number[] = [0.25, 0.25, 0.25, 0.25];

/** Weights of runs of 1 and 2 tokens: BLEU-2. */
export const BLEU_2: readonly number[] = [0.5, 0.5];

/** The smallest normal double, which stands for a precision of 0. */
const NOTHING = 2.2250738585072014e-308;

/** What one text adds to the BLEU of a set; index 0 of a list stands for single tokens. */
export interface BleuCounts {
  /** Runs of tokens that are in the reference too. */
  readonly common: readonly number[];
  /** Runs of tokens; at least 1. */
  readonly all: readonly number[];
  readonly written: number;
  readonly wanted: number;
}

/** Counts the runs of up to `orders` tokens. */
export function bleuCounts({ reference, hypothesis }: TokenPair, orders = 4): BleuCounts {
  const lengths = Array.from({ length: orders }, (_, index) => index + 1);
  return {
    common: lengths.map((n) => commonNgrams(ngramCounts(hypothesis, n), ngramCounts(reference, n))),
    all: lengths.map((n) => Math.max(1, hypothesis.length - n + 1)),
    written: hypothesis.length,
    wanted: reference.length,
  };
}

/**
 * BLEU of a set of texts, 0..1: counts are summed before precisions are taken. Not smoothed: where no
 * run of some length is in common the value is all but 0 (exactly 0 where no single token is).
 *
 * Upstream: NLTK 3.8.1 `nltk/translate/bleu_score.py:corpus_bleu`, one reference each.
 */
export function bleuOf(
  texts: readonly BleuCounts[],
  weights: readonly number[] = BLEU_4,
): number {
  const sum = (read: (counts: BleuCounts) => number): number =>
    texts.reduce((total, counts) => total + read(counts), 0);
  if (sum(({ common }) => common[0] ?? 0) === 0) return 0;
  const [written, wanted] = [sum(({ written }) => written), sum(({ wanted }) => wanted)];
  const brevity = written > wanted ? 1 : Math.exp(1 - wanted / written);
  const logarithms = weights.map((weight, index) => {
    const common = sum((counts) => counts.common[index] ?? 0);
    const all = sum((counts) => counts.all[index] ?? 1);
    return weight * Math.log(common === 0 ? NOTHING : common / all);
  });
  return brevity * Math.exp(logarithms.reduce((total, value) => total + value, 0));
}

/** {@linkcode bleuOf} texts and references. */
export function corpusBleu(
  pairs: readonly TokenPair[],
  weights: readonly number[] = BLEU_4,
): number {
  return bleuOf(pairs.map((pair) => bleuCounts(pair, weights.length)), weights);
}

/** BLEU-4 of one text; see {@linkcode corpusBleu}. */
export function sentenceBleu(reference: readonly string[], hypothesis: readonly string[]): number {
  return corpusBleu([{ reference, hypothesis }]);
}

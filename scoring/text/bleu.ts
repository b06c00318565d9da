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

/**
 * BLEU of a set of texts, 0..1: counts are summed before precisions are taken. Not smoothed: where no
 * run of some length is in common the value is all but 0 (exactly 0 where no single token is).
 *
 * Upstream: NLTK 3.8.1 `nltk/translate/bleu_score.py:corpus_bleu`, one reference each.
 */
export function corpusBleu(
  pairs: readonly TokenPair[],
  weights: readonly number[] = BLEU_4,
): number {
  const common = weights.map(() => 0);
  const all = weights.map(() => 0);
  let written = 0;
  let wanted = 0;
  for (const { reference, hypothesis } of pairs) {
    written += hypothesis.length;
    wanted += reference.length;
    for (const index of weights.keys()) {
      const n = index + 1;
      const overlap = commonNgrams(ngramCounts(hypothesis, n), ngramCounts(reference, n));
      common[index] = (common[index] ?? 0) + overlap;
      all[index] = (all[index] ?? 0) + Math.max(1, hypothesis.length - n + 1);
    }
  }
  if (!common[0]) return 0;
  const brevity = written > wanted ? 1 : Math.exp(1 - wanted / written);
  const logarithms = weights.map((weight, index) => {
    const count = common[index] ?? 0;
    return weight * Math.log(count === 0 ? NOTHING : count / (all[index] ?? 1));
  });
  return brevity * Math.exp(logarithms.reduce((sum, value) => sum + value, 0));
}

/** BLEU-4 of one text; see {@linkcode corpusBleu}. */
export function sentenceBleu(reference: readonly string[], hypothesis: readonly string[]): number {
  return corpusBleu([{ reference, hypothesis }]);
}

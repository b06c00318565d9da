import { chiSquareTail, logChoose } from "./quantiles.ts";

/** McNemar's test of two columns on the same samples; p-values are two-sided. */
export interface McNemar {
  /** Samples that only the first column got right. */
  readonly onlyFirst: number;
  /** Samples that only the second column got right. */
  readonly onlySecond: number;
  /** Exact conditional (binomial) p-value: never too small, often too large. */
  readonly exact: number;
  /** Mid-p: the exact one without half of the observed table's probability. Report this one. */
  readonly midP: number;
  /** Asymptotic p-value without continuity correction. */
  readonly asymptotic: number;
  /** Chi-squared statistic of the asymptotic test; 0 without discordant samples. */
  readonly chiSquare: number;
}

/**
 * Tells whether one column is right more often than the other, from the samples on which they
 * differ; samples where both are right or both wrong say nothing.
 *
 * M. Fagerland, S. Lydersen and P. Laake (BMC Medical Research Methodology 13 (2013) 91) compare
 * the variants and recommend mid-p.
 *
 * @throws {RangeError} If a count is not a whole number of at least 0.
 */
export function mcnemar(onlyFirst: number, onlySecond: number): McNemar {
  for (const count of [onlyFirst, onlySecond]) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(
        `Cannot run McNemar's test as counts must be whole numbers of at least 0: current value is ${count}`,
      );
    }
  }
  const n = onlyFirst + onlySecond;
  if (n === 0) {
    return { onlyFirst, onlySecond, exact: 1, midP: 1, asymptotic: 1, chiSquare: 0 };
  }
  const chance = (k: number) => Math.exp(logChoose(n, k) - n * Math.LN2);
  const smaller = Math.min(onlyFirst, onlySecond);
  let tail = 0;
  for (let k = 0; k <= smaller; k++) tail += chance(k);
  const chiSquare = (onlyFirst - onlySecond) ** 2 / n;
  return {
    onlyFirst,
    onlySecond,
    exact: Math.min(1, 2 * tail),
    midP: onlyFirst === onlySecond ? 1 - chance(smaller) / 2 : 2 * tail - chance(smaller),
    asymptotic: chiSquareTail(chiSquare, 1),
    chiSquare,
  };
}

import { normalQuantile } from "./quantiles.ts";

/** Lower and upper end of an interval, in the unit of what it is about. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval for a proportion, without continuity correction.
 *
 * Unlike the textbook "p ± 1.96 standard errors" it keeps its coverage near 0 and 1 and for small
 * `n`, and is never empty: 30 of 30 gives [0.886, 1], not [1, 1].
 *
 * @param successes Number of ones, 0..n.
 * @param n Number of trials, at least 1.
 * @param level Wanted coverage in (0, 1). Default 0.95.
 * @returns Limits in [0, 1].
 * @throws {RangeError} If the counts are not a proportion.
 */
export function wilson(successes: number, n: number, level = 0.95): Limits {
  if (!(n >= 1) || !(successes >= 0 && successes <= n)) {
    throw new RangeError(
      `Cannot compute a Wilson interval as successes must be between 0 and n >= 1: current values are ${successes} and ${n}`,
    );
  }
  return scoreLimits(successes / n, n, normalQuantile((1 + level) / 2));
}

/**
 * Wilson's formula for a proportion `p` seen in `n` trials (not necessarily a whole number) and a
 * quantile of the reference distribution.
 */
export function scoreLimits(p: number, n: number, quantile: number): Limits {
  const q2 = quantile * quantile / n;
  const centre = (p + q2 / 2) / (1 + q2);
  const half = quantile / (1 + q2) * Math.sqrt(p * (1 - p) / n + q2 / (4 * n));
  // At p = 0 and p = 1 the ends are exact; rounding must not leave 1e-17 there.
  return {
    low: p === 0 ? 0 : Math.max(0, centre - half),
    high: p === 1 ? 1 : Math.min(1, centre + half),
  };
}

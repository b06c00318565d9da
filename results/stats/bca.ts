import { normalCdf, normalQuantile, studentQuantile } from "./quantiles.ts";
import type { Limits } from "./wilson.ts";

/** What a BCa interval is read from. */
export interface BcaInput {
  /** The statistic of the data themselves. */
  readonly estimate: number;
  /** The statistic of each resample, in rising order. */
  readonly resampled: readonly number[];
  /** The statistic with one cluster, or one group of clusters, left out at a time. */
  readonly leftOut: readonly number[];
  /** Number of independent clusters, at least 2. */
  readonly clusters: number;
  /** Wanted coverage in (0, 1). */
  readonly level: number;
}

/**
 * Bias-corrected and accelerated bootstrap limits (B. Efron, Journal of the American Statistical
 * Association 82 (1987) 171-185), read a little further out for few clusters.
 *
 * The plain percentile interval covers 92-93 % at n = 30. Half of that gap closes by bias and
 * skewness (BCa), the other half by the factor sqrt(n / (n - 1)) t / z that the normal theory of a
 * mean asks for (T. Hesterberg, The American Statistician 69 (2015) 371-386, "expanded").
 */
export function bcaLimits(input: BcaInput): Limits {
  const { estimate, resampled, leftOut, clusters, level } = input;
  const bias = biasCorrection(resampled, estimate);
  const acceleration = accelerationOf(leftOut);
  const reach = Math.sqrt(clusters / (clusters - 1)) *
    studentQuantile((1 + level) / 2, clusters - 1);
  const share = (z: number) => {
    const shifted = bias + z;
    const stretch = 1 - acceleration * shifted;
    // Beyond the pole of the formula the limit is the outermost resample.
    return stretch <= 0 ? (z < 0 ? 0 : 1) : normalCdf(bias + shifted / stretch);
  };
  return { low: quantileOf(resampled, share(-reach)), high: quantileOf(resampled, share(reach)) };
}

/** z of the share of resamples below the estimate; ties count half. */
export function biasCorrection(resampled: readonly number[], estimate: number): number {
  let below = 0;
  for (const value of resampled) below += value < estimate ? 1 : value === estimate ? 0.5 : 0;
  const edge = 1 / (resampled.length + 1);
  return normalQuantile(Math.min(1 - edge, Math.max(edge, below / resampled.length)));
}

/** Skewness of the leave-one-out values, over 6; 0 without spread. */
export function accelerationOf(leftOut: readonly number[]): number {
  const mean = leftOut.reduce((sum, value) => sum + value, 0) / leftOut.length;
  let second = 0;
  let third = 0;
  for (const value of leftOut) {
    second += (mean - value) ** 2;
    third += (mean - value) ** 3;
  }
  return second > 0 ? third / (6 * second ** 1.5) : 0;
}

/** The `p` quantile of sorted values: position p (n + 1), linear between neighbours. */
export function quantileOf(sorted: readonly number[], p: number): number {
  const position = Math.min(sorted.length, Math.max(1, p * (sorted.length + 1)));
  const below = Math.floor(position);
  const low = sorted[below - 1] ?? NaN;
  const high = sorted[below] ?? low;
  return low + (position - below) * (high - low);
}

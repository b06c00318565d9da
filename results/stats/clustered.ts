import { studentQuantile } from "./quantiles.ts";
import { type Limits, scoreLimits } from "./wilson.ts";

/** Sum and number of the values of one sample (one cluster: its repeats are not independent). */
export interface Cluster {
  readonly sum: number;
  readonly count: number;
}

/** Mean over all values, its standard error over clusters, and how skewed clusters are. */
export interface ClusterMoments {
  readonly clusters: number;
  readonly mean: number;
  /** Linearised (ratio estimator) with G / (G - 1); `NaN` for a single cluster. */
  readonly standardError: number;
  /** Standardised third moment of the cluster residuals; 0 without spread. */
  readonly skewness: number;
}

/** Groups values by sample. Clusters come in order of first appearance. */
export function clustersOf(
  values: Iterable<{ readonly sampleId: string; readonly value: number }>,
): readonly Cluster[] {
  const clusters = new Map<string, { sum: number; count: number }>();
  for (const { sampleId, value } of values) {
    const cluster = clusters.get(sampleId);
    if (cluster === undefined) clusters.set(sampleId, { sum: value, count: 1 });
    else {
      cluster.sum += value;
      cluster.count += 1;
    }
  }
  return [...clusters.values()];
}

/** Moments of the mean over clusters (W. G. Cochran, Sampling Techniques, 3rd ed., section 6.3). */
export function clusterMoments(clusters: readonly Cluster[]): ClusterMoments {
  const size = clusters.length;
  let sum = 0;
  let count = 0;
  for (const cluster of clusters) {
    sum += cluster.sum;
    count += cluster.count;
  }
  const mean = sum / count;
  let second = 0;
  let third = 0;
  for (const cluster of clusters) {
    const residual = (cluster.sum - mean * cluster.count) * size / count;
    second += residual ** 2;
    third += residual ** 3;
  }
  // Rounding of equal values leaves residuals of about 1e-16: that is no spread.
  const spread = second / size > (1e-12 * Math.max(1, Math.abs(mean))) ** 2;
  return {
    clusters: size,
    mean,
    standardError: size < 2 ? NaN : spread ? Math.sqrt(second / (size - 1) / size) : 0,
    skewness: spread ? (third / size) / (second / size) ** 1.5 : 0,
  };
}

/**
 * Interval of the mean of values that come in clusters, with G - 1 degrees of freedom.
 *
 * - Bounded values (finite `range`): Wilson's formula with the effective number of samples
 *   p (1 - p) / SE² and Student's quantile in place of the normal one (C. Franco et al., Journal of
 *   Survey Statistics and Methodology 7 (2019) 334-364, compare such intervals and recommend this
 *   one). It stays inside the range, bends near its ends as it must, and covers where the plain t
 *   interval falls to 90 %: skewed accuracies of a strong model, n = 30. Without any spread every
 *   sample counts once, whatever its repeats: 30 samples all right give [88, 100], not [100, 100].
 * - Unbounded values: Student's t with P. Hall's cubic correction for skewness (Journal of the Royal
 *   Statistical Society B 54 (1992) 221-228); for symmetric values it is the plain t interval.
 *   Ends are cut to a finite end of the range. Without spread there is no interval.
 *
 * Known limit: when nine samples in ten are always right and the tenth decides (heavily skewed, few
 * samples), no interval from 30 samples knows of the hard ones it has not seen: coverage there is
 * about 86 %.
 *
 * @param clusters Sums and counts by sample; counts at least 1.
 * @param range Lowest and highest possible value; infinite where there is no bound.
 * @param level Wanted coverage in (0, 1). Default 0.95.
 * @returns `null` where nothing can be said: fewer than 2 clusters, or unbounded without spread.
 */
export function clusteredLimits(
  clusters: readonly Cluster[],
  range: readonly [number, number],
  level = 0.95,
): Limits | null {
  if (clusters.length < 2) return null;
  const moments = clusterMoments(clusters);
  const quantile = studentQuantile((1 + level) / 2, moments.clusters - 1);
  const [lowest, highest] = range;
  const width = highest - lowest;
  if (Number.isFinite(width) && width > 0) {
    const p = Math.min(1, Math.max(0, (moments.mean - lowest) / width));
    const error = moments.standardError / width;
    const n = error === 0 ? moments.clusters : p * (1 - p) / error ** 2;
    const limits = scoreLimits(p, n, quantile);
    return { low: lowest + width * limits.low, high: lowest + width * limits.high };
  }
  if (moments.standardError === 0) return null;
  const shift = (t: number) => moments.standardError * unskew(t, moments);
  return {
    low: Math.max(lowest, moments.mean - shift(quantile)),
    high: Math.min(highest, moments.mean - shift(-quantile)),
  };
}

/** Inverse of Hall's transformation: the t statistic whose corrected value is `t`. */
function unskew(t: number, { skewness, clusters }: ClusterMoments): number {
  if (Math.abs(skewness) < 1e-9) return t;
  const root = Math.sqrt(clusters);
  const inside = 1 + skewness * (t / root - skewness / (6 * clusters));
  return 3 * root / skewness * (Math.cbrt(inside) - 1);
}

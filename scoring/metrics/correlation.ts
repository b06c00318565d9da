/**
 * Correlations as scipy computes them.
 *
 * @module
 */
import { averageRanks } from "./ranks.ts";

/** A statistic of two series of equal length. */
export type SeriesStatistic = (xs: readonly number[], ys: readonly number[]) => number;

/**
 * Pearson's r, cut to -1..1 (`scipy.stats.pearsonr`). `NaN` where one side is constant, and for
 * fewer than two values, where scipy raises.
 */
export function pearson(xs: readonly number[], ys: readonly number[]): number {
  if (xs.length < 2 || constant(xs) || constant(ys)) return NaN;
  const x = centred(xs);
  const y = centred(ys);
  let xx = 0, yy = 0, xy = 0;
  for (let i = 0; i < x.length; i++) {
    const a = x[i] ?? 0;
    const b = y[i] ?? 0;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** Spearman's rho: {@linkcode pearson} of the average ranks (`scipy.stats.spearmanr`). */
export function spearman(xs: readonly number[], ys: readonly number[]): number {
  return pearson(averageRanks(xs), averageRanks(ys));
}

/**
 * What the biology suites call R²: Pearson's r squared, so that a perfect anti-correlation scores
 * full marks. Infinite for a single pair, as upstream falls back to it when scipy raises.
 */
export function pearsonSquared(xs: readonly number[], ys: readonly number[]): number {
  return xs.length === 1 ? Infinity : pearson(xs, ys) ** 2;
}

function constant(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

/** Centred, and scaled to a largest size of 1 so that squares neither overflow nor vanish. */
function centred(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  return values.map((value) => (value - mean) / largest);
}

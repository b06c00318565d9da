/**
 * Errors of predicted numbers over the whole set.
 *
 * @module
 */

/** A gold value and what was predicted. */
export interface NumberPair {
  readonly gold: number;
  readonly pred: number;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean absolute error; `NaN` without pairs. */
export function meanAbsoluteError(pairs: readonly NumberPair[]): number {
  return meanOf(pairs.map(({ gold, pred }) => Math.abs(gold - pred)));
}

/** Root of the mean squared error; `NaN` without pairs. */
export function rootMeanSquaredError(pairs: readonly NumberPair[]): number {
  return Math.sqrt(meanOf(pairs.map(({ gold, pred }) => (gold - pred) ** 2)));
}

/**
 * Mean absolute error relative to the gold value, as a fraction.
 *
 * @param smallest Rows whose gold value is not larger than this in size are left out.
 */
export function meanAbsolutePercentageError(
  pairs: readonly NumberPair[],
  smallest: number,
): number {
  const kept = pairs.filter(({ gold }) => Math.abs(gold) > smallest);
  return meanOf(kept.map(({ gold, pred }) => Math.abs(gold - pred) / Math.abs(gold)));
}

/** Largest absolute error; `-Infinity` without pairs. */
export function maxError(pairs: readonly NumberPair[]): number {
  return pairs.reduce((most, { gold, pred }) => Math.max(most, Math.abs(gold - pred)), -Infinity);
}

/** Mean absolute deviation of the gold values from their mean; `NaN` without pairs. */
export function meanAbsoluteDeviation(pairs: readonly NumberPair[]): number {
  const mean = meanOf(pairs.map(({ gold }) => gold));
  return meanOf(pairs.map(({ gold }) => Math.abs(gold - mean)));
}

/**
 * {@linkcode meanAbsoluteDeviation} over the mean absolute error: how much better than guessing the
 * mean. `null` without pairs and, as upstream has it, for a perfect prediction.
 */
export function deviationOverError(pairs: readonly NumberPair[]): number | null {
  const error = meanAbsoluteError(pairs);
  return pairs.length === 0 || error === 0 ? null : meanAbsoluteDeviation(pairs) / error;
}

/** Smallest size of a truth that a relative error is taken of, and what is added to it. */
const TINY = Math.fround(1e-6);

/** Errors of one series: `mae` and `mse` in its unit, `mape` in percent. */
export interface SeriesError {
  readonly mape: number;
  readonly mae: number;
  readonly mse: number;
}

/**
 * Errors of a predicted series in single precision, as upstream's tensors have them.
 *
 * Points whose truth is at most 1e-6 in size stay out of `mape`, which is 0 when none is left, and in
 * the others. With a mask only its points count, and `mae` and `mse` are divided by 1e-6 more than
 * their number.
 *
 * Upstream: `TimeOmni@4d4a9f4c run_main_refactored_unified.py:_validate_dataset`, on values that are not
 * normalised.
 *
 * @param mask True for the points that count. Default: all of them
 */
export function seriesError(
  truth: readonly number[],
  pred: readonly number[],
  mask?: readonly boolean[],
): SeriesError {
  let points = 0, absolute = 0, square = 0;
  let relatives = 0, relative = 0;
  for (const [at, value] of truth.entries()) {
    if (mask !== undefined && mask[at] !== true) continue;
    points++;
    const gold = Math.fround(value);
    const difference = Math.fround(Math.fround(pred[at] ?? NaN) - gold);
    const error = Math.abs(difference);
    absolute = Math.fround(absolute + error);
    square = Math.fround(square + Math.fround(difference * difference));
    if (Math.abs(gold) <= TINY) continue;
    relatives++;
    relative = Math.fround(relative + Math.fround(error / Math.fround(Math.abs(gold) + TINY)));
  }
  const divisor = mask === undefined ? points : Math.fround(points + TINY);
  return {
    mape: relatives === 0 ? 0 : 100 * Math.fround(relative / relatives),
    mae: Math.fround(absolute / divisor),
    mse: Math.fround(square / divisor),
  };
}

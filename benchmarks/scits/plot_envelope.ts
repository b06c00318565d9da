/** Lowest and highest value of one column of a plot; `null` for a gap. */
export type Extent = readonly [low: number, high: number] | null;

/** Version of the plot, for the record of a run: any change of it can move a number. */
export const SERIES_PLOT_VERSION = "ts-plot/1";

/**
 * What each column of a plot shows of a channel, so that peaks survive when there are more points than
 * columns: the range of the points that fall into it, at least one.
 *
 * Our own definition, as the plots of SciTS's paper are not published.
 *
 * @param values One channel; `null` and what is not finite is missing
 */
export function plotEnvelope(values: ArrayLike<number | null>, columns: number): Extent[] {
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor(column * values.length / columns);
    const to = Math.max(from + 1, Math.floor((column + 1) * values.length / columns));
    let low = Infinity, high = -Infinity;
    for (let at = from; at < to; at++) {
      const value = values[at] ?? NaN;
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return low > high ? null : [low, high];
  });
}

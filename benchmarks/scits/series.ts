/** A series: its values row by row, one row a point in time, one column a channel. */
export interface Series {
  /** Points in time. */
  readonly length: number;
  readonly channels: number;
  /** `length` times `channels` numbers; `NaN` is missing. */
  readonly values: Float64Array;
}

/** Rows as a series; `null` and what is not finite is missing. No rows are one channel without points. */
export function seriesOf(rows: readonly (readonly (number | null)[])[]): Series {
  const channels = rows[0]?.length ?? 1;
  const values = Float64Array.from(
    rows.flat(),
    (value) => value !== null && Number.isFinite(value) ? value : NaN,
  );
  return { length: rows.length, channels, values };
}

/** The values of one channel, from 0, in the order of time. */
export function channelOf({ length, channels, values }: Series, channel: number): Float64Array {
  const found = new Float64Array(length);
  for (let at = 0; at < length; at++) found[at] = values[at * channels + channel] ?? NaN;
  return found;
}

/**
 * The series with nothing missing: between two known points of its channel a missing one lies on the
 * line that joins them, before the first and behind the last it is as these are. A channel without any
 * is 0 all through.
 *
 * Upstream: `TimeOmni@4d4a9f4c data_provider/dataset.py`.
 */
export function filled(series: Series): Series {
  const { length, channels } = series;
  if (series.values.every(Number.isFinite)) return series;
  const values = series.values.slice();
  for (let channel = 0; channel < channels; channel++) {
    const at = (point: number) => point * channels + channel;
    let known = -1;
    for (let point = 0; point <= length; point++) {
      if (point < length && !Number.isFinite(values[at(point)])) continue;
      const before = values[at(known)] ?? NaN;
      const after = point < length ? values[at(point)] ?? NaN : NaN;
      for (let gap = known + 1; gap < point; gap++) {
        values[at(gap)] = known === -1
          ? (point === length ? 0 : after)
          : point === length
          ? before
          : before + (after - before) * (gap - known) / (point - known);
      }
      known = point;
    }
  }
  return { length, channels, values };
}

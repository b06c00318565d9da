/** Points of a series that a server looks at. */
const MAX_POINTS = 240_000;

/** What a server makes of a series. */
export interface NativeSeries {
  /** Tokens that the model sees. None at all for a series of a few points: warn then. */
  readonly tokens: number;
  readonly points: number;
  /** Rate in Hz that decides how points are joined, in single precision. */
  readonly rate: number;
}

/**
 * What lmdeploy's processor makes of a series. The rate moves what the model sees; without a positive
 * one it is a quarter of the points, at least 1.
 *
 * Upstream: `lmdeploy@1263d5cd lmdeploy/vl/model/interns1_pro.py:time_series_processor`.
 */
export function nativeSeries(length: number, rate: number | null): NativeSeries {
  const points = Math.min(length, MAX_POINTS);
  const used = rate === null || rate <= 0 ? Math.max(points / 4, 1) : rate;
  const stride = Math.floor(160 / (1 + Math.exp(-used / 100)) ** 6);
  const embedded = Math.ceil((points - 2 * stride) / stride) + 1;
  const tokens = Math.floor((Math.floor(embedded / 2) + 1) / 2);
  return { tokens, points, rate: Math.fround(used) };
}

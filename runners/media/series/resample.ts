import { channelOf, type Series } from "../../../benchmarks/scits/series.ts";

/** Zero crossings of the filter on each side. */
const CROSSINGS = 32;
/** Of the band that both rates hold, how much is kept. */
const ROLL_OFF = 0.945;
/** Shape of the Kaiser window. */
const BETA = 12;

/**
 * A sound at another rate, by a windowed sinc filter that lets nothing through above the lower of both
 * half rates. It comes as close to librosa's default as the ear, not to the last bit.
 *
 * @param from Points a second it has
 * @param to Points a second it shall have
 */
export function resampled(series: Series, from: number, to: number): Series {
  if (from === to) return series;
  const length = Math.ceil(series.length * to / from);
  const { channels } = series;
  const values = new Float64Array(length * channels);
  const cutoff = Math.min(1, to / from) * ROLL_OFF;
  const reach = Math.ceil(CROSSINGS / cutoff);
  for (let channel = 0; channel < channels; channel++) {
    const samples = channelOf(series, channel);
    for (let at = 0; at < length; at++) {
      const centre = at * from / to;
      const first = Math.max(0, Math.ceil(centre - reach));
      const last = Math.min(samples.length - 1, Math.floor(centre + reach));
      let sum = 0;
      for (let place = first; place <= last; place++) {
        const away = place - centre;
        sum += (samples[place] ?? 0) * cutoff * sinc(away * cutoff) * kaiser(away / reach);
      }
      values[at * channels + channel] = sum;
    }
  }
  return { length, channels, values };
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Places of the window from 0 to 1 that are worked out once. */
const STEPS = 4096;
const WINDOW = Float64Array.from(
  { length: STEPS + 1 },
  (_, at) => bessel(BETA * Math.sqrt(1 - (at / STEPS) ** 2)) / bessel(BETA),
);

function kaiser(x: number): number {
  return WINDOW[Math.round(Math.min(1, Math.abs(x)) * STEPS)] ?? 0;
}

/** Modified Bessel function of the first kind, order 0. */
function bessel(x: number): number {
  let term = 1, sum = 1;
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

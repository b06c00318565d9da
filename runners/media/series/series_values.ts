import type { SeriesValues } from "../../../benchmarks/define.ts";
import { decodeSeries } from "./decode_series.ts";
import { type FlacDecoder, flacDecoder } from "./read_flac.ts";
import { formatOf } from "../../../benchmarks/scits/series_format.ts";
import { SeriesFault } from "./series_fault.ts";

/** Most numbers of one record: they stand in the record and in the store. */
const MAX_NUMBERS = 200_000;

/** Workers that nobody disposes of end by themselves after so long without work. */
const IDLE_MS = 1_000;

let shared: FlacDecoder | null = null;

/**
 * The numbers of a series, for scoring; of one that cannot be read, why.
 *
 * @param place Where it lies, for the sentence: `"truth/1.csv"`
 * @param mediaType By its bytes, as of a {@linkcode FoundMedia}
 */
export async function seriesValues(
  bytes: Uint8Array,
  mediaType: string,
  place: string,
  signal?: AbortSignal,
): Promise<SeriesValues> {
  const format = formatOf(mediaType);
  if (format === null) return { missing: `Cannot read ${place} as a series: it is ${mediaType}` };
  try {
    shared ??= flacDecoder(IDLE_MS);
    const { series } = await decodeSeries(bytes, format, shared, signal);
    const { length, channels, values } = series;
    if (values.length > MAX_NUMBERS) {
      return { missing: `Cannot use ${place}: it has more than ${MAX_NUMBERS} numbers` };
    }
    return Array.from(
      { length },
      (_, at) =>
        Array.from(
          values.subarray(at * channels, (at + 1) * channels),
          (value) => Number.isFinite(value) ? value : null,
        ),
    );
  } catch (cause) {
    if (!(cause instanceof SeriesFault)) throw cause;
    return { missing: `Cannot read ${place} as a series: ${cause.message}` };
  }
}

import type { Series } from "../../../benchmarks/scits/series.ts";
import type { SeriesFormat } from "../../../scoring/messages.ts";
import { readCsv } from "./read_csv.ts";
import { type FlacDecoder, readFlac } from "./read_flac.ts";
import { readNpy } from "./read_npy.ts";
import { readWav } from "./read_wav.ts";

/** A series and the rate in Hz that its file gives; `null` where it gives none. */
export interface DecodedSeries {
  readonly series: Series;
  readonly rate: number | null;
}

/**
 * The bytes of a file as a series.
 *
 * @throws {SeriesFault} if they are no series of that format
 */
export async function decodeSeries(
  bytes: Uint8Array,
  format: SeriesFormat,
  flac: FlacDecoder,
  signal?: AbortSignal,
): Promise<DecodedSeries> {
  switch (format) {
    case "csv":
      return { series: readCsv(bytes), rate: null };
    case "npy":
      return { series: readNpy(bytes), rate: null };
    case "wav":
      return readWav(bytes);
    case "flac":
      return await readFlac(bytes, flac, signal);
  }
}

import { nativeSeries } from "../../../benchmarks/scits/native_tokens.ts";
import { npyFile } from "../../../benchmarks/scits/npy.ts";
import { plotSvg } from "../../../benchmarks/scits/plot_svg.ts";
import { filled, type Series } from "../../../benchmarks/scits/series.ts";
import { seriesSize, seriesText } from "../../../benchmarks/scits/series_text.ts";
import { type Media, type SeriesPart } from "../../../scoring/messages.ts";
import { pngOf } from "../../../scoring/picture/png.ts";
import type { Rasteriser } from "../../../scoring/picture/types.ts";
import { rasteriser } from "../../tools/raster/raster.ts";
import { MediaError } from "../types.ts";
import { type DecodedSeries, decodeSeries } from "./decode_series.ts";
import { type FlacDecoder, flacDecoder } from "./read_flac.ts";
import { resampled } from "./resample.ts";
import { SeriesFault } from "./series_fault.ts";

/** What series are decoded and drawn with. */
export interface SeriesTools {
  /** Draws with the project's own font; see {@linkcode plotRasteriser}. */
  readonly raster: Rasteriser;
  readonly flac: FlacDecoder;
  /** Called with a sentence about something that is odd about a series and does not stop it. */
  readonly onNote?: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** Workers that nobody disposes of end by themselves after so long without work. */
const IDLE_MS = 1_000;

/** Draws plots with the project's own font; the system's are not used, so that bytes are the same everywhere. */
export async function plotRasteriser(idleMs?: number): Promise<Rasteriser & AsyncDisposable> {
  const font = await Deno.readFile(
    new URL("../../tools/raster/fonts/dejavu_sans.ttf", import.meta.url),
  );
  return rasteriser({ fonts: [font], ...(idleMs === undefined ? {} : { idleMs }) });
}

let plotter: ReturnType<typeof plotRasteriser> | null = null;
let decoder: FlacDecoder | null = null;

/** The font is read with the first plot: series that go out as numbers need no file. */
function sharedTools(): Pick<SeriesTools, "raster" | "flac"> {
  return {
    raster: {
      draw: async (svg, signal) =>
        await (await (plotter ??= plotRasteriser(IDLE_MS))).draw(svg, signal),
    },
    flac: decoder ??= flacDecoder(IDLE_MS),
  };
}

/**
 * A series as it stands inside a JSON string: a text, escaped and without its quotes, or a data URL of
 * its plot or of its numbers; UTF-8.
 *
 * @param bytes The file of the series, as it is in the data set
 * @param tools Those left out are shared ones, which end by themselves
 * @throws {MediaError} if the bytes are no such series, or it is too long to be sent
 */
export async function spellSeries(
  part: SeriesPart,
  bytes: Uint8Array,
  tools: Partial<SeriesTools> = {},
): Promise<Uint8Array> {
  const used: SeriesTools = { ...sharedTools(), ...tools };
  let decoded: DecodedSeries;
  try {
    decoded = await decodeSeries(bytes, part.format, used.flac, used.signal);
  } catch (cause) {
    if (!(cause instanceof SeriesFault)) throw cause;
    throw new MediaError(
      `Cannot read ${placeOf(part.series)} as ${part.format.toUpperCase()}: ${cause.message}`,
    );
  }
  const { series, rate } = atRate(decoded, part);
  switch (part.carrier.kind) {
    case "ts-text/1":
      return escaped(textOf(part, part.carrier, series, rate));
    case "ts-caption/1":
      return escaped(`The image shows ${seriesSize(series, rate)}.`);
    case "ts-plot/1":
      return dataUrl("image/png", await plotOf(part, part.carrier.axis, series, rate, used));
    case "native":
      return dataUrl("time_series/npy", npyOf(part, series, rate, used));
  }
}

/** The rate that the record gives goes before that of the file. */
function atRate({ series, rate }: DecodedSeries, part: SeriesPart): DecodedSeries {
  if (part.resampleTo === undefined || rate === null) return { series, rate: part.rate ?? rate };
  return { series: resampled(series, rate, part.resampleTo), rate: part.resampleTo };
}

const KINDS = { spread: "understanding", last: "forecasting", whole: "imputation" } as const;

function textOf(
  part: SeriesPart,
  { view, maxValues }: Extract<SeriesPart["carrier"], { kind: "ts-text/1" }>,
  series: Series,
  rate: number | null,
): string {
  const { text, overflow } = seriesText(series, {
    rate,
    channels: part.channels,
    kind: KINDS[view],
    maxValues,
  });
  if (!overflow) return text;
  throw new MediaError(
    `Cannot send ${placeOf(part.series)} as text: it has ${series.length} points of ` +
      `${series.channels} channels, more than ${maxValues} numbers, and must not be cut: raise ` +
      `"maxValues" or send it as an image`,
  );
}

async function plotOf(
  part: SeriesPart,
  axis: "index" | "seconds",
  series: Series,
  rate: number | null,
  { raster, signal }: SeriesTools,
): Promise<Uint8Array> {
  const picture = await raster.draw(
    plotSvg(series, { rate, channels: part.channels, axis }),
    signal,
  );
  if (picture !== null) return pngOf(picture);
  throw new MediaError(
    `Cannot draw ${placeOf(part.series)}: its ${series.channels} channels are too many for a plot`,
  );
}

function npyOf(
  part: SeriesPart,
  series: Series,
  rate: number | null,
  { onNote }: SeriesTools,
): Uint8Array {
  const { length, channels } = series;
  if (nativeSeries(length, rate).tokens < 1) {
    onNote?.(
      `${
        placeOf(part.series)
      } has ${length} points, too few for a single token: the model is sent ` +
        `the series and sees nothing of it`,
    );
  }
  // Numbers beyond single precision would be infinite in it.
  const values = series.values.map((value) => Number.isFinite(Math.fround(value)) ? value : NaN);
  const whole = filled({ length, channels, values });
  return npyFile(whole.values, channels === 1 ? [length] : [length, channels]);
}

/** Where a series lies, for sentences. */
function placeOf(media: Media): string {
  if ("missing" in media) return "a series";
  const { origin } = media;
  switch (origin.kind) {
    case "file":
      return `"${origin.path}"`;
    case "zip":
      return `"${origin.entry}" of "${origin.path}"`;
    case "parquet":
      return `row ${origin.row + 1} of "${origin.path}"`;
    case "url":
      return `"${origin.url}"`;
    case "inline":
      return "a series of the record";
  }
}

const utf8 = new TextEncoder();

function escaped(text: string): Uint8Array {
  return utf8.encode(JSON.stringify(text).slice(1, -1));
}

/** Neither a media type nor base64 holds anything that JSON would escape. */
function dataUrl(mediaType: string, bytes: Uint8Array): Uint8Array {
  return utf8.encode(`data:${mediaType};base64,${bytes.toBase64()}`);
}

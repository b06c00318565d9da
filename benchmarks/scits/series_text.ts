/** A series, one row a point in time, one column a channel; `null` and what is not finite is missing. */
export type Series = readonly (readonly (number | null)[])[];

/** What a text of a series depends on. */
export interface SeriesTextOptions {
  /** Points per second; nothing is said of a rate that is unknown or not positive. */
  readonly rate: number | null;
  /** Names of the channels. Default: `ch1`, `ch2` and so on */
  readonly channels: readonly string[] | null;
  /**
   * Which points are shown of a series that is too long: of an `understanding` one evenly spread
   * ones, of a `forecasting` one the last, of an `imputation` one none.
   */
  readonly kind: "understanding" | "forecasting" | "imputation";
  /** Most values that are shown, over all channels. Default: 8000 */
  readonly maxValues?: number;
}

/** A series as text. */
export interface SeriesText {
  /** `""` where the series is too long to be shown at all. */
  readonly text: string;
  /** True where it is too long and must not be cut: such a record is not asked. */
  readonly overflow: boolean;
}

/** Version of this text, for the record of a run: any change of it can move a number. */
export const SERIES_TEXT_VERSION = "ts-text/1";

/**
 * A series as text: one line about it, then one for each channel. Numbers have six significant digits
 * in JavaScript's shortest form, missing ones are `X`.
 *
 * Our own definition, as the text of SciTS's paper is not published.
 */
export function seriesText(
  series: Series,
  { rate, channels, kind, maxValues = 8000 }: SeriesTextOptions,
): SeriesText {
  const length = series.length;
  const width = series[0]?.length ?? 1;
  const room = Math.max(1, Math.floor(maxValues / width));
  const cut = length > room;
  if (cut && kind === "imputation") return { text: "", overflow: true };
  const shown = !cut
    ? series
    : kind === "forecasting"
    ? series.slice(length - room)
    : Array.from({ length: room }, (_, at) => series[Math.floor(at * length / room)] ?? []);
  const about = [
    `Time series: ${length} points, ${width} ${width === 1 ? "channel" : "channels"}`,
    rate !== null && rate > 0 ? `, sampling rate ${rate} Hz` : "",
    !cut
      ? ""
      : kind === "forecasting"
      ? `; last ${room} of ${length} points shown`
      : `; ${room} of ${length} points shown, shown point i is original index ` +
        `floor(i*${length}/${room})`,
  ];
  const lines = [`${about.join("")}.`];
  for (let channel = 0; channel < width; channel++) {
    const name = width === 1 ? "" : `${channels?.[channel] ?? `ch${channel + 1}`}: `;
    lines.push(name + shown.map((row) => shownNumber(row[channel] ?? null)).join(", "));
  }
  return { text: lines.join("\n"), overflow: false };
}

function shownNumber(value: number | null): string {
  return value === null || !Number.isFinite(value) ? "X" : Number(value.toPrecision(6)).toString();
}

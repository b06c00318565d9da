import type { Series } from "./series.ts";

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
  const { length, channels: width, values } = series;
  const room = Math.max(1, Math.floor(maxValues / width));
  const cut = length > room;
  if (cut && kind === "imputation") return { text: "", overflow: true };
  const shown = Array.from({ length: cut ? room : length }, (_, at) => {
    if (!cut) return at;
    return kind === "forecasting" ? length - room + at : Math.floor(at * length / room);
  });
  const about = [
    `Time series: ${seriesSize(series, rate)}`,
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
    lines.push(
      name + shown.map((at) => shownNumber(values[at * width + channel] ?? NaN)).join(", "),
    );
  }
  return { text: lines.join("\n"), overflow: false };
}

function shownNumber(value: number): string {
  return Number.isFinite(value) ? Number(value.toPrecision(6)).toString() : "X";
}

/** How long and wide a series is, in words; nothing is said of a rate that is unknown or not positive. */
export function seriesSize({ length, channels }: Series, rate: number | null): string {
  const counted = `${length} points, ${channels} ${channels === 1 ? "channel" : "channels"}`;
  return rate !== null && rate > 0 ? `${counted}, sampling rate ${rate} Hz` : counted;
}

import { plotEnvelope } from "./plot_envelope.ts";
import { channelOf, type Series } from "./series.ts";

/** What a plot of a series depends on beside the series. */
export interface PlotOptions {
  /** Points a second; without one the axis counts points. */
  readonly rate: number | null;
  /** Names of the channels; `ch1`, `ch2` and so on stand in for missing ones. */
  readonly channels: readonly string[];
  readonly axis: "index" | "seconds";
}

const WIDTH = 1120;
const LEFT = 128, RIGHT = 16, TOP = 8, BOTTOM = 40;
/** Columns of pixels that a curve has. */
const COLUMNS = WIDTH - LEFT - RIGHT;
/** Panels of less than so many pixels have a name but no range. */
const ROOM_FOR_RANGE = 44;
const SPACE = 6;
/** Ticks of the axis at most. */
const TICKS = 10;
const NAME_CHARS = 16;

/** Height of a plot in pixels. */
export function plotHeight(channels: number): number {
  return channels === 1 ? 448 : Math.min(1792, 160 * channels);
}

/**
 * The curves of a series as SVG on white: a panel for each channel with a range of its own, one axis
 * below them. What is missing is a gap. Of more points than columns each column shows the range.
 *
 * Our own definition, `ts-plot/1`.
 */
export function plotSvg(series: Series, { rate, channels, axis }: PlotOptions): string {
  const height = plotHeight(series.channels);
  const panel = (height - TOP - BOTTOM) / series.channels;
  const parts: string[] = [];
  for (let channel = 0; channel < series.channels; channel++) {
    const top = TOP + channel * panel;
    const name = channels[channel] ?? (series.channels === 1 ? "" : `ch${channel + 1}`);
    parts.push(...panelOf(channelOf(series, channel), name, top, panel));
  }
  const seconds = axis === "seconds" && rate !== null && rate > 0;
  parts.push(...axisOf(series.length, seconds ? rate : null, height));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" ` +
    `font-family="DejaVu Sans" font-size="12" fill="#222"><rect width="100%" height="100%" ` +
    `fill="#fff"/>${parts.join("")}</svg>`;
}

function panelOf(values: Float64Array, name: string, top: number, height: number): string[] {
  const space = Math.min(SPACE, height / 4);
  const [low, high] = rangeOf(values);
  const y = (value: number) => {
    const share = (value - low) / (high - low);
    return (top + height - space - share * (height - 2 * space)).toFixed(1);
  };
  const curve = values.length > COLUMNS ? envelope(values, y) : line(values, y);
  const middle = top + height / 2;
  const small = Math.min(12, height * 0.9);
  const frame = `<rect x="${LEFT}" y="${(top + space / 2).toFixed(1)}" width="${COLUMNS}" ` +
    `height="${(height - space).toFixed(1)}" fill="none" stroke="#bbb"/>`;
  const texts = [
    `<text x="4" y="${(middle + 4).toFixed(1)}" font-size="${small.toFixed(1)}">${
      escaped(name)
    }</text>`,
  ];
  if (height >= ROOM_FOR_RANGE) {
    for (const [value, at] of [[high, top + space + 10], [low, top + height - space]] as const) {
      texts.push(
        `<text x="${LEFT - 6}" y="${at.toFixed(1)}" text-anchor="end" font-size="10">${
          shown(value)
        }</text>`,
      );
    }
  }
  return [
    frame,
    ...texts,
    `<path d="${curve}" fill="none" stroke="#123" stroke-width="1" stroke-linecap="square"/>`,
  ];
}

/** Lowest and highest value with 5 % beyond each; one more and one less where both are the same. */
function rangeOf(values: Float64Array): readonly [low: number, high: number] {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (Number.isFinite(value)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) return [-1, 1];
  if (low === high) return [low - 1, high + 1];
  const pad = 0.05 * (high - low);
  return [low - pad, high + pad];
}

function line(values: Float64Array, y: (value: number) => string): string {
  const step = values.length < 2 ? 0 : (COLUMNS - 1) / (values.length - 1);
  const path: string[] = [];
  let drawn = false;
  for (const [at, value] of values.entries()) {
    const known = Number.isFinite(value);
    // A point between two gaps is drawn too, as a line of no length.
    const x = (LEFT + 0.5 + at * step).toFixed(1);
    if (known) path.push(drawn ? `L${x} ${y(value)}` : `M${x} ${y(value)}h0`);
    drawn = known;
  }
  return path.join("");
}

function envelope(values: Float64Array, y: (value: number) => string): string {
  return plotEnvelope(values, COLUMNS).map((extent, column) =>
    extent === null ? "" : `M${LEFT + column + 0.5} ${y(extent[0])}V${y(extent[1])}`
  ).join("");
}

function axisOf(length: number, rate: number | null, height: number): string[] {
  const last = Math.max(length - 1, 0) / (rate ?? 1);
  const step = roundStep(last / TICKS, rate === null);
  const bottom = height - BOTTOM;
  const parts: string[] = [];
  for (let tick = 0; step > 0 && tick * step <= last * (1 + 1e-9); tick++) {
    const x = LEFT + 0.5 + (last === 0 ? 0 : tick * step / last * (COLUMNS - 1));
    parts.push(
      `<path d="M${x.toFixed(1)} ${bottom}v5" stroke="#222"/>`,
      `<text x="${x.toFixed(1)}" y="${bottom + 17}" text-anchor="middle" font-size="11">${
        shown(tick * step)
      }</text>`,
    );
  }
  const title = rate === null ? "sample index" : "time (s)";
  const middle = LEFT + COLUMNS / 2;
  return [...parts, `<text x="${middle}" y="${height - 6}" text-anchor="middle">${title}</text>`];
}

/** The next of 1, 2 and 5 times a power of ten. */
function roundStep(least: number, whole: boolean): number {
  if (least <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((times) => times * power).find((times) => times >= least);
  return whole ? Math.max(1, step ?? 1) : step ?? 1;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** Names come from a data set: what XML cannot hold is left out. */
function escaped(name: string): string {
  const short = [...name].slice(0, NAME_CHARS).join("");
  // deno-lint-ignore no-control-regex
  return short.replace(/[\u0000-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

import type { Json } from "../json.ts";
import { meanValue } from "../metrics/mean.ts";
import { toJsonNumber } from "../metrics/json_number.ts";
import { meanOf } from "../metrics/reduce.ts";
import type { MeanMetric, Metric, Scorer, SetMetric } from "../types.ts";
import { readSeries } from "./read_series.ts";
import { seriesError } from "./series_error.ts";

/** What a reply is compared with. */
export interface SeriesTarget {
  /** Truth, one row a point in time, one column a channel. */
  readonly truth: readonly (readonly number[])[];
  /** For a series to be filled, by row and column: true where the point was missing. */
  readonly missing: readonly (readonly boolean[])[] | null;
  // For `Json`.
  readonly [key: string]: Json;
}

/**
 * The target of a series.
 *
 * @param input The series that was shown, where it is to be filled: `X` marks its missing points
 */
export function seriesTarget(
  truth: readonly (readonly number[])[],
  input: readonly (readonly unknown[])[] | null,
): SeriesTarget {
  const missing = input?.map((row) => row.map((cell) => cell === "X" || cell === "x")) ?? null;
  return { truth, missing };
}

const OPEN = "<think>";

/**
 * Errors of the series that a reply holds. A reply with too few numbers, or one whose reasoning never
 * ends, has none.
 *
 * Values: `parsed`, and where it is set `mape` (percent), `mae`, `mse` (in the unit of the series).
 */
export const scitsSeries: Scorer<SeriesTarget> = {
  id: "scits-series",
  version: 1,
  needs: [],
  score({ text, target }) {
    const truth = target.truth.flat();
    const mask = target.missing?.flat();
    const holes = mask?.filter(Boolean).length;
    const reply = text.includes(OPEN) ? "" : text;
    const read = truth.length === 0 ? null : readSeries(reply, truth.length, holes);
    if (read === null) {
      return {
        kind: "scored",
        outcome: "no-answer",
        answer: null,
        values: { parsed: false },
        perSample: null,
      };
    }
    const whole = read.length === truth.length;
    let next = 0;
    const pred = whole
      ? read
      : truth.map((value, at) => mask?.[at] === true ? read[next++] ?? NaN : value);
    const { mape, mae, mse } = seriesError(truth, pred, mask);
    const errors = { mape: toJsonNumber(mape), mae: toJsonNumber(mae), mse: toJsonNumber(mse) };
    return {
      kind: "scored",
      outcome: mae === 0 ? "correct" : "partial",
      answer: read.slice(0, SHOWN).join(", "),
      values: { parsed: true, ...errors },
      perSample: errors,
    };
  },
};

/** Numbers of a series that are kept as the answer. */
const SHOWN = 100;

/** An error averaged over the series that could be read. */
function errorMean(id: string): MeanMetric {
  return meanValue(id, id, { unit: "value", better: "lower", range: [0, Infinity] });
}

const mape = errorMean("mape");
const parsed = meanValue("success_rate", "parsed", {
  unit: "fraction",
  better: "higher",
  range: [0, 1],
});

/** `mape` divided by the share of replies that could be read. */
const swmape: SetMetric = {
  kind: "set",
  id: "swmape",
  unit: "value",
  better: "lower",
  range: [0, Infinity],
  compute(items) {
    const error = meanOf(mape, items);
    const rate = meanOf(parsed, items);
    return error === null || rate === null || rate === 0 ? null : error / rate;
  },
  gap: (items) => items.length === 0 ? "nothing was scored" : "no reply holds a series",
};

/**
 * `swmape` (the cell of a generation task), `mape` in percent, `mae` and `mse` over the series that
 * could be read, and their share `success_rate` as a fraction. Lower is better; values beyond 1000 are
 * usual where the truth is close to 0.
 */
export const seriesMetrics: readonly Metric[] = [
  swmape,
  mape,
  errorMean("mae"),
  errorMean("mse"),
  parsed,
];

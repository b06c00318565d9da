/**
 * Correlations that pay for unreadable predictions: the statistic of the readable rows times their
 * share. Shared by Biology-Instruction and SciReasoner's bio_instruction.
 *
 * @module
 */
import type { Json } from "../json.ts";
import type { SetMetric } from "../types.ts";
import type { SeriesStatistic } from "./correlation.ts";
import { finiteOrNull, fromJsonNumber } from "./json_number.ts";

/** Options of {@linkcode validShare}. */
export interface ValidShareOptions {
  /**
   * Predictions above it stay out of the statistic without being counted as unreadable
   * (SciReasoner's Spearman: 300). Default: none.
   */
  readonly ceiling?: number;
}

/**
 * `statistic` over the rows whose prediction and gold are finite, times their share of all rows if
 * any prediction is infinite, which is how an unreadable one is written. So a `NaN` prediction drops
 * out free of charge unless another row is infinite.
 *
 * @returns 0 if no row is left, else what the statistic gives, `NaN` and infinite included
 */
export function validShare(
  gold: readonly number[],
  pred: readonly number[],
  statistic: SeriesStatistic,
  { ceiling = Infinity }: ValidShareOptions = {},
): number {
  const xs: number[] = [];
  const ys: number[] = [];
  let valid = 0;
  let infinite = 0;
  for (const [at, y] of pred.entries()) {
    const x = gold[at] ?? NaN;
    if (y === Infinity || y === -Infinity) infinite++;
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    valid++;
    if (y > ceiling) continue;
    xs.push(x);
    ys.push(y);
  }
  const value = xs.length === 0 ? 0 : statistic(xs, ys);
  return infinite > 0 ? value * valid / pred.length : value;
}

/**
 * {@linkcode validShare} in percent, from `values.series`: by name of the series the gold value and
 * the prediction (numbers as `toJsonNumber` writes them). Several series give their mean.
 */
export function validShareMetric(
  id: string,
  statistic: SeriesStatistic,
  range: readonly [number, number],
  options: ValidShareOptions = {},
): SetMetric {
  return {
    kind: "set",
    id,
    unit: "percent",
    better: "higher",
    range,
    compute: (items) => {
      const series = new Map<string, { gold: number[]; pred: number[] }>();
      for (const { values } of items) {
        const pairs = values.series as { readonly [name: string]: readonly [Json, Json] };
        for (const [name, [gold, pred]] of Object.entries(pairs)) {
          let held = series.get(name);
          if (held === undefined) series.set(name, held = { gold: [], pred: [] });
          held.gold.push(fromJsonNumber(gold));
          held.pred.push(fromJsonNumber(pred));
        }
      }
      let sum = 0;
      for (const { gold, pred } of series.values()) {
        sum += validShare(gold, pred, statistic, options);
      }
      return finiteOrNull(100 * sum / series.size);
    },
  };
}

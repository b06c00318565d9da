/**
 * Mean errors, and what an average over unlike tasks makes of them.
 *
 * @module
 */
import type { Item, MeanMetric, SetMetric } from "../types.ts";
import { meanValue, numberOf } from "./mean.ts";

/** Errors beyond this, of answers with hundreds of digits, count as this: squares stay finite. */
export const MAX_ERROR = 1e150;

/** Mean absolute error, from `values.error`. */
export const errorScore: MeanMetric = meanValue("score", "error", {
  unit: "value",
  better: "lower",
  range: [0, Infinity],
});

/** 100 for no error, 0 for `limit` and more. */
export function errorPoints(error: number, limit: number): number {
  return Math.max((limit - error) / limit, 0) * 100;
}

/** Metric `group`: {@linkcode errorPoints} of the mean error. */
export function errorGroup(limit: number): SetMetric {
  return {
    kind: "set",
    id: "group",
    unit: "percent",
    better: "higher",
    range: [0, 100],
    compute: (items) => items.length === 0 ? null : errorPoints(sumOf(items) / items.length, limit),
    extremes: (items, unscored) => [
      unscored > 0 ? 0 : errorPoints(sumOf(items) / items.length, limit),
      errorPoints(sumOf(items) / (items.length + unscored), limit),
    ],
  };
}

/** Sum of the errors, the same in any order of the items. */
function sumOf(items: readonly Item[]): number {
  return items.map(({ values }) => numberOf(values.error) ?? 0).sort((a, b) => a - b)
    .reduce((total, error) => total + error, 0);
}

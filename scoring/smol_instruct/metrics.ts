import type { Item, MeanMetric, SetMetric } from "../types.ts";
import { meanPercent, meanValue, numberOf } from "../metrics/mean.ts";

/** Share of matches in percent. */
export const matchScore: MeanMetric = meanPercent("score");

/** Share of answers that the scorer could read, in percent. */
export const validScore: MeanMetric = meanPercent("valid_score", "valid");

/** Share of right labels in percent. */
export const accuracy: MeanMetric = meanPercent("accuracy", "correct");

/** Mean similarity in percent; what could not be read counts 0. */
export const similarityScore: MeanMetric = meanValue("score", "score", {
  unit: "percent",
  better: "higher",
  range: [0, 100],
});

/** Mean METEOR, 0..1. */
export const meteorScore: MeanMetric = meanValue("score", "score", {
  unit: "fraction",
  better: "higher",
  range: [0, 1],
});

/** Mean absolute error (upstream calls it RMSE). */
export const errorScore: MeanMetric = meanValue("score", "error", {
  unit: "value",
  better: "lower",
  range: [0, Infinity],
});

/** The average's view of an error: 100 for none, 0 for `limit` and more. */
export function errorPoints(error: number, limit: number): number {
  return Math.max((limit - error) / limit, 0) * 100;
}

/** A task's mean error as it enters the average: {@linkcode errorPoints} of the mean. */
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

/** Mean METEOR as it enters the average, times 100. */
export const meteorGroup: MeanMetric = meanPercent("group", "score");

import { accuracy, binaryMetric, f1, precision, recall } from "../metrics/binary.ts";
import { finiteOrNull, fromJsonNumber } from "../metrics/json_number.ts";
import type { Item, Metric, SetMetric } from "../types.ts";

/** Mean of `values.error`; infinite, and so no metric, if one of them is. */
function meanError(items: readonly Item[]): number {
  return items.reduce((sum, { values }) => sum + fromJsonNumber(values.error), 0) / items.length;
}

/** Mean absolute error over all replies, in the task's own unit. */
export const mae: SetMetric = {
  kind: "set",
  id: "mae",
  unit: "value",
  better: "lower",
  range: [0, Infinity],
  compute: (items) => finiteOrNull(meanError(items)),
};

/**
 * A mean absolute error on the scale of the table: 100 for none, 0 for `worst`, and below 0 beyond.
 */
export function errorPoints(worst: number): SetMetric {
  return {
    kind: "set",
    id: "points",
    unit: "percent",
    better: "higher",
    range: [-Infinity, 100],
    compute: (items) => finiteOrNull(pointsOf(meanError(items), worst)),
  };
}

/** The value of {@linkcode errorPoints} for an error. */
export function pointsOf(error: number, worst: number): number {
  return 100 * (worst - error) / worst;
}

/** Numbers of the `regex` profile's yes/no tasks: fractions, not percent. */
export const truthMetrics: readonly Metric[] = [
  binaryMetric("accuracy", accuracy, { unit: "fraction" }),
  binaryMetric("precision", precision, { unit: "fraction" }),
  binaryMetric("recall", recall, { unit: "fraction" }),
  binaryMetric("f1_score", f1, { unit: "fraction" }),
];

/**
 * Numbers of a yes/no task over the whole set, from its four counts. Where a quotient has no
 * denominator it is 0, as in scikit-learn.
 *
 * @module
 */
import type { Item, SetMetric } from "../types.ts";

/** How often a label was given rightly and wrongly. */
export interface Confusion {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
}

/** Counts pairs of gold and predicted label; `true` is the positive class. */
export function confusion(
  pairs: Iterable<{ readonly gold: boolean; readonly pred: boolean }>,
): Confusion {
  let truePositive = 0, falsePositive = 0, falseNegative = 0, trueNegative = 0;
  for (const { gold, pred } of pairs) {
    if (gold) pred ? truePositive++ : falseNegative++;
    else pred ? falsePositive++ : trueNegative++;
  }
  return { truePositive, falsePositive, falseNegative, trueNegative };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Share of right labels, 0..1. */
export function accuracy(c: Confusion): number {
  const right = c.truePositive + c.trueNegative;
  return ratio(right, right + c.falsePositive + c.falseNegative);
}

/** Share of right ones among the predicted positives, 0..1. */
export function precision(c: Confusion): number {
  return ratio(c.truePositive, c.truePositive + c.falsePositive);
}

/** Share of found ones among the positives, 0..1. */
export function recall(c: Confusion): number {
  return ratio(c.truePositive, c.truePositive + c.falseNegative);
}

/** Harmonic mean of precision and recall, 0..1. */
export function f1(c: Confusion): number {
  const p = precision(c);
  const r = recall(c);
  return ratio(2 * p * r, p + r);
}

/** Mean recall of the classes that the gold labels have, 0..1. */
export function balancedAccuracy(c: Confusion): number {
  const recalls: number[] = [];
  if (c.truePositive + c.falseNegative > 0) recalls.push(recall(c));
  const negatives = c.trueNegative + c.falsePositive;
  if (negatives > 0) recalls.push(c.trueNegative / negatives);
  return ratio(recalls.reduce((sum, value) => sum + value, 0), recalls.length);
}

/** Area under the ROC curve of hard labels, (TPR + TNR) / 2; `null` if gold has one class only. */
export function hardAuc(c: Confusion): number | null {
  const positives = c.truePositive + c.falseNegative;
  const negatives = c.trueNegative + c.falsePositive;
  if (positives === 0 || negatives === 0) return null;
  return (c.truePositive / positives + c.trueNegative / negatives) / 2;
}

/** Matthews correlation coefficient, -1..1; 0 where gold or predictions have one class only. */
export function matthews(c: Confusion): number {
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = c;
  const margins = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn);
  return margins === 0 ? 0 : (tp * tn - fp * fn) / Math.sqrt(margins);
}

/** How {@linkcode binaryMetric} shows its number. */
export interface BinaryMetricOptions {
  /** Default `percent`. */
  readonly unit?: "percent" | "fraction";
  /** Range of the statistic itself. Default 0 to 1. */
  readonly range?: readonly [number, number];
}

/**
 * Metric of a yes/no task from `values.gold` and `values.pred` (booleans). Items whose `pred` is
 * `null` are left out.
 */
export function binaryMetric(
  id: string,
  statistic: (counts: Confusion) => number | null,
  { unit = "percent", range: [low, high] = [0, 1] }: BinaryMetricOptions = {},
): SetMetric {
  const scale = unit === "percent" ? 100 : 1;
  return {
    kind: "set",
    id,
    unit,
    better: "higher",
    range: [scale * low, scale * high],
    compute: (items) => {
      const value = statistic(confusion(labels(items)));
      return value === null ? null : scale * value;
    },
  };
}

function* labels(items: readonly Item[]) {
  for (const { values } of items) {
    if (values.pred === null) continue;
    yield { gold: values.gold === true, pred: values.pred === true };
  }
}

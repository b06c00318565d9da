/**
 * Numbers over a judge's grades (`values.grade`), as OpenCompass's `GenericLLMEvaluator` reduces them.
 * A grade that could not be read is wrong in all but the two numbers about attempts.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/generic.py` (`get_final_results`).
 *
 * @module
 */
import type { Item, MeanMetric, Metric, SetMetric } from "../types.ts";
import type { Grade } from "./first_letter.ts";

function share(id: string, grades: readonly Grade[]): MeanMetric {
  return {
    kind: "mean",
    id,
    unit: "percent",
    better: "higher",
    scale: 100,
    range: [0, 1],
    value: ({ values }) => grades.includes(values.grade as Grade) ? 1 : 0,
  };
}

function count(items: readonly Item[], grade: Grade): number {
  return items.filter(({ values }) => values.grade === grade).length;
}

function counter(id: string, grade: Grade, better: "higher" | "lower"): SetMetric {
  return {
    kind: "set",
    id,
    unit: "count",
    better,
    range: [0, Infinity],
    compute: (items) => count(items, grade),
  };
}

/** Right ones among those with a readable grade, 0..1; 0 without any. */
function givenAttempted(items: readonly Item[]): number {
  const right = count(items, "A");
  const attempted = right + count(items, "B");
  return attempted === 0 ? 0 : right / attempted;
}

/** `accuracy`: right ones among all, in percent. */
export const gradeAccuracy: MeanMetric = share("accuracy", ["A"]);

/**
 * All numbers: `accuracy`, `attempted_ratio` and `accuracy_given_attempted` in percent, `f1` (the
 * harmonic mean of the two accuracies) as a fraction, and three counts.
 */
export const gradeMetrics: readonly Metric[] = [
  gradeAccuracy,
  share("attempted_ratio", ["A", "B"]),
  {
    kind: "set",
    id: "accuracy_given_attempted",
    unit: "percent",
    better: "higher",
    range: [0, 100],
    compute: (items) => items.length === 0 ? null : 100 * givenAttempted(items),
  },
  {
    kind: "set",
    id: "f1",
    unit: "fraction",
    better: "higher",
    range: [0, 1],
    compute: (items) => {
      if (items.length === 0) return null;
      const all = count(items, "A") / items.length;
      const given = givenAttempted(items);
      return all + given === 0 ? 0 : 2 * all * given / (all + given);
    },
  },
  counter("correct_count", "A", "higher"),
  counter("incorrect_count", "B", "lower"),
  counter("not_attempted_count", "unknown", "lower"),
];

/**
 * The numbers of a rule with a judge behind it, under the names OpenCompass prints.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/evaluator/cascade_evaluator.py`.
 *
 * @module
 */
import { countOf, countsOf, meanPercent } from "../metrics/mean.ts";
import type { BreakdownMetric, Metric } from "../types.ts";

/** How many asks the rule accepted, how many the judge was asked about, how many ended right. */
export const cascadeCounts: BreakdownMetric = countsOf("cascade", {
  rule_correct: "rule_correct",
  llm_evaluated: "judged",
  llm_correct: "llm_correct",
  final_correct: "correct",
});

/** Percent that the rule accepts of all asks, and the judge of those it was asked about (0 of none). */
export const cascadeShares: BreakdownMetric = {
  kind: "breakdown",
  id: "cascade_shares",
  unit: "percent",
  compute(items) {
    const judged = countOf(items, "judged");
    return {
      rule_accuracy: items.length === 0
        ? null
        : 100 * countOf(items, "rule_correct") / items.length,
      llm_accuracy: judged === 0 ? 0 : 100 * countOf(items, "llm_correct") / judged,
    };
  },
};

/** What is worth a look about a judge: replies without a grade, long ones, predictions cut. */
export const judgeCounts: BreakdownMetric = countsOf("judge", {
  judge_unparsable: "judge_unparsable",
  judge_long: "judge_long",
  prediction_cut: "prediction_cut",
});

/** `accuracy` (percent right after rule and judge, over every scored ask), then the cascade's stats. */
export const cascadeMetrics: readonly Metric[] = [
  meanPercent("accuracy", "correct"),
  cascadeCounts,
  cascadeShares,
  judgeCounts,
];

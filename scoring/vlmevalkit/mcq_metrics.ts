import { countsOf, meanByGroup, meanPercent } from "../metrics/mean.ts";
import type { BreakdownMetric, Metric } from "../types.ts";

/** `Overall` of VLMEvalKit's report: right ones among all rows, in percent. */
export const mcqAccuracy = meanPercent("accuracy", "correct");

/** How the letters were found, and how many options upstream would have lost. */
export const mcqCounts: BreakdownMetric = countsOf("found", {
  by_stated: "by_stated",
  by_rule: "by_rule",
  by_judge: "by_judge",
  gave_up: "gave_up",
  unparsed: "unparsed",
  z: "z",
  dropped_word: "dropped_word",
});

/**
 * The numbers of the chain: `accuracy`, the counts, and `accuracy/<label>` for each label of the
 * samples' groups `l2-category` and `category`, where they have them.
 */
export const mcqMetrics: readonly Metric[] = [
  mcqAccuracy,
  mcqCounts,
  meanByGroup(mcqAccuracy, "l2-category"),
  meanByGroup(mcqAccuracy, "category"),
];

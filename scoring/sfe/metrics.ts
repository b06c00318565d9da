import { countsOf, meanByGroup, meanValue } from "../metrics/mean.ts";
import type { MeanMetric, Metric } from "../types.ts";
import { SFE_BEST } from "./judge.ts";

/** `Overall`: the mean score of all rows, 9 being 100 percent. */
export const sfeOverall: MeanMetric = meanValue("Overall", "score", {
  unit: "percent",
  better: "higher",
  range: [0, SFE_BEST],
  scale: 100 / SFE_BEST,
});

/**
 * `Overall`, the same for each label of the samples' group `category` under its name, our own
 * `by_type/<question_type>` for the group `question_type`, and what is worth a look about the judge.
 */
export const sfeMetrics: readonly Metric[] = [
  sfeOverall,
  meanByGroup(sfeOverall, "category", (category) => category),
  meanByGroup(sfeOverall, "question_type", (kind) => `by_type/${kind}`),
  countsOf("judge", {
    judge_unparsable: "judge_unparsable",
    prediction_cut: "prediction_cut",
  }),
];

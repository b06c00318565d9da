import { meanPercent, meanValue } from "../metrics/mean.ts";
import type { MeanMetric } from "../types.ts";

/** Mean similarity in percent; what could not be read counts 0. */
export const similarityScore: MeanMetric = meanValue("score", "score", {
  unit: "percent",
  better: "higher",
  range: [0, 100],
});

/** Share of answers that the scorer could read, in percent. */
export const validScore: MeanMetric = meanPercent("valid_score", "valid");

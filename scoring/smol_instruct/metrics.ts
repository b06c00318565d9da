import { meanPercent } from "../metrics/mean.ts";
import type { MeanMetric } from "../types.ts";

/** Share of matches in percent. */
export const matchScore: MeanMetric = meanPercent("score");

/** Share of right labels in percent. */
export const accuracy: MeanMetric = meanPercent("accuracy", "correct");

/** Mean METEOR as it enters the average, times 100. */
export const meteorGroup: MeanMetric = meanPercent("group", "score");

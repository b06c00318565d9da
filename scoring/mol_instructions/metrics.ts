import { meanPercent, meanValue } from "../metrics/mean.ts";
import type { MeanMetric } from "../types.ts";

/** Share of molecules that were read in tags, in percent: a model that answers in SMILES shows here. */
export const taggedShare: MeanMetric = meanPercent("tagged", "tagged");

/**
 * Mean METEOR as the official average takes it: unscaled among percentages, so that a perfect model
 * has 83.5.
 */
export const meteorUpstream: MeanMetric = meanValue("group", "score", {
  unit: "percent",
  better: "higher",
  range: [0, 1],
});

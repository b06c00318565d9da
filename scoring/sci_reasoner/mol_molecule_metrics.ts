/**
 * The metrics of Mol-Instructions' molecules, property and description.
 *
 * @module
 */
import { finiteOrNull } from "../metrics/json_number.ts";
import { countOf, meanValue, numberOf } from "../metrics/mean.ts";
import { meanOf } from "../metrics/reduce.ts";
import { type BleuCounts, bleuOf } from "../text/bleu.ts";
import type { BreakdownMetric, Item, MeanMetric, SetMetric } from "../types.ts";

function kept(items: readonly Item[]): readonly Item[] {
  return items.filter(({ values }) => values.kept === true);
}

/**
 * Share of right molecules, 0..1, among the answers that are molecules: refusals cost nothing, and
 * with nothing but refusals it is 0.
 */
export const exactMatch: SetMetric = {
  kind: "set",
  id: "exact_match_score",
  unit: "fraction",
  better: "higher",
  range: [0, 1],
  compute: (items) =>
    items.length === 0 ? null : countOf(items, "exact") / Math.max(1, kept(items).length),
  extremes: (items, unscored) => {
    const [right, all] = [countOf(items, "exact"), kept(items).length];
    return [right / Math.max(1, all + unscored), (right + unscored) / Math.max(1, all + unscored)];
  },
};

/** What upstream prints beside it; similarities over all molecules, the rest over the kept ones. */
export const moleculeOthers: BreakdownMetric = {
  kind: "breakdown",
  id: "molecules",
  unit: "value",
  compute: (items) => {
    const mean = (name: string): number | null => {
      const numbers = items.flatMap(({ values }) => numberOf(values[name]) ?? [])
        .sort((a, b) => a - b);
      return finiteOrNull(numbers.reduce((sum, value) => sum + value, 0) / numbers.length);
    };
    const counts = kept(items).map(({ values }) => values.bleu as unknown as BleuCounts);
    return {
      bleu_self_scores: counts.length === 0 ? 0 : bleuOf(counts),
      levenshtein_score_smi: mean("levenshtein"),
      rdk_sims_score: mean("rdk"),
      maccs_sims_score: mean("maccs"),
      morgan_sims_score: mean("morgan"),
      validity_score: finiteOrNull(countOf(items, "valid") / items.length),
    };
  },
};

/** Mean absolute error times 1,000: thousandths of a hartree. */
export const propertyMae: MeanMetric = meanValue("mae", "error", {
  unit: "value",
  better: "lower",
  range: [0, Infinity],
  scale: 1000,
});

/** A mean ROUGE, 0..1. */
function meanRouge(id: string): MeanMetric {
  return meanValue(id, id, { unit: "fraction", better: "higher", range: [0, 1] });
}

/** Mean ROUGE-L of descriptions, 0..1. */
export const descriptionRougeL: MeanMetric = meanRouge("rougeL");

/** The other two; METEOR and BLEU upstream are on word pieces of SciBERT and left out. */
export const descriptionOthers: BreakdownMetric = {
  kind: "breakdown",
  id: "rouge",
  unit: "fraction",
  compute: (items) => ({
    rouge1: meanOf(meanRouge("rouge1"), items),
    rouge2: meanOf(meanRouge("rouge2"), items),
  }),
};

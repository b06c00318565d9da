/**
 * OPI's labels and descriptions of proteins and genes. A thinking part inside of a reply is part of the
 * answer.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/opi/evaluator.py`.
 *
 * @module
 */
import { meanValue, numberOf } from "../metrics/mean.ts";
import { meanOf } from "../metrics/reduce.ts";
import { setF1 } from "../metrics/set_f1.ts";
import { shareOutcome } from "../metrics/share_outcome.ts";
import { pyRound } from "../python/round.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";
import { rouge } from "../text/rouge.ts";
import type { BreakdownMetric, Item, Scorer, SetMetric } from "../types.ts";
import { type Judged, textScorer, withoutEndMarks } from "./scorer.ts";

function scorer(
  id: string,
  judge: (prediction: string, reference: string) => Pick<Judged, "outcome" | "values">,
): Scorer<string> {
  return textScorer(`opi-${id}`, (text, target) => {
    const prediction = withoutEndMarks(pyStrip(text));
    const reference = withoutEndMarks(pyStrip(target));
    return {
      ...judge(prediction, reference),
      answer: prediction === "" ? null : prediction,
      perSample: { prediction, reference },
    };
  });
}

/** The whole reply is the gold text, but for case and white space around it. */
export const exactLabel: Scorer<string> = scorer("exact", (prediction, reference) => {
  const same = pyStrip(prediction.toLowerCase()) === pyStrip(reference.toLowerCase());
  return { outcome: shareOutcome(prediction, same ? 1 : 0), values: { score: same ? 1 : 0 } };
});

/** A description of what a protein does: ROUGE-L between stems. */
export const functionText: Scorer<string> = scorer("function", (prediction, reference) => {
  const { rougeL } = rouge(pyStrip(reference), pyStrip(prediction), { stems: true });
  return { outcome: shareOutcome(prediction, rougeL), values: { score: rougeL } };
});

const DIVIDER = new RegExp(`[;,\uff0c\uff1b][${PY_WHITESPACE}]*`, "u");

function labelsOf(text: string): Set<string> {
  return new Set(text.split(DIVIDER).map(pyStrip).filter(Boolean));
}

/** Labels divided by commas or semicolons as a set; a row without gold labels does not count. */
export const labelSet: Scorer<string> = scorer("labels", (prediction, reference) => {
  const gold = labelsOf(reference);
  if (gold.size === 0) return { outcome: "no-answer", values: {} };
  const { precision, recall, f1 } = setF1(labelsOf(prediction), gold);
  return { outcome: shareOutcome(prediction, f1), values: { score: f1, precision, recall } };
});

/** A mean over the rows that count, 0..1 with four decimals; 0 where none does. */
function roundedMean(id: string, value = "score"): SetMetric {
  const mean = meanValue(id, value, { unit: "fraction", better: "higher", range: [0, 1] });
  const counted = (items: readonly Item[]) =>
    items.filter(({ values }) => numberOf(values[value]) !== null).length;
  return {
    kind: "set",
    id,
    unit: "fraction",
    better: "higher",
    range: [0, 1],
    compute: (items) => items.length === 0 ? null : pyRound(meanOf(mean, items) ?? 0, 4),
    extremes: (items, unscored) => {
      const [all, sum] = [counted(items), counted(items) * (meanOf(mean, items) ?? 0)];
      return [
        pyRound(sum / Math.max(1, all + unscored), 4),
        pyRound((sum + unscored) / Math.max(1, all + unscored), 4),
      ];
    },
  };
}

/** Share of right labels. */
export const labelAccuracy: SetMetric = roundedMean("Accuracy");

/** Mean ROUGE-L of descriptions. */
export const functionRougeL: SetMetric = roundedMean("ROUGE-L");

/** Mean F1 of the sets of labels. */
export const labelF1: SetMetric = roundedMean("F1 Score");

/** Mean precision and recall of the sets of labels. */
export const labelShares: BreakdownMetric = {
  kind: "breakdown",
  id: "labels",
  unit: "fraction",
  compute: (items) => ({
    Precision: roundedMean("Precision", "precision").compute(items),
    Recall: roundedMean("Recall", "recall").compute(items),
  }),
};

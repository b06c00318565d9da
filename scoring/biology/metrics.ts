import { macroAucMetric } from "../metrics/auc.ts";
import { binaryMetric, matthews } from "../metrics/binary.ts";
import { pearson, pearsonSquared, spearman } from "../metrics/correlation.ts";
import { fmaxOfLabels, type LabelIndices } from "../metrics/fmax.ts";
import { fromJsonNumber } from "../metrics/json_number.ts";
import { meanPercent } from "../metrics/mean.ts";
import { mixedScore } from "../metrics/mixed_score.ts";
import { validShareMetric } from "../metrics/valid_share.ts";
import type { Item, MeanMetric, SetMetric } from "../types.ts";
import { EC_LABELS } from "./ec_labels.ts";
import { MODIFICATIONS } from "./scorers.ts";

/** Matthews correlation of a yes/no task; a run of refusals gives -100. */
export const mcc: SetMetric = binaryMetric("mcc", matthews, { range: [-1, 1] });

/** Pearson correlation, mean over the series, scaled by the share of readable values. */
export const pcc: SetMetric = validShareMetric("pcc", pearson, [-100, 100]);

/** Spearman correlation, scaled likewise. */
export const spearmanRho: SetMetric = validShareMetric("spearman", spearman, [-100, 100]);

/** Pearson correlation squared, scaled likewise: its sign is lost. */
export const rSquared: SetMetric = validShareMetric("r^2", pearsonSquared, [0, 100]);

/** Mean over the modifications that some but not all gold rows have. */
export const modificationAuc: SetMetric = macroAucMetric("auc", MODIFICATIONS, "skip");

/** Share of right labels. */
export const labelAccuracy: MeanMetric = meanPercent("acc", "correct");

/**
 * Fmax of enzyme codes. It depends on the order of the rows: theirs is that of their ids, which the
 * benchmark numbers by place in the file.
 */
export const enzymeFmax: SetMetric = {
  kind: "set",
  id: "score",
  unit: "percent",
  better: "higher",
  range: [0, 100],
  compute: (items) =>
    items.length === 0
      ? null
      : 100 * fmaxOfLabels(inFileOrder(items).map(indices), EC_LABELS.length),
};

function inFileOrder(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) =>
    a.sampleId < b.sampleId ? -1 : a.sampleId > b.sampleId ? 1 : a.repeat - b.repeat
  );
}

function indices({ values }: Item): LabelIndices {
  return { gold: values.gold as readonly number[], pred: values.pred as readonly number[] };
}

/** The mixed score of siRNA efficiency. */
export const mixed: SetMetric = {
  kind: "set",
  id: "Mixed",
  unit: "percent",
  better: "higher",
  range: [0, 100],
  compute: (items) =>
    items.length === 0 ? null : 100 * mixedScore(
      items.map(({ values }) => fromJsonNumber(values.gold)),
      items.map(({ values }) => fromJsonNumber(values.pred)),
    ),
};

/**
 * Areas under ROC curves.
 *
 * @module
 */
import type { SetMetric } from "../types.ts";
import { confusion, hardAuc } from "./binary.ts";
import { averageRanks } from "./ranks.ts";

/** Area under the ROC curve of scores, 0..1, ties counting half; `null` if gold has one class only. */
export function rocAuc(
  rows: readonly { readonly gold: boolean; readonly score: number }[],
): number | null {
  const ranks = averageRanks(rows.map(({ score }) => score));
  let positives = 0;
  let sum = 0;
  for (const [at, { gold }] of rows.entries()) {
    if (!gold) continue;
    positives++;
    sum += ranks[at] ?? 0;
  }
  const negatives = rows.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (sum - positives * (positives + 1) / 2) / (positives * negatives);
}

/** A row of a multi-label task. */
export interface LabelSets {
  readonly gold: ReadonlySet<string>;
  readonly pred: ReadonlySet<string>;
}

/** What {@linkcode macroAuc} does with a label that all or no gold rows have. */
export type OneClassLabel = "skip" | "undefined";

/**
 * Mean over the labels of the area under the ROC curve of hard labels, 0..1.
 *
 * @param oneClass Biology-Instruction leaves such a label out of the mean (`skip`); in SciReasoner
 * one of them makes the number undefined
 * @returns `null` where it is undefined
 */
export function macroAuc(
  rows: readonly LabelSets[],
  labels: readonly string[],
  oneClass: OneClassLabel,
): number | null {
  const areas: number[] = [];
  for (const label of labels) {
    const area = hardAuc(
      confusion(rows.map(({ gold, pred }) => ({ gold: gold.has(label), pred: pred.has(label) }))),
    );
    if (area !== null) areas.push(area);
    else if (oneClass === "undefined") return null;
  }
  return areas.length === 0 ? null : areas.reduce((sum, area) => sum + area, 0) / areas.length;
}

/** {@linkcode macroAuc} in percent, from the label lists `values.gold` and `values.pred`. */
export function macroAucMetric(
  id: string,
  labels: readonly string[],
  oneClass: OneClassLabel,
): SetMetric {
  return {
    kind: "set",
    id,
    unit: "percent",
    better: "higher",
    range: [0, 100],
    compute: (items) => {
      const rows = items.map(({ values }) => ({
        gold: new Set(values.gold as readonly string[]),
        pred: new Set(values.pred as readonly string[]),
      }));
      const area = macroAuc(rows, labels, oneClass);
      return area === null ? null : 100 * area;
    },
  };
}

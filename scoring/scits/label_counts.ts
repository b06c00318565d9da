/** How often a label was named where it was right, left out where it was, and named where it was not. */
export interface LabelCounts {
  readonly found: number;
  readonly missed: number;
  readonly false: number;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function f1({ found, missed, false: wrong }: LabelCounts): number {
  const all = 2 * found + missed + wrong;
  return all === 0 ? 0 : 2 * found / all;
}

/** Mean recall of the labels that have gold, 0 to 1; 0 without any. */
export function meanRecall(labels: readonly LabelCounts[]): number {
  const withGold = labels.filter(({ found, missed }) => found + missed > 0);
  return mean(withGold.map(({ found, missed }) => found / (found + missed)));
}

/** Mean F1 of the labels, 0 to 1; those never found count as 0. */
export function macroF1All(labels: readonly LabelCounts[]): number {
  return mean(labels.map(f1));
}

/**
 * Mean F1 of the labels that were found at least once, 0 to 1: a constant answer has the F1 of its
 * one label.
 */
export function macroF1Hit(labels: readonly LabelCounts[]): number {
  return mean(labels.filter(({ found }) => found > 0).map(f1));
}

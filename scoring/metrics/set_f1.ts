/** How well one set matches another; every number 0..1. */
export interface SetMatch {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Precision, recall and F1 of a predicted set of labels; 0 where a set is empty. */
export function setF1(pred: ReadonlySet<string>, gold: ReadonlySet<string>): SetMatch {
  let common = 0;
  for (const label of pred) if (gold.has(label)) common++;
  const precision = pred.size === 0 ? 0 : common / pred.size;
  const recall = gold.size === 0 ? 0 : common / gold.size;
  const f1 = common === 0 ? 0 : 2 * precision * recall / (precision + recall);
  return { precision, recall, f1 };
}

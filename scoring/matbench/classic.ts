/**
 * Metrics of the original Matbench v0.1, a fold at a time: a library for predictions made elsewhere.
 * Its tasks need supervised models, and most need crystal structures.
 *
 * Upstream: `matbench@20e2ab78 matbench/data_ops.py`.
 *
 * @module
 */
import { rocAuc } from "../metrics/auc.ts";
import { accuracy, balancedAccuracy, confusion, f1 } from "../metrics/binary.ts";
import { finiteOrNull } from "../metrics/json_number.ts";
import {
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  type NumberPair,
  rootMeanSquaredError,
} from "../metrics/regression.ts";

/** Gold values up to this size have no relative error. */
const SMALLEST = 1e-5;
/** From this probability on a prediction is a yes. */
const CUT = 0.5;

/** Numbers of a fold by their official names; `null` where one is undefined. */
export type FoldNumbers = Readonly<Record<string, number | null>>;

/** `mae`, `rmse`, `mape` (a fraction) and `max_error` of a regression fold. */
export function regressionFold(pairs: readonly NumberPair[]): FoldNumbers {
  return {
    mae: finiteOrNull(meanAbsoluteError(pairs)),
    rmse: finiteOrNull(rootMeanSquaredError(pairs)),
    mape: finiteOrNull(meanAbsolutePercentageError(pairs, SMALLEST)),
    max_error: finiteOrNull(maxError(pairs)),
  };
}

/**
 * `accuracy`, `balanced_accuracy`, `f1` (of the probabilities cut at 0.5) and `rocauc` (of the
 * probabilities), all 0..1.
 */
export function classificationFold(
  rows: readonly { readonly gold: boolean; readonly probability: number }[],
): FoldNumbers {
  const counts = confusion(
    rows.map(({ gold, probability }) => ({ gold, pred: probability >= CUT })),
  );
  return {
    accuracy: accuracy(counts),
    balanced_accuracy: balancedAccuracy(counts),
    f1: f1(counts),
    rocauc: rocAuc(rows.map(({ gold, probability }) => ({ gold, score: probability }))),
  };
}

import { confusion, f1 } from "./binary.ts";

/** Predictions beyond this size score 0 and stay out of the rest. */
const LARGEST = 1000;
/** Below it a value is "low"; errors from 0 to here count once more. */
const LOW = 30;
/** Errors count up to here. */
const WORST = 100;

/**
 * The score of siRNA efficiency, 0..1: half the mean absolute error, half how well low values are
 * told (F1) and met (error where the prediction lies in 0..30).
 *
 * A missing range of low predictions costs its half. Rows whose prediction is larger than 1000 in
 * size, infinite ones included, score 0. What a missing prediction is written as makes the
 * difference between the suites: 0 in Biology-Instruction, infinite in SciReasoner.
 */
export function mixedScore(gold: readonly number[], pred: readonly number[]): number {
  const kept = pred.flatMap((y, at) => {
    const x = gold[at] ?? NaN;
    return Math.abs(y) <= LARGEST && Number.isFinite(x) ? [{ gold: x, pred: y }] : [];
  });
  const low = confusion(kept.map(({ gold, pred }) => ({ gold: gold < LOW, pred: pred < LOW })));
  const inRange = kept.filter(({ pred }) => pred >= 0 && pred <= LOW);
  const score = 0.5 * (1 - cappedError(kept) / WORST) +
    0.5 * (1 - cappedError(inRange) / WORST) * f1(low);
  const excluded = pred.filter((y) => Math.abs(y) > LARGEST).length;
  return excluded === 0 ? score : score * kept.length / pred.length;
}

function cappedError(rows: readonly { readonly gold: number; readonly pred: number }[]): number {
  if (rows.length === 0) return WORST;
  const sum = rows.reduce((total, { gold, pred }) => total + Math.abs(gold - pred), 0);
  return Math.min(WORST, sum / rows.length);
}

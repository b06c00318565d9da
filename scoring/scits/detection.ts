import type { Json } from "../json.ts";
import { confusion, f1 as f1Of } from "../metrics/binary.ts";
import { meanValue } from "../metrics/mean.ts";
import { fromJsonNumber, toJsonNumber } from "../metrics/json_number.ts";
import { pyFloat } from "../python/float.ts";
import type { BreakdownMetric, Item, Metric, Scorer, SetMetric } from "../types.ts";
import { detect, detectionWords } from "./detection_words.ts";

/** What a reply is compared with. */
export interface DetectionTarget {
  /** Data set, whose words decide; see `detectionWords`. */
  readonly dataset: string;
  readonly contain: boolean;
  /** Truths that numbers of the reply are compared with, in order; `null` where none are. */
  readonly times: readonly number[] | null;
  // For `Json`.
  readonly [key: string]: Json;
}

/** Tasks whose replies hold times too. */
const LOCALISED = "event detection";

/**
 * The target of a record.
 *
 * @param task Kind of task; times count only where it is `Event Detection`, in any case
 * @param result The record's truth: `contain` (default: false) and times. Flags among these are 1 and
 *   0; texts and `null` are no times. Keys that are whole numbers come first, as in every JSON reader of
 *   this language
 */
export function detectionTarget(
  dataset: string,
  task: string,
  result: Readonly<Record<string, unknown>>,
): DetectionTarget {
  const times = Object.entries(result).flatMap(([key, value]) => {
    if (key === "contain") return [];
    if (typeof value === "boolean") return [value ? 1 : 0];
    return typeof value === "number" ? [value] : [];
  });
  return {
    dataset,
    contain: result.contain === true,
    times: task.toLowerCase() === LOCALISED ? times : null,
  };
}

/** Numbers of a reply that are kept: no record has more truths to pair them with. */
const MAX_NUMBERS = 1000;

const DIGITS = /\p{Nd}+/gu;

/** Runs of digits in order: `7.5e2` is 7, 5 and 2; signs are lost. */
function numbersOf(text: string): number[] {
  const numbers: number[] = [];
  for (const [digits] of text.matchAll(DIGITS)) {
    if (numbers.push(pyFloat(digits) ?? NaN) === MAX_NUMBERS) break;
  }
  return numbers;
}

/**
 * Yes or no by the words of the data set; for events, the reply's numbers beside it.
 *
 * Values: `verdict` (`null` for undecided), `contain`, `correct`, `decided`, `numbers`, and `errors`:
 * for events rightly found, the relative errors of truths and numbers paired by position, surplus on
 * either side left out. A truth of 0 makes no pair; upstream fails there.
 *
 * Upstream: `TimeOmni@4d4a9f4c eval_benchmark.py` (`detect`, `detection_eval`,
 * `extract_predicted_times`).
 *
 * @throws {RangeError} from `score` if the data set has no words
 */
export const scitsDetection: Scorer<DetectionTarget> = {
  id: "scits-detection",
  version: 1,
  needs: [],
  score({ text, target }) {
    const verdict = detect(text, detectionWords(target.dataset));
    const numbers = numbersOf(text);
    const correct = verdict === target.contain;
    const paired = correct && target.contain ? target.times ?? [] : [];
    const errors = paired.flatMap((truth, at) => {
      const error = Math.abs((numbers[at] ?? NaN) - truth) / Math.abs(truth);
      return Number.isFinite(error) ? [error] : [];
    });
    const shown = numbers.map(toJsonNumber);
    return {
      kind: "scored",
      outcome: verdict === null ? "no-answer" : correct ? "correct" : "wrong",
      answer: verdict === null ? null : [verdict ? "yes" : "no", ...shown].join(" "),
      values: {
        verdict,
        contain: target.contain,
        correct,
        decided: verdict !== null,
        numbers: shown,
        errors,
      },
      perSample: { verdict, numbers: shown },
    };
  },
};

const fraction = { unit: "fraction", better: "higher", range: [0, 1] } as const;

/** F1 of yes over the items that are decided: an undecided reply does not lower it. */
function f1(items: readonly Item[]): number | null {
  if (items.length === 0) return null;
  return f1Of(confusion(items.flatMap(({ values: { verdict, contain } }) => {
    return verdict === null ? [] : [{ gold: contain === true, pred: verdict === true }];
  })));
}

/** The cell of a detection task: `f1_score` in percent. */
export const detectionCell: SetMetric = {
  kind: "set",
  id: "F1",
  unit: "percent",
  better: "higher",
  range: [0, 100],
  compute(items) {
    const value = f1(items);
    return value === null ? null : 100 * value;
  },
};

/**
 * `accuracy` and `success_rate` (the share that is decided) over all items, `f1_score` over the
 * decided ones; fractions.
 */
export const detectionMetrics: readonly Metric[] = [
  meanValue("accuracy", "correct", fraction),
  { ...detectionCell, id: "f1_score", unit: "fraction", range: [0, 1], compute: f1 },
  meanValue("success_rate", "decided", fraction),
];

/**
 * `mean_relative_error` and `median_relative_error` of all pairs, and their count `pairs`: without a
 * single pair both errors are 0, which looks perfect, so the count must stand beside them.
 */
export const localisationNumbers: BreakdownMetric = {
  kind: "breakdown",
  id: "relative_error",
  unit: "value",
  compute(items) {
    const errors = pairErrors(items);
    const half = errors.length >> 1;
    const upper = errors[half] ?? 0;
    const median = errors.length % 2 === 1 ? upper : ((errors[half - 1] ?? 0) + upper) / 2;
    const sum = errors.reduce((total, error) => total + error, 0);
    return {
      mean_relative_error: errors.length === 0 ? 0 : sum / errors.length,
      median_relative_error: median,
      pairs: errors.length,
    };
  },
};

/** The relative errors of all pairs, in order. */
function pairErrors(items: readonly Item[]): number[] {
  return items.flatMap(({ values }) => (values.errors as readonly Json[]).map(fromJsonNumber))
    .sort((a, b) => a - b);
}

/** The cell of a localisation task: the mean relative error of all pairs; none without a pair. */
export const localisationCell: SetMetric = {
  kind: "set",
  id: "MRE",
  unit: "value",
  better: "lower",
  range: [0, Infinity],
  compute(items) {
    const errors = pairErrors(items);
    return errors.length === 0
      ? null
      : errors.reduce((sum, error) => sum + error, 0) / errors.length;
  },
  gap: (items) =>
    items.length === 0
      ? "nothing was scored"
      : "no event was found that could be paired with a time",
};

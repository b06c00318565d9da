/**
 * The numbers of IFBench over a set of scored replies.
 *
 * Upstream: opencompass@a5acc4bb `opencompass/datasets/IFBench/ifbench.py` (the names, and `score`);
 * allenai/IFBench@db69a6f `evaluation_lib.py` (`print_report`).
 *
 * @module
 */
import type { Followed } from "./score.ts";

/** Strict or loose. */
export type Strictness = keyof Followed;

/** Percent of the replies that follow all of their constraints; `null` of none. */
export function promptAccuracy(
  samples: readonly Followed[],
  strictness: Strictness,
): number | null {
  if (samples.length === 0) return null;
  const followed = samples.filter((sample) => sample[strictness].every(Boolean)).length;
  return (followed / samples.length) * 100;
}

/** Percent of the constraints that are followed, over all replies; `null` of none. */
export function instructionAccuracy(
  samples: readonly Followed[],
  strictness: Strictness,
): number | null {
  // Counted in place: an interval asks for this thousands of times.
  let followed = 0;
  let total = 0;
  for (const sample of samples) {
    for (const flag of sample[strictness]) {
      total++;
      if (flag) followed++;
    }
  }
  return total === 0 ? null : (followed / total) * 100;
}

/** Names of the five numbers, the headline first. */
export const ACCURACIES = [
  "score",
  "Prompt-level-strict-accuracy",
  "Inst-level-strict-accuracy",
  "Prompt-level-loose-accuracy",
  "Inst-level-loose-accuracy",
] as const;

/** One of the five numbers. */
export type AccuracyName = typeof ACCURACIES[number];

/** The five numbers in percent; `score` is the mean of the other four. All `null` of no replies. */
export function ifbenchAccuracies(
  samples: readonly Followed[],
): Record<AccuracyName, number | null> {
  const numbers = {
    "Prompt-level-strict-accuracy": promptAccuracy(samples, "strict"),
    "Inst-level-strict-accuracy": instructionAccuracy(samples, "strict"),
    "Prompt-level-loose-accuracy": promptAccuracy(samples, "loose"),
    "Inst-level-loose-accuracy": instructionAccuracy(samples, "loose"),
  };
  let sum = 0;
  for (const value of Object.values(numbers)) {
    if (value === null) return { score: null, ...numbers };
    sum += value;
  }
  return { score: sum / 4, ...numbers };
}

/** A scored reply with the ids of its constraints. */
export interface Labelled extends Followed {
  readonly ids: readonly string[];
}

/**
 * Percent of followed constraints by id (`count:numbers`) and by the part before the colon
 * (`count`), groups first, in alphabetical order.
 */
export function accuracyByConstraint(
  samples: readonly Labelled[],
  strictness: Strictness,
): Record<string, number> {
  const groups = new Map<string, { followed: number; total: number }>();
  for (const sample of samples) {
    for (const [index, id] of sample.ids.entries()) {
      const prefix = id.split(":", 1)[0] ?? id;
      for (const name of new Set([prefix, id])) {
        const group = groups.get(name) ?? { followed: 0, total: 0 };
        if (sample[strictness][index] === true) group.followed++;
        group.total++;
        groups.set(name, group);
      }
    }
  }
  const rank = (name: string) => `${name.includes(":") ? 1 : 0}${name}`;
  return Object.fromEntries(
    [...groups].sort(([a], [b]) => rank(a) < rank(b) ? -1 : 1)
      .map(([name, { followed, total }]) => [name, (followed / total) * 100]),
  );
}

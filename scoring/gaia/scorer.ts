import { meanByGroup, meanPercent } from "../metrics/mean.ts";
import { passNumbers, replicaDeviation } from "../metrics/k_sample_metrics.ts";
import type { BreakdownMetric, Metric, Scorer } from "../types.ts";
import { finalAnswer } from "./final_answer.ts";
import { isQuasiExact } from "./quasi_exact.ts";

/**
 * Scores replies to GAIA's questions; the target is the published final answer. An empty answer is
 * `no-answer`, and correct where nothing but punctuation is wanted.
 */
export const gaiaScorer: Scorer<string> = {
  id: "gaia-quasi-exact",
  version: 1,
  needs: [],
  score({ text, target, truncated }) {
    const answer = finalAnswer(text);
    const correct = isQuasiExact(answer, target);
    const missed = truncated ? "truncated" : answer === "" ? "no-answer" : "wrong";
    return {
      kind: "scored",
      outcome: correct ? "correct" : missed,
      answer,
      values: { correct },
      perSample: { score: correct ? 1 : 0, answer },
    };
  },
};

/** How many asks each level has, by name: `n_level1` and so on. */
const levelCounts: BreakdownMetric = {
  kind: "breakdown",
  id: "n_level",
  unit: "count",
  compute(items) {
    const counts = new Map<string, number>();
    for (const { groups: { level } } of items) {
      if (level !== undefined) counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([level, count]) => [`n_level${level}`, count]));
  },
};

const accuracy = meanPercent("accuracy", "correct");

/**
 * Accuracy over all asks, which is the mean over runs, with its deviation between runs and pass@k
 * where there are several; accuracy and number of asks by level.
 */
export const gaiaMetrics: readonly Metric[] = [
  accuracy,
  meanByGroup(accuracy, "level", (level) => `level${level}`),
  levelCounts,
  replicaDeviation("accuracy_sd"),
  passNumbers(),
];

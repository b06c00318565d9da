/**
 * MicroVQA's own scorer: the number behind the first "answer is".
 *
 * Upstream: `jmhb0/microvqa@c5727fb eval/eval.py` (`eval_qa`, `calculate_metrics`).
 *
 * @module
 */
import { meanByGroup, meanPercent } from "../metrics/mean.ts";
import type { MeanMetric, Metric, Scorer } from "../types.ts";

const STATED = /answer is \*?\*?\(?([0-9])\)?\*?\*?/;

/** What upstream takes for an option, 0-based: there are up to five. */
const OPTIONS = 5;

/**
 * 0-based option of the first "answer is N" with exactly one blank, N counted from 1; -1 for the
 * digit 0 and where there is none. Of a longer number only the first digit counts.
 */
export function statedOption(text: string): number {
  const digit = STATED.exec(text)?.[1];
  return digit === undefined ? -1 : Number(digit) - 1;
}

/**
 * Scores a reply to the official prompt, which numbers the options; `target` is the 0-based index of
 * the right one. Letters are not read at all: with a prompt that asks for letters every reply is
 * wrong.
 *
 * Values: `pred`, `correct`, `bad` (no option of 0 to 4).
 */
export const microvqaOfficial: Scorer<number> = {
  id: "microvqa-official",
  version: 1,
  needs: [],
  score({ text, target }) {
    const pred = statedOption(text);
    const correct = pred === target;
    const bad = pred < 0 || pred >= OPTIONS;
    return {
      kind: "scored",
      outcome: correct ? "correct" : bad ? "no-answer" : "wrong",
      answer: pred === -1 ? null : String(pred + 1),
      values: { pred, correct, bad },
      perSample: { pred, correct },
    };
  },
};

const accuracy = meanPercent("accuracy", "correct");

const badResponses: MeanMetric = { ...meanPercent("bad_responses", "bad"), better: "lower" };

/**
 * `accuracy` (upstream: `mean_accuracy`), `bad_responses` and `task_<n>` for the samples' group
 * `task`, in percent.
 */
export const microvqaMetrics: readonly Metric[] = [
  accuracy,
  badResponses,
  meanByGroup(accuracy, "task", (label) => `task_${label}`),
];

/**
 * The scorer of MSEarth's authors, for replies to their prompt, which asks for JSON.
 *
 * Upstream: `xiangyu-mm/MSEarth@4af8757 auto_evaluator/evaluation/evaluation_mcq.py`.
 *
 * @module
 */
import { countOf, meanByGroup, meanPercent, numberOf } from "../metrics/mean.ts";
import type { BreakdownMetric, MeanMetric, Metric, Scorer } from "../types.ts";
import { jsonAnswer } from "./json_answer.ts";
import { sameOption } from "./option_content.ts";

/**
 * Holds a reply against the gold answer (`B` or `B. text`).
 *
 * Values: `correct`, `dropped` (upstream loses the row, so its share of right ones is over fewer rows;
 * here it is wrong), `kept_correct` (`null` where dropped).
 */
export const msearthOfficial: Scorer<string> = {
  id: "msearth-official",
  version: 1,
  needs: [],
  score({ text, target }) {
    const read = jsonAnswer(text);
    if (read.kind === "dropped") {
      return {
        kind: "scored",
        outcome: "no-answer",
        answer: null,
        values: { correct: false, dropped: true, kept_correct: null },
        perSample: { answer: null, correct: null, dropped: true },
      };
    }
    const correct = sameOption(read.text, target);
    return {
      kind: "scored",
      outcome: correct ? "correct" : read.text === "" ? "no-answer" : "wrong",
      answer: read.text,
      values: { correct, dropped: false, kept_correct: correct },
      perSample: { answer: read.text, correct, dropped: false },
    };
  },
};

/** Right ones among the rows upstream keeps, in percent: the number of its script. */
const keptAccuracy: MeanMetric = meanPercent("accuracy", "kept_correct");

/** Right ones among all rows, in percent. */
const allAccuracy: MeanMetric = meanPercent("accuracy_all", "correct");

const rows: BreakdownMetric = {
  kind: "breakdown",
  id: "rows",
  unit: "count",
  compute: (items) => ({
    n: items.filter(({ values }) => numberOf(values.kept_correct) !== null).length,
    dropped: countOf(items, "dropped"),
  }),
};

/**
 * `accuracy_all` over all rows, `accuracy` over the rows upstream keeps, `n` of these and `dropped`,
 * and `accuracy_all/<label>` for the samples' groups `primary_sphere`, `vqa_type` and
 * `question_category`.
 */
export const msearthMetrics: readonly Metric[] = [
  allAccuracy,
  keptAccuracy,
  rows,
  meanByGroup(allAccuracy, "primary_sphere"),
  meanByGroup(allAccuracy, "vqa_type"),
  meanByGroup(allAccuracy, "question_category"),
];

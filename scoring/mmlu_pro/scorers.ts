import type { Json } from "../json.ts";
import { judgedScorer } from "../judges/judged_scorer.ts";
import type { JudgeTextMode } from "../judges/judge_text.ts";
import { gradeMetrics } from "../judges/grade_metrics.ts";
import { letterGrader, type VerdictParser } from "../judges/judging.ts";
import { countsOf, macroMean, meanByGroup, meanPercent, meanValue } from "../metrics/mean.ts";
import type { MeanMetric, Metric, Scorer } from "../types.ts";
import { categories } from "./categories.ts";
import { answerIsLetter, statedOptionLetter, tigerLetter } from "./letters.ts";
import { gapLetters, gapOptions, withoutPadding } from "./options.ts";

/** What a reply to a question is compared with. */
export interface MmluProTarget {
  readonly question: string;
  readonly options: readonly string[];
  /** The bare letter. */
  readonly answer: string;
  // For `Json`.
  readonly [key: string]: Json;
}

/**
 * The judge mode: a judge compares the reply with the gold letter and sees the question with all its
 * options. No rule comes first.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/configs/datasets/mmlu_pro/`
 * `mmlu_pro_0shot_nocot_genericllmeval_gen_08c1de.py`.
 */
export function mmluProJudge(
  { parser, reads }: { readonly parser: VerdictParser; readonly reads: JudgeTextMode },
): Scorer<MmluProTarget> {
  return judgedScorer({
    id: `mmlu-pro-judge-${parser.id}`,
    version: 1,
    prompt: letterGrader(),
    parser,
    reads,
    exhibit: ({ question, options, answer }) => ({
      question: `${question}\n ${gapOptions(options)} `,
      gold: answer,
    }),
  });
}

/** Rules that read a letter, by the name of their mode. */
export type LetterRule = "tiger_l1" | "tiger_l2" | "lm_eval" | "assay";

const read: Readonly<Record<LetterRule, (text: string, target: MmluProTarget) => string | null>> = {
  tiger_l1: answerIsLetter,
  tiger_l2: tigerLetter,
  lm_eval: answerIsLetter,
  assay: (text, { options }) => statedOptionLetter(text, gapLetters(options)),
};

/** Options of {@linkcode mmluProLetter}. */
export interface LetterOptions {
  /**
   * What becomes of `**` before the rule reads: `compute_accuracy.py` of TIGER keeps it,
   * `evaluate_from_api.py` deletes it. Default: `"keep"`
   */
  readonly stars?: "keep" | "delete";
}

/**
 * A mode that reads a letter from the reply and compares it with the gold letter. No letter is wrong;
 * TIGER would draw one, of which `expected_random` keeps the chance to be right (one by the number of
 * options that are no `N/A`).
 *
 * Values: `pred` (`null` for none), `correct`, `unparsed`, `expected_random` (0 to 1).
 */
export function mmluProLetter(
  rule: LetterRule,
  { stars = "keep" }: LetterOptions = {},
): Scorer<MmluProTarget> {
  return {
    id: `mmlu-pro-${rule}${stars === "delete" ? "-without-stars" : ""}`,
    version: 1,
    needs: [],
    score({ text, target }) {
      const pred = read[rule](stars === "delete" ? text.replaceAll("**", "") : text, target);
      const correct = pred === target.answer;
      const chance = pred === null ? 1 / Math.max(1, withoutPadding(target.options).length) : 0;
      return {
        kind: "scored",
        outcome: pred === null ? "no-answer" : correct ? "correct" : "wrong",
        answer: pred,
        values: { pred, correct, unparsed: pred === null, expected_random: correct ? 1 : chance },
        perSample: { pred, correct },
      };
    },
  };
}

/** Name of the label that categories are told by. */
export const CATEGORY = "category";

/** The mean over all 14 categories, each weighing the same, and the mean of each. */
function byCategory(mean: MeanMetric): readonly Metric[] {
  return [macroMean("macro", mean, CATEGORY, categories), meanByGroup(mean, CATEGORY)];
}

const unparsed = countsOf("unparsed", { unparsed: "unparsed" });
const accuracy = meanPercent("accuracy", "correct");

/** The judge's numbers, `accuracy` (micro), `macro` and `accuracy/<category>` in percent. */
export const judgeMetrics: readonly Metric[] = [...gradeMetrics, ...byCategory(accuracy)];

/** `accuracy` (micro), `macro` and `accuracy/<category>` in percent, and the count `unparsed`. */
export const letterMetrics: readonly Metric[] = [accuracy, ...byCategory(accuracy), unparsed];

/** {@linkcode letterMetrics} with `accuracy_expected_random`: what TIGER's draws would give on average. */
export const tigerMetrics: readonly Metric[] = [
  ...letterMetrics,
  meanPercent("accuracy_expected_random", "expected_random"),
];

const exactMatch = meanValue("exact_match", "correct", {
  unit: "fraction",
  better: "higher",
  range: [0, 1],
});

/** `exact_match` (micro), `macro` and `exact_match/<category>` as fractions, and `unparsed`. */
export const lmEvalMetrics: readonly Metric[] = [exactMatch, ...byCategory(exactMatch), unparsed];

/**
 * MatBench's two judged scorers.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/configs/datasets/matbench/matbench_llm_judge_gen_0e9276.py`,
 * `opencompass/datasets/matbench/post_process.py`, `opencompass/datasets/generic.py`.
 *
 * @module
 */
import { numberInText } from "../answers/numbers.ts";
import { judgedScorer } from "../judges/judged_scorer.ts";
import { letterGrader } from "../judges/judging.ts";
import { generic } from "../judges/parsers.ts";
import { withoutLabels } from "../judges/quoting.ts";
import {
  JUDGE_SAMPLING,
  judgeText,
  type JudgeTextMode,
  shownPrediction,
} from "../judges/judge_text.ts";
import type { Message } from "../messages.ts";
import { toJsonNumber } from "../metrics/json_number.ts";
import type { Scorer } from "../types.ts";

/** What a reply is judged against. */
export interface MatbenchTarget<Answer extends number | boolean> {
  readonly [key: string]: string | Answer;
  readonly problem: string;
  readonly answer: Answer;
}

const EXTRACTION =
  "You are a helpful assistant. You extract the answer from outputs of models as a " +
  "floating-point number.";

/**
 * Asks a judge for the number a prediction gives. The gold value is not shown, and what an unfinished
 * answer is (0) is said; units are left to the judge.
 */
export function extractionMessages(problem: string, prediction: string): readonly Message[] {
  const content = [
    "Work as a precise extraction engine: read the text below and give the one numerical value that " +
    "the predicted answer arrives at, as a float.",
    "1. Output exactly one floating-point number.\n" +
    "2. No words, no explanation, no units, no other characters.\n" +
    "3. If the predicted answer is incomplete or settles on no value, output 0.\n" +
    "4. No reasoning before or after the number.",
    `<Original Question Begin>: \n${withoutLabels(problem)}\n<Original Question End>`,
    `<Predicted Answer Begin>: \n${withoutLabels(prediction)}\n<Predicted Answer End>`,
    "Give the final numerical answer as a float now:",
  ].join("\n\n");
  return [{ role: "system", content: EXTRACTION }, { role: "user", content }];
}

/**
 * A judge extracts the number, code compares: `values.error` is the absolute error.
 *
 * Every reply is sent, an empty one too. Of the judge's text the first number counts (`-3` is 3, a
 * sign stays with digits behind a point only); none is 0, so a refusal costs the gold value.
 */
export function judgedNumber(reads: JudgeTextMode): Scorer<MatbenchTarget<number>> {
  return {
    id: "matbench-judged-number",
    version: 1,
    needs: ["judge"],
    score({ text, target, judged }) {
      const prediction = shownPrediction(text);
      const [reply] = judged;
      if (reply === undefined) {
        const messages = extractionMessages(target.problem, prediction.text);
        return { kind: "judge", messages, sampling: JUDGE_SAMPLING };
      }
      const number = numberInText(judgeText(reply, reads), "decimal-or-point", "first");
      const value = number ?? 0;
      const error = toJsonNumber(Math.abs(value - target.answer));
      return {
        kind: "scored",
        outcome: error === 0 ? "correct" : number === null ? "no-answer" : "partial",
        answer: number === null ? null : String(number),
        values: { error, judge_unparsable: number === null, prediction_cut: prediction.cut },
        perSample: { value: toJsonNumber(value), error },
      };
    },
  };
}

/**
 * A judge grades a yes/no answer; the first capital A or B of its text is the grade, and none is wrong.
 * Booleans are shown as Python prints them.
 */
export function judgedTruth(reads: JudgeTextMode): Scorer<MatbenchTarget<boolean>> {
  return judgedScorer({
    id: "matbench-judged-truth",
    version: 1,
    prompt: letterGrader({ ignoreBoxed: true }),
    parser: generic,
    reads,
    exhibit: ({ problem, answer }) => ({ question: problem, gold: answer ? "True" : "False" }),
    answer: (text) => text,
  });
}

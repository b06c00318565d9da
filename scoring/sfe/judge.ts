/**
 * SFE's judge: every reply, whatever its kind of question, is graded from 0 to 9 against the gold
 * answer. The judge sees neither pictures nor options.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/sfebench.py` (`make_prompt`, `SFE_auxeval`).
 *
 * @module
 */
import { judgeText, type JudgeTextMode, shownPrediction } from "../judges/judge_text.ts";
import { withoutHeadings } from "../judges/quoting.ts";
import type { Message } from "../messages.ts";
import { user } from "../messages.ts";
import { decimalValue } from "../python/characters.ts";
import { MAX_INT_DIGITS } from "../python/float.ts";
import { pyStrip } from "../python/text.ts";
import type { Outcome, Scorer } from "../types.ts";

/** What a reply is held against. */
export type SfeTarget = {
  /** The record's question as it is, marks of pictures included. */
  readonly question: string;
  readonly answer: string;
};

/** What the judge is shown. */
export interface SfeExhibit extends SfeTarget {
  /** The reply after the reasoning split, not trimmed. */
  readonly prediction: string;
}

/** What the judge is shown about a reply: everything as it is. */
export function sfeExhibit({ question, answer }: SfeTarget, prediction: string): SfeExhibit {
  return { question, answer, prediction };
}

/** The best score; 0 is the worst. */
export const SFE_BEST = 9;

const MAX_ASKS = 3;
const MAX_TOKENS = 2048;
/** The judge's temperature rises by this from try to try. */
const TEMPERATURE_STEP = 0.5;

const RULES = [
  "The prediction may contain reasoning. Find its final answer first and grade that.",
  "Multiple choice: the answer may be given by its letter or by its content. An option whose content " +
  "comes close earns part of the credit.",
  "Exact match and open-ended questions: give credit for the same meaning in whatever form. Take off " +
  "for an answer that is right in part, and for additions that are wrong.",
  "Formatting, capitals and spacing do not matter; the prediction may be worded otherwise.",
  "A number is right if it agrees within sensible precision. Where the question asks for a unit, both " +
  "value and unit must be right.",
];

/** A line that would end the prediction's section, or begin another one. */
const HEADING = /^#{1,6}\s{1,4}(?:question|right answer|prediction|rules|output)\s{0,4}$/i;

/** Asks the judge for one whole number from 0 to 9. Braces and placeholders in the data are left alone. */
export function sfeMessages({ question, answer, prediction }: SfeExhibit): readonly Message[] {
  return user([
    "You are a strict grader. Grade the prediction of a model against the right answer with one " +
    "whole number from 0 (entirely wrong) to 9 (right).",
    `# Question\n${question}`,
    `# Right answer\n${answer}`,
    `# Prediction\n${withoutHeadings(prediction, HEADING)}`,
    `# Rules\n${RULES.map((rule) => `- ${rule}`).join("\n")}`,
    "# Output\nNothing but the number, as in this example:\n4",
  ].join("\n\n"));
}

/**
 * The score in a judge's text: decimals of any script and nothing else but white space around them,
 * worth 0 to 9. Leading zeros are fine; signs, points and words are not. Digits that are no decimals,
 * such as `²`, make upstream stop; here they are no score.
 *
 * @returns `null` where there is no score
 */
export function readScore(text: string): number | null {
  const digits = pyStrip(text);
  if (digits.length > MAX_INT_DIGITS) return null;
  const value = decimalValue(digits);
  return value <= SFE_BEST ? value : null;
}

/**
 * Scores by the judge, who is asked up to three times, at temperatures 0, 0.5 and 1. Three texts
 * without a score are 0, counted as `judge_unparsable`.
 *
 * Values: `score`, `tries`, `judge_unparsable`, `prediction_cut` (the judge was shown the end of a very
 * long reply).
 *
 * @param reads What of the judge's reply is read; `content` is what upstream does. Default: `"strip"`
 */
export function sfeJudge(reads: JudgeTextMode = "strip"): Scorer<SfeTarget> {
  return {
    id: `sfe-judge:${reads}`,
    version: 1,
    needs: ["judge"],
    score({ text, target, judged }) {
      const scores = judged.slice(0, MAX_ASKS).map((reply) => readScore(judgeText(reply, reads)));
      const at = scores.findIndex((score) => score !== null);
      const shown = shownPrediction(text);
      if (at === -1 && scores.length < MAX_ASKS) {
        return {
          kind: "judge",
          messages: sfeMessages(sfeExhibit(target, shown.text)),
          sampling: { temperature: TEMPERATURE_STEP * scores.length, maxTokens: MAX_TOKENS },
        };
      }
      const score = scores[at] ?? 0;
      const tries = at === -1 ? MAX_ASKS : at + 1;
      return {
        kind: "scored",
        outcome: outcomeOf(score, text),
        answer: null,
        values: { score, tries, judge_unparsable: at === -1, prediction_cut: shown.cut },
        perSample: { score, tries },
      };
    },
  };
}

function outcomeOf(score: number, text: string): Outcome {
  if (score === SFE_BEST) return "correct";
  if (score > 0) return "partial";
  return pyStrip(text) === "" ? "no-answer" : "wrong";
}

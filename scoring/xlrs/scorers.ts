/**
 * How XLRS-Bench judges one reply: a set of letters against the gold set.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/image_mcq.py:XLRSBench.evaluate`; its state of
 * 2026-02 has the rule only.
 *
 * @module
 */
import { statedLetterSet } from "../answers/stated_letter.ts";
import { judgeText, type JudgeTextMode, shownPrediction } from "../judges/judge_text.ts";
import { withoutHeadings } from "../judges/quoting.ts";
import type { Message } from "../messages.ts";
import { user } from "../messages.ts";
import { pyLength, pyStrip } from "../python/text.ts";
import type { Scored, Scorer } from "../types.ts";
import { distinct, lettersByRule } from "./rule.ts";

/** What a reply is held against. */
export type XlrsTarget = {
  readonly question: string;
  /** The record's `multi-choice options`: lead-in, options and instruction in one text. */
  readonly options: string;
  /** One or more letters, without separator. */
  readonly answer: string;
};

/** A reply longer than this is more than letters: most of its losses are losses of form. */
const WORDY = 20;

/** Scores by the rule alone. Values: `pred`, `correct`, `wordy`. */
export const xlrsRule: Scorer<XlrsTarget> = {
  id: "xlrs-rule",
  version: 1,
  needs: [],
  score: ({ text, target }) => verdict(text, lettersByRule(text), target),
};

/**
 * Reads letters that are boxed or stand behind `Answer:` first, and falls back on the rule. Our own,
 * for models that do not answer with letters alone; never the number of the report.
 */
export const xlrsStated: Scorer<XlrsTarget> = {
  id: "xlrs-assay",
  version: 1,
  needs: [],
  score: ({ text, target }) =>
    verdict(text, statedLetterSet(text, "ABCDE") ?? lettersByRule(text), target),
};

/**
 * Leaves the reading to a judge, who sees every reply, empty ones too. Its one answer is the set of
 * its ASCII letters, case kept: `The answer is A` is ten letters and wrong. The value `rule_correct`
 * says what the rule makes of the same reply, as which of the two gave the report's row is open.
 *
 * @param reads What of the judge's reply is read; `content` is what upstream does. Default: `"strip"`
 */
export function xlrsJudge(reads: JudgeTextMode = "strip"): Scorer<XlrsTarget> {
  return {
    id: `xlrs-judge:${reads}`,
    version: 2,
    needs: ["judge"],
    score({ text, target, judged }) {
      const [reply] = judged;
      if (reply !== undefined) {
        const judgement = verdict(text, lettersOfJudge(judgeText(reply, reads)), target);
        const rule_correct = lettersByRule(text) === distinct(target.answer);
        return { ...judgement, values: { ...judgement.values, rule_correct } };
      }
      return {
        kind: "judge",
        messages: xlrsMessages(target, shownPrediction(text).text),
        sampling: { temperature: 0, maxTokens: 2048 },
      };
    },
  };
}

/** The set of ASCII letters in a judge's text. */
export function lettersOfJudge(text: string): string {
  return distinct(text.match(/[a-zA-Z]/g) ?? []);
}

/** Where the options end and the instruction begins. */
const INSTRUCTION = "Select the best answer";

/** A line that would end the case. */
const RULER = /^-{3,40}\s{0,4}$/;

/** Asks a judge which options a reply means. No gold answer, no picture. */
export function xlrsMessages(target: XlrsTarget, prediction: string): readonly Message[] {
  const [options = ""] = target.options.split(INSTRUCTION, 1);
  return user([
    "You match an answer with the options of a multiple-choice question. You are given the " +
    "question, its options and the answer. Find the option, or the options, that the answer means. " +
    "If every option differs from the answer significantly, the result is Z.",
    `------\nQuestion: ${target.question}\n${options}\nAnswer: ${
      withoutHeadings(prediction, RULER)
    }\n------`,
    "Reply with the capital letters of the matching options and nothing else: one letter, several " +
    "side by side such as BD, or Z.",
  ].join("\n"));
}

function verdict(reply: string, pred: string, { answer }: XlrsTarget): Scored {
  const correct = pred === distinct(answer);
  return {
    kind: "scored",
    outcome: correct ? "correct" : pred === "" || pred === "Z" ? "no-answer" : "wrong",
    answer: pred === "" ? null : pred,
    values: { pred, correct, wordy: pyLength(pyStrip(reply)) > WORDY },
    perSample: { pred, correct },
  };
}

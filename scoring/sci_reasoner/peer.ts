/**
 * PEER's yes/no questions about proteins: a rule over phrases with a judge behind it, and stability,
 * which is a number above 1 or not.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/PEER.py`,
 * `opencompass/evaluator/cascade_evaluator.py`.
 *
 * @module
 */
import { type KeywordClass, keywordLabel } from "../answers/keywords.ts";
import { numberInText } from "../answers/numbers.ts";
import { withoutThinking, withoutThinkPairs } from "../answers/reasoning.ts";
import { cascadeScorer, type RuleVerdict } from "../judges/cascade_scorer.ts";
import type { GraderPrompt, VerdictParser } from "../judges/judging.ts";
import { parsers } from "../judges/parsers.ts";
import { countOf } from "../metrics/mean.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";
import type { BreakdownMetric, Scored, Scorer } from "../types.ts";
import { textScorer, withoutEndMarks } from "./scorer.ts";

// deno-fmt-ignore
const CLASSES: readonly KeywordClass[] = [
  {
    label: "Yes",
    words: [
      "will be soluble", "will dissolve", "is soluble", "can be predicted", "positive", "yes",
      "correct", "valid", "accurate", "certainly", "indeed", "affirmative", "highly soluble",
      "easily soluble", "dissolves easily", "is assured", "be soluble",
    ],
  },
  {
    label: "No",
    words: [
      "will not be soluble", "is not soluble", "will not dissolve", "low solubility", "low",
      "cannot be predicted", "negative", "no", "incorrect", "invalid", "inaccurate", "impossible",
      "not possible", "denied", "be insoluble",
    ],
  },
];

const SENTENCE = new RegExp(
  `The answer [i\u0131\u0130]s[${PY_WHITESPACE}]+(Yes|No)`,
  "iu",
);

/**
 * Yes or no by a fixed sentence, else by phrases that stand anywhere, inside of words too: "incorrect"
 * and "invalid" are yes, "know" and "cannot" are no. `""` for neither.
 */
export function peerAnswer(text: string): string {
  const rest = withoutThinking(text);
  return SENTENCE.exec(rest)?.[1] ??
    keywordLabel(rest, CLASSES, { match: "anywhere", letters: "ignore" }) ?? "";
}

/** What rule and judge are given of a reply or of a gold text. */
function cleaned(text: string): string {
  return withoutThinkPairs(withoutEndMarks(pyStrip(text)));
}

interface Reading {
  readonly pred: string;
  readonly gold: string;
  readonly correct: boolean;
}

function reading(text: string, target: string): Reading {
  const pred = peerAnswer(text).toLowerCase();
  const gold = peerAnswer(cleaned(target)).toLowerCase();
  const answers = ["yes", "no"];
  return { pred, gold, correct: pred === gold && answers.includes(pred) };
}

function ruleVerdict(text: string, target: string): RuleVerdict {
  const { pred, correct } = reading(text, target);
  return { correct, answer: pred === "" ? null : pred };
}

/**
 * The judge's question: reference and answer, no question, and one word back. Upstream's definition of
 * "Incorrect" reads like that of "Correct" by a slip of the pen; it is not kept.
 */
const prompt: GraderPrompt = ({ gold, prediction }) => [
  {
    role: "system",
    content: "You are a careful assistant. You assess whether answers of models are correct.",
  },
  {
    role: "user",
    content: [
      "Decide whether the model's answer is correct. It is correct if what it concludes agrees " +
      "fully with the reference answer, in whatever words. It is incorrect if its conclusion " +
      "differs from the reference answer, or if it states none clearly.",
      `Reference answer: ${gold}`,
      `Model answer: ${prediction}`,
      "Reply with one word: 'True' if the answer is correct, 'False' if it is not.",
    ].join("\n"),
  },
];

/** A verdict with `TRUE` anywhere in it is right, as the prompt asks for; upstream never reads it so. */
const trueFalse: VerdictParser = {
  id: "true-false",
  retries: 0,
  parse(text) {
    const verdict = text.toUpperCase();
    if (verdict.includes("TRUE")) return { grade: "A", label: "True" };
    const wrong = verdict.includes("FALSE");
    return wrong ? { grade: "B", label: "False" } : { grade: "unknown", label: null };
  },
};

/**
 * What becomes of replies that the rule does not accept.
 *
 * - `off`: they are wrong, and no judge is needed. With a judge that does as it is told, upstream gives
 *   the same number.
 * - `upstream`: a judge is asked for True or False and its verdict counts as right only if it is `A` or
 *   begins with `CORRECT`.
 * - `intended`: a judge is asked, and `True` counts as right.
 */
export type PeerJudge = "off" | "upstream" | "intended";

/** Yes or no with a judge behind the rule; the target is the gold text. */
export function peerScorer(judge: PeerJudge): Scorer<string> {
  return judge === "off" ? ruleScorer : judgedScorer(judge);
}

const ruleScorer: Scorer<string> = textScorer("peer-rule", (reply, target) => {
  const text = cleaned(reply);
  const { pred, correct } = reading(text, target);
  return {
    outcome: correct ? "correct" : pred === "" ? "no-answer" : "wrong",
    answer: pred === "" ? null : pred,
    values: { correct, rule_correct: correct, judged: false, llm_correct: null },
    perSample: shown(text, target, correct),
  };
});

function judgedScorer(judge: "upstream" | "intended"): Scorer<string> {
  const cascade = cascadeScorer<string>({
    id: `scireasoner-peer-${judge}`,
    version: 1,
    rule: ruleVerdict,
    prompt,
    parser: judge === "upstream" ? parsers.cascade : trueFalse,
    reads: "content",
    exhibit: (target) => ({ question: "", gold: cleaned(target) }),
  });
  return {
    ...cascade,
    async score(input, tools, signal) {
      const text = cleaned(input.text);
      const step = await cascade.score({ ...input, text }, tools, signal);
      if (step.kind !== "scored") return step;
      return { ...step, perSample: shown(text, input.target, step.values.correct === true) };
    },
  };
}

function shown(text: string, target: string, correct: boolean): NonNullable<Scored["perSample"]> {
  const { pred, gold, correct: rule } = reading(text, target);
  return { clean_pred: pred, clean_ref: gold, rule_correct: rule, cascade_correct: correct };
}

/** Counts and shares that the cascade prints beside its own. */
export const peerTotals: BreakdownMetric = {
  kind: "breakdown",
  id: "totals",
  unit: "value",
  compute: (items) => ({
    total_samples: items.length,
    final_accuracy: items.length === 0 ? null : 100 * countOf(items, "correct") / items.length,
  }),
};

/** A protein above this is stable. */
const STABLE = 1;

/** `Yes` if the first number is above 1, else `No`; an integer has no sign. `""` without a number. */
export function stabilityAnswer(text: string): string {
  const number = numberInText(withoutThinking(text), "decimal", "first");
  return number === null ? "" : number > STABLE ? "Yes" : "No";
}

/** Stable or not; the target is the gold text. */
export const stabilityScorer: Scorer<string> = textScorer("stability", (text, target) => {
  const prediction = stabilityAnswer(text);
  const reference = stabilityAnswer(target);
  const correct = prediction !== "" && prediction === reference;
  return {
    outcome: correct ? "correct" : prediction === "" ? "no-answer" : "wrong",
    answer: prediction === "" ? null : prediction,
    values: { correct, said: prediction },
    perSample: { prediction, reference },
  };
});

/**
 * What upstream prints beside the accuracy. Precision, recall and F1 are over right rows only, so that
 * they say no more than whether one of them is a yes.
 */
export const stabilityOthers: BreakdownMetric = {
  kind: "breakdown",
  id: "stability",
  unit: "value",
  compute: (items) => {
    const right = countOf(items, "correct");
    const some = items.some(({ values }) => values.correct === true && values.said === "Yes");
    const share = some ? 100 : 0;
    return {
      num_all: items.length,
      num_correct: right,
      num_no_answer: 0,
      num_invalid: 0,
      num_gpt_called: 0,
      acc_wo_no_answer_invalid: items.length === 0 ? 0 : 100 * right / items.length,
      precision: share,
      recall: share,
      f1_score: share,
    };
  },
};

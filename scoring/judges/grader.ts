import type { Message } from "../messages.ts";
import { quotedLines, type Quoting, SAFE_RULE, withoutLabels } from "./quoting.ts";

/** What a judge compares. */
export interface GraderInput {
  readonly question: string;
  readonly gold: string;
  readonly prediction: string;
}

/** Options of {@linkcode graderMessages}. */
export interface GraderOptions {
  /** Tells the judge to look through `\boxed{}`. Default `false`. */
  readonly ignoreBoxed?: boolean;
  /** How the data stand in their blocks. Default `"labels"`. */
  readonly quoting?: Quoting;
  /**
   * Which block comes last. The contract wants the prediction there; `gold` is for measuring what a
   * judge makes of the order. Default `"prediction"`.
   */
  readonly last?: "prediction" | "gold";
}

const SYSTEM = "You are a helpful assistant. You judge how correct and how good the outputs of " +
  "models are.";

const RULES = [
  "The standard answer is given and is right. Do not solve the question and do not doubt the " +
  "standard answer; only compare the two.",
  "The candidate may word or write its answer in another way. Read question and standard answer " +
  "first, then decide whether the candidate's final answer says the same.",
  "Where an answer has several parts (several choices, several blanks), every part must agree.",
  "Expressions, formulas and texts that are equivalent count as the same answer.",
];
const BOXED = "A \\boxed{} around the candidate's answer means nothing; look at what is in it.";

/**
 * Asks a judge whether a prediction agrees with the gold answer, for a single letter: `A` for
 * correct, `B` for incorrect. The letter is asked for last, and no other word is offered, because
 * parsers read the first capital A or B.
 *
 * Contract: `GenericLLMEvaluator` of OpenCompass, in words of our own.
 */
export function graderMessages(
  { question, gold, prediction }: GraderInput,
  { ignoreBoxed = false, quoting = "labels", last = "prediction" }: GraderOptions = {},
): readonly Message[] {
  const rules = [
    ...RULES,
    ...ignoreBoxed ? [BOXED] : [],
    ...quoting === "safe" ? [SAFE_RULE] : [],
  ];
  const shown = quoting === "official" ? (text: string) => text : withoutLabels;
  const predicted = quoting === "safe" ? quotedLines(shown(prediction)) : shown(prediction);
  const blocks = [
    block("Gold Target", shown(gold), "Gold Target End"),
    block("Predicted Answer", predicted, "Predicted End"),
  ];
  const content = [
    "As an expert in grading, decide whether the candidate's final answer agrees with the standard " +
    "answer.",
    rules.map((rule, at) => `${at + 1}. ${rule}`).join("\n"),
    "Grades:\nA: CORRECT\nB: INCORRECT",
    block("Original Question", shown(question), "Original Question End"),
    ...last === "prediction" ? blocks : blocks.toReversed(),
    'Give the grade now: only the letter "A" or the letter "B", without any other text.',
  ].join("\n\n");
  return [{ role: "system", content: SYSTEM }, { role: "user", content }];
}

function block(name: string, content: string, end: string): string {
  return `<${name} Begin>: \n${content}\n<${end}>`;
}

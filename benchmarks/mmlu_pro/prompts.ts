/**
 * What each mode asks. The contracts are upstream's, the words are ours.
 *
 * @module
 */
import type { Message } from "../../scoring/messages.ts";
import { closedOptions, gapOptions, strippedOptions } from "../../scoring/mmlu_pro/options.ts";
import { user } from "../define.ts";
import type { Example, Row } from "./record.ts";

/** Builds the one user message of a question; `examples` are those of its category. */
export type Prompt = (row: Row, examples: readonly Example[]) => readonly Message[];

/**
 * No examples, an answer in the last line.
 *
 * Contract: `opencompass@a5acc4bb opencompass/configs/datasets/mmlu_pro/`
 * `mmlu_pro_0shot_nocot_genericllmeval_gen_08c1de.py`.
 */
export const lastLinePrompt: Prompt = ({ question, options }) =>
  user(
    "Below is a multiple choice question. Work through it step by step, then give your answer: the " +
      "last line of your reply must be 'ANSWER: $LETTER' (without the quotes), where LETTER is the " +
      "letter of one of the options (such as one of ABCDEFGHIJKLMNOP).\n\n" +
      `Question:\n\n${question}\n\nOptions:\n\n${gapOptions(options)}`,
  );

const THINK = "Let's think step by step.";
const STORED = `A: ${THINK}`;

/**
 * Instruction, examples and question in one message; the reply is to end with `The answer is (X)`.
 *
 * Contract: `TIGER-AI-Lab/MMLU-Pro@f418b116 evaluate_from_api.py`.
 */
export const tigerPrompt: Prompt = (row, examples) => {
  const shown = examples.map((example) => {
    const { cot_content: worked } = example;
    return tigerQuestion(example, worked.startsWith("A: ") ? worked.slice(3) : worked || THINK);
  });
  return user(
    `What follows are multiple choice questions (with their answers) about ${row.category}. Reason ` +
      'step by step, and end your output with the answer in the form "The answer is (X)".\n\n' +
      shown.join("") + tigerQuestion(row, THINK),
  );
};

function tigerQuestion({ question, options }: Row, worked: string): string {
  return `Question: ${question}\nOptions: ${closedOptions(options)}Answer: ${worked}\n\n`;
}

/**
 * The same with the layout of lm-evaluation-harness; the reply is to end with `the answer is (X)`.
 *
 * Contract: `lm-evaluation-harness@4e7e0d47 lm_eval/tasks/mmlu_pro/_default_template_yaml`.
 */
export const lmEvalPrompt: Prompt = (row, examples) => {
  const shown = examples.map((example) =>
    `${lmEvalQuestion(example)} ${example.cot_content.replaceAll(`${STORED} `, "")}\n\n`
  );
  return user(
    `What follows are multiple choice questions (with their answers) about ${row.category}. Reason ` +
      'step by step and finish with "the answer is (X)", where X is the letter of the right choice.\n' +
      shown.join("") + lmEvalQuestion(row),
  );
};

function lmEvalQuestion({ question, options }: Row): string {
  return `Question:\n${question}\nOptions:\n${strippedOptions(options)}Answer: ${THINK}`;
}

import type { Message } from "../../scoring/messages.ts";

/** How a record says its answer is given; it selects the sentence below the question. */
export type AnswerType = "cls" | "number" | "dict" | "string";

const SYSTEM =
  "You are an expert in biology research who works with theory, data and computation " +
  "together. Answer accurately, on the ground of evidence and in numbers where there are any, and " +
  "keep established facts, assumptions and open uncertainties apart.";

const RNA_FAMILIES = "leader, tRNA, 5_8S_rRNA, ribozyme, CD-box, Intron_gpII, IRES, 5S_rRNA, " +
  "scaRNA, miRNA, riboswitch, Intron_gpI, HACA-box";
const RNA_MODIFICATIONS = "AtoI, m6A, none, m1A, m5C, m5U, m6Am, m7G, Cm, Am, Gm, Um, Psi";

const FORMATS = {
  cls: '\nAnswer with "yes" or "no", written inside \\boxed{}.',
  number: "\nWrite the number that is your answer inside \\boxed{}.",
};

/** The sentence for answers of type `string`, by what the record says its task is. */
const STRING_FORMATS: Readonly<Record<string, string>> = {
  "Function EC":
    '\nWrite the enzyme you settle on inside \\boxed{} as an EC number of the form "ECx.x.x.x"; ' +
    'put "," between several.',
  "Non-coding RNA Function Classification":
    `\nThe answer is one of [${RNA_FAMILIES}]. Write the one you settle on inside \\boxed{}.`,
  "Modification Prediction":
    `\nThe answer is taken from [${RNA_MODIFICATIONS}]. Write it inside \\boxed{} and put "," ` +
    "between several.",
};

/** Tasks of which answers of type `string` are known. */
export const stringTasks: readonly string[] = Object.keys(STRING_FORMATS);

/** What of a record shapes its prompt. */
export interface PromptInput {
  readonly prompt: string;
  readonly answerType: AnswerType;
  /** The record's own name of its task. */
  readonly task: string;
  /** Names of the values asked for, in the gold's order; for `dict`. */
  readonly names: readonly string[];
}

/** The conversation a record is asked in: a system message, the question with its format below. */
export function messages(input: PromptInput): readonly Message[] {
  return [
    { role: "system", content: SYSTEM },
    { role: "user", content: input.prompt + format(input) },
  ];
}

function format({ answerType, task, names }: PromptInput): string {
  if (answerType === "string") return STRING_FORMATS[task] ?? "";
  if (answerType !== "dict") return FORMATS[answerType];
  // Upstream puts nothing between the question and this sentence.
  const keys = names.map((name) => `"${name}": xx`).join(", ");
  return `Write your final answer inside \\boxed{} as JSON, in the form {${keys}}`;
}

import type { Message } from "../messages.ts";
import { user } from "../messages.ts";
import { choiceLines, type Choices } from "./choices.ts";

/** What a matching judge is shown. */
export interface MatchingInput {
  readonly question: string;
  readonly choices: Choices;
  readonly prediction: string;
}

const CJK = /[\u4e00-\u9fff]/;

interface Wording {
  readonly task: string;
  readonly lead: string;
  /** What stands before question, options, answer and output. */
  readonly labels: readonly [question: string, options: string, answer: string, output: string];
  readonly examples: readonly (readonly [answer: string, output: string])[];
  readonly sample: { readonly question: string; readonly choices: Choices };
  readonly example: (at: number) => string;
}

const ENGLISH: Wording = {
  task: "You match an answer with the options of a single-choice question. You are given the " +
    "question, its options and the answer. Find the option whose meaning is closest to that of the " +
    "answer. If every option differs from the answer significantly, the result is Z. Reply with " +
    "one capital letter, that of an option or Z, and with nothing else.",
  lead: "The case to decide:",
  labels: ["Question: ", "Options: There are several options: ", "Answer: ", "Your output: "],
  example: (at) => `Example ${at}:`,
  sample: {
    question: "What stands in the middle of the picture",
    choices: { A: "a wooden bridge", B: "a lighthouse", C: "a windmill", D: "a water tower" },
  },
  examples: [["an old mill driven by the wind", "C"], ["a sailing boat", "Z"]],
};

const CHINESE: Wording = {
  task: "请把一个回答与一道单项选择题的选项进行匹配。给出的是问题、选项和回答。" +
    "请找出与回答意思最接近的选项。如果所有选项都与回答明显不同，结果为 Z。" +
    "只输出一个大写字母，即某个选项的字母或 Z，不要输出其他内容。",
  lead: "需要判断的题目：",
  labels: ["问题: ", "选项: ", "答案: ", "输出: "],
  example: (at) => `例 ${at}：`,
  sample: {
    question: "图片中间是什么",
    choices: { A: "一座木桥", B: "一座灯塔", C: "一座风车", D: "一座水塔" },
  },
  examples: [["靠风转动的老磨坊", "C"], ["一艘帆船", "Z"]],
};

/**
 * Asks a judge which option an answer means, for one letter. Chinese where the question holds a
 * Chinese character. The judge sees no picture and no gold answer.
 *
 * Contract: `VLMEvalKit@e8e78f05 vlmeval/dataset/utils/multiple_choice.py:build_prompt`, in words of
 * our own.
 */
export function matchingMessages(
  { question, choices, prediction }: MatchingInput,
): readonly Message[] {
  const wording = CJK.test(question) ? CHINESE : ENGLISH;
  const { question: asked, choices: options } = wording.sample;
  return user([
    wording.task,
    ...wording.examples.map(([answer, output], at) =>
      `${wording.example(at + 1)}\n${matchingCase(wording, asked, options, answer)}${output}`
    ),
    `${wording.lead}\n${matchingCase(wording, question, choices, prediction)}`,
  ].join("\n\n"));
}

function matchingCase(
  wording: Wording,
  question: string,
  choices: Choices,
  answer: string,
): string {
  const [asked, options, given, output] = wording.labels;
  return `${asked}${question}?\n${options}\n${choiceLines(choices)}${given}${answer}\n${output}`;
}

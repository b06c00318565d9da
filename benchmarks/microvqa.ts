import { z } from "zod";
import type { Media, Message } from "../scoring/messages.ts";
import { COLOURS, drawnPicture } from "../scoring/picture/drawn.ts";
import { microvqaMetrics, microvqaOfficial } from "../scoring/microvqa/official.ts";
import {
  choiceLines,
  choicesOfList,
  choicesOfRow,
  LETTERS,
} from "../scoring/vlmevalkit/choices.ts";
import { mcqAccuracy, mcqMetrics } from "../scoring/vlmevalkit/mcq_metrics.ts";
import { mcqScorer, type McqTarget } from "../scoring/vlmevalkit/mcq_scorer.ts";
import { meanByGroup } from "../scoring/metrics/mean.ts";
import { defineBenchmark, hub, mediaList, type Source, task, url } from "./define.ts";
import { chainOptions, mcqOptions, picturesFirst } from "./picture_prompts.ts";

const HUB: Source = hub({
  repo: "jmhb/microvqa",
  revision: "main",
  path: "data/test-00000-of-00001.parquet",
  format: "parquet",
  records: 1042,
  licence: "CC-BY-SA-4.0",
  media: [{ column: "images_list", kind: "image", encoding: "bytes", list: true }],
});

/** VLMEvalKit's table: one file, options as columns, no tasks. */
const TABLE: Source = url({
  url: "https://opencompass.openxlab.space/utils/VLMEval/MicroVQA.tsv",
  md5: "d7506438701a2076ec277f8bb3586c1a",
  format: "tsv",
  records: 1042,
  licence: "CC-BY-SA-4.0",
  media: [{ column: "image", kind: "image", encoding: "base64", list: true }],
});

const HubRow = z.object({
  key_question: z.union([z.int(), z.string()]),
  question: z.string(),
  choices: z.array(z.string()).min(2).max(LETTERS.length),
  /** Counted from 0. */
  correct_index: z.int().nonnegative(),
  /** Visual understanding, hypotheses, experiments. */
  task: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  images_list: mediaList,
});
type Row = z.output<typeof HubRow>;

const TableRow = z.looseObject({
  index: z.union([z.int(), z.string()]),
  question: z.string(),
  answer: z.string().regex(/^[A-Z]$/, "a letter"),
  image: mediaList,
}).transform((row, context): Row => {
  const choices = choicesOfRow(row);
  if (choices[row.answer] === undefined) {
    context.addIssue({ code: "custom", path: ["answer"], message: "the letter of an option" });
  }
  return {
    key_question: row.index,
    question: row.question,
    choices: Object.values(choices),
    correct_index: Object.keys(choices).indexOf(row.answer),
    images_list: row.image,
  };
});

/** A row of the hub, told by its list of choices, or of the table. */
const Row: z.ZodType<Row> = z.unknown().transform((record, context) => {
  const isHub = typeof record === "object" && record !== null && "choices" in record;
  const parsed = (isHub ? HubRow : TableRow).safeParse(record);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
  return z.NEVER;
});

function groupsOf({ task }: Row): Record<string, string> {
  return task === undefined ? {} : { task: String(task) };
}

const prompts = ["assay", "vlmeval", "interns1-no-think", "interns1-cot"] as const;

/** The questions with letters; the official prompt has numbers. */
const LETTER_PROMPTS: Readonly<
  Record<typeof prompts[number], (question: string, options: string) => string>
> = {
  assay: (question, options) =>
    `Question: ${question}\nOptions:\n${options}` +
    'Choose the right one of the options above. End your reply with a line "Answer: " and the ' +
    "letter of that option.",
  vlmeval: (question, options) =>
    `Question: ${question}\nOptions:\n${options}Please choose the right one of the options above. \n`,
  "interns1-no-think": (question, options) =>
    `${question}\n${options}Answer with the letter of the right option and nothing else.`,
  "interns1-cot": (question, options) =>
    `${question}\n${options}Think step by step before you answer. The last line of your reply must be ` +
    "`Answer: \\boxed{$LETTER}` with the letter of one option in the place of $LETTER.",
};

function officialPrompt({ question, choices }: Row): string {
  const options = choices.map((text, at) => `  (${at + 1}): ${text}`).join("\n");
  return "What follows is a multiple-choice question with its options.\nThink step by step and end " +
    `with "The answer is (X)", X being the number of the right option.\n\n${question}\n\nOptions:\n` +
    `${options}\n\n`;
}

/** Text first, then the pictures. */
function officialMessages(row: Row): readonly Message[] {
  const images = row.images_list.map((image: Media) => ({ type: "image", image }) as const);
  return [{ role: "user", content: [{ type: "text", text: officialPrompt(row) }, ...images] }];
}

function letterOf({ correct_index, choices }: Row): string {
  return correct_index < choices.length ? LETTERS[correct_index] ?? "" : "";
}

const demo: readonly Row[] = [
  {
    key_question: "self-1",
    question: "Which half of the field of view is stained?",
    choices: ["Left", "Right", "Neither half"],
    correct_index: 0,
    task: 1,
    images_list: [
      drawnPicture(32, 32, [{ x: 0, y: 0, width: 16, height: 32, colour: COLOURS.red }]),
    ],
  },
  {
    key_question: "self-2",
    question: "The second picture was taken after a drug was added. What may the drug have done?",
    choices: ["Split the spot", "Bleached the spot", "Moved the spot", "Nothing"],
    correct_index: 1,
    task: 2,
    images_list: [
      drawnPicture(32, 32, [{ x: 8, y: 8, width: 16, height: 16, colour: COLOURS.green }]),
      drawnPicture(32, 32, []),
    ],
  },
  {
    key_question: "self-3",
    question: "Which control tells whether the green signal is the dye's own?",
    choices: ["A second dye", "A sample without the dye", "A longer exposure"],
    correct_index: 1,
    task: 3,
    images_list: [
      drawnPicture(32, 32, [{ x: 4, y: 4, width: 24, height: 24, colour: COLOURS.green }]),
    ],
  },
];

/** MicroVQA: research questions about microscopy pictures. Contract: docs/benchmarks/microvqa.md. */
export const microvqa = defineBenchmark({
  id: "microvqa",
  title: "MicroVQA",
  version: 1,
  upstream: [
    "jmhb0/microvqa@c5727fb eval/eval.py",
    "VLMEvalKit@e8e78f05 vlmeval/dataset/image_mcq.py:ImageMCQDataset",
    "VLMEvalKit@6410ee64 vlmeval/dataset/utils/multiple_choice.py",
  ],
  options: {
    prompt: z.enum(prompts).default("assay")
      .describe("Wording of the question with letters; the task `official` has its own."),
    source: z.enum(["hub", "vlmevalkit"]).default("hub")
      .describe("Where the questions are: the hub, or VLMEvalKit's table, which has no tasks."),
    ...mcqOptions,
  },
  tasks: ({ prompt, source, ...chain }) => [
    task<Row, McqTarget>({
      id: "vlmeval",
      title: "letters, VLMEvalKit's chain",
      source: source === "hub" ? HUB : TABLE,
      record: Row,
      sample(row) {
        const choices = choicesOfList(row.choices);
        const text = LETTER_PROMPTS[prompt](row.question, choiceLines(choices));
        return {
          id: String(row.key_question),
          messages: picturesFirst(row.images_list, text, chain.imageEncoding),
          target: { question: row.question, choices, answer: letterOf(row) },
          groups: groupsOf(row),
        };
      },
      scorer: mcqScorer(chainOptions(chain)),
      metrics: [...mcqMetrics, meanByGroup(mcqAccuracy, "task", (label) => `task_${label}`)],
      primary: "accuracy",
      reference: (row) => `Answer: ${letterOf(row)}`,
      demo,
    }),
    task<Row, number>({
      id: "official",
      title: "numbers, the authors' scorer",
      byDefault: false,
      source: source === "hub" ? HUB : TABLE,
      record: Row,
      sample: (row) => ({
        id: String(row.key_question),
        messages: officialMessages(row),
        target: row.correct_index,
        groups: groupsOf(row),
      }),
      scorer: microvqaOfficial,
      metrics: microvqaMetrics,
      primary: "accuracy",
      reference: ({ correct_index }) => `The answer is (${correct_index + 1})`,
      demo,
    }),
  ],
  headline: { kind: "metric", task: "vlmeval", metric: "accuracy" },
});

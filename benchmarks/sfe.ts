import { z } from "zod";
import type { Media, Message } from "../scoring/messages.ts";
import { COLOURS, drawnPicture } from "../scoring/picture/drawn.ts";
import { sfeJudge, type SfeTarget } from "../scoring/sfe/judge.ts";
import { sfeMetrics } from "../scoring/sfe/metrics.ts";
import { choiceLines, choicesOfRow } from "../scoring/vlmevalkit/choices.ts";
import { splitAtMarks } from "../scoring/vlmevalkit/image_marks.ts";
import { defineBenchmark, mediaList, RecordError, type Source, task, url } from "./define.ts";
import { imageEncoding, judgeReasoning, layout, mixedPrompt } from "./picture_prompts.ts";

const LICENCE = "MIT";

function table(name: string, md5: string): Source {
  return url({
    url: `https://opencompass.openxlab.space/utils/VLMEval/${name}.tsv`,
    md5,
    format: "tsv",
    licence: LICENCE,
    media: [{ column: "image", kind: "image", encoding: "base64", list: true }],
  });
}

const ENGLISH = table("SFE", "d4601425e7c9a62446b63a1faee17da5");
const CHINESE = table("SFE-zh", "3e0250b7f30da55bf8f7b95eace66d82");

const Row = z.looseObject({
  index: z.union([z.int(), z.string()]),
  question: z.string(),
  question_type: z.string(),
  category: z.string(),
  answer: z.coerce.string(),
  image: mediaList,
});
type Row = z.output<typeof Row>;

/** What each kind of question asks for; other kinds are only introduced. */
const FORMS: Readonly<Record<string, string>> = {
  mcq: "It is a multiple-choice question: answer with the letter of the right option.",
  exact_match: "It has one exact answer: answer with a single word or phrase.",
  open_ended: "It is an open question: answer with a phrase.",
};

function promptText(row: Row, formatHint: boolean): string {
  const form = formatHint && Object.hasOwn(FORMS, row.question_type)
    ? ` ${FORMS[row.question_type]}`
    : "";
  const lead = `You are an expert in ${row.category} and have to solve the question.${form}`;
  return `${lead} ${row.question}${row.question_type === "mcq" ? listed(row) : ""}`;
}

/** The options from A on, up to the first letter that is missing. */
function listed(row: Row): string {
  const choices = choicesOfRow(row);
  const letters = [..."ABCDEFGHIJKLMNO"];
  const gap = letters.findIndex((letter) => choices[letter] === undefined);
  const shown = Object.fromEntries(
    letters.slice(0, gap === -1 ? letters.length : gap).map((letter) => [letter, choices[letter]!]),
  );
  return Object.keys(shown).length === 0 ? "" : `\nChoices are:\n${choiceLines(shown)}`;
}

/** Of a record that is only scored no picture is at hand, and none is needed. */
function picturesOf({ image, question }: Row): readonly Media[] {
  if (image.length > 0) return image;
  const missing: Media = { missing: "the record brings no picture" };
  return Array<Media>(question.split("<image>").length - 1).fill(missing);
}

function messagesOf(
  row: Row,
  options: { formatHint: boolean } & Parameters<typeof settings>[0],
): readonly Message[] {
  const text = promptText(row, options.formatHint);
  try {
    return mixedPrompt(splitAtMarks(text, picturesOf(row)), ...settings(options));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new RecordError("question", "a text with as many marks as pictures", cause.message);
  }
}

function settings(
  { layout: where, imageEncoding: encoding }: {
    layout: z.output<typeof layout>;
    imageEncoding: z.output<typeof imageEncoding>;
  },
) {
  return [where, encoding] as const;
}

const demo: readonly Row[] = [
  {
    index: "self-1",
    question: "In <image>, which side of the sample glows?",
    question_type: "mcq",
    category: "chemistry",
    answer: "B",
    A: "The left side",
    B: "The right side",
    C: "Neither",
    image: [
      drawnPicture(32, 32, [{ x: 16, y: 0, width: 16, height: 32, colour: COLOURS.yellow }]),
    ],
  },
  {
    index: "self-2",
    question: "<image>\nHow many bars does the chart have?",
    question_type: "exact_match",
    category: "earth",
    answer: "3",
    image: [
      drawnPicture(
        32,
        32,
        [4, 14, 24].map((x) => ({ x, y: 8, width: 4, height: 24, colour: COLOURS.blue })),
      ),
    ],
  },
  {
    index: "self-3",
    question: "What changed between <image> and <image>?",
    question_type: "open_ended",
    category: "astronomy",
    answer: "a dark spot appeared on the disc",
    image: [
      drawnPicture(32, 32, [{ x: 4, y: 4, width: 24, height: 24, colour: COLOURS.yellow }]),
      drawnPicture(32, 32, [
        { x: 4, y: 4, width: 24, height: 24, colour: COLOURS.yellow },
        { x: 12, y: 12, width: 4, height: 4, colour: COLOURS.black },
      ]),
    ],
  },
];

/** Scientists' First Exam: questions about scientific figures, graded by a judge. Contract: docs/benchmarks/sfe.md. */
export const sfe = defineBenchmark({
  id: "sfe",
  title: "SFE",
  version: 1,
  upstream: [
    "VLMEvalKit@e8e78f05 vlmeval/dataset/sfebench.py",
    "VLMEvalKit@6410ee64 vlmeval/dataset/sfebench.py",
  ],
  options: {
    layout,
    formatHint: z.boolean().default(true)
      .describe(
        "Whether the prompt says in which form to answer; the Intern adapter leaves it out.",
      ),
    imageEncoding,
    judgeReasoning,
  },
  tasks: ({ judgeReasoning, ...prompt }) =>
    ([["judge", "English", ENGLISH], ["judge_zh", "Chinese", CHINESE]] as const).map((
      [id, title, source],
    ) =>
      task<Row, SfeTarget>({
        id,
        title,
        byDefault: id === "judge",
        source,
        record: Row,
        reasoning: "interns1-adapter",
        sample: (row) => ({
          id: String(row.index),
          messages: messagesOf(row, prompt),
          target: { question: row.question, answer: row.answer },
          groups: { category: row.category, question_type: row.question_type },
        }),
        scorer: sfeJudge(judgeReasoning),
        metrics: sfeMetrics,
        primary: "Overall",
        reference: ({ answer }) => answer,
        demo,
      })
    ),
  headline: { kind: "metric", task: "judge", metric: "Overall" },
});

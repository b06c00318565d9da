import { z } from "zod";
import type { ImagePart, Media, Message, Part } from "../scoring/messages.ts";
import { COLOURS, drawnPicture } from "../scoring/picture/drawn.ts";
import { cotReading } from "../scoring/mmmu_pro/cot.ts";
import { orderImages } from "../scoring/mmmu_pro/image_order.ts";
import {
  mmmuProMetrics,
  mmmuProOfficial,
  type MmmuProTarget,
} from "../scoring/mmmu_pro/official.ts";
import { lettered, readOptions } from "../scoring/mmmu_pro/options.ts";
import { fieldAccuracies } from "../scoring/mmmu_pro/subjects.ts";
import { meanByGroup } from "../scoring/metrics/mean.ts";
import { choiceLines, choicesOfList, choicesOfRow } from "../scoring/vlmevalkit/choices.ts";
import { splitAtNumberedMarks } from "../scoring/vlmevalkit/image_marks.ts";
import { mcqAccuracy, mcqMetrics } from "../scoring/vlmevalkit/mcq_metrics.ts";
import { mcqScorer, type McqTarget } from "../scoring/vlmevalkit/mcq_scorer.ts";
import {
  defineBenchmark,
  mediaCell,
  mediaList,
  RecordError,
  type Sample,
  type Source,
  type Task,
  task,
  url,
} from "./define.ts";
import { chainOptions, imagePart, layout, mcqOptions, mixedPrompt } from "./picture_prompts.ts";

const RECORDS = 1730;

function table(name: string, md5: string): Source {
  return url({
    url: `https://opencompass.openxlab.space/utils/VLMEval/${name}.tsv`,
    md5,
    format: "tsv",
    records: RECORDS,
    licence: "Apache-2.0",
    media: [
      { column: "image", kind: "image", encoding: "base64", list: true },
      // The hub's own files, where the user gives one.
      ...[1, 2, 3, 4, 5, 6, 7].map((n) =>
        ({ column: `image_${n}`, kind: "image", encoding: "bytes" }) as const
      ),
    ],
  });
}

const STANDARD = table("MMMU_Pro_10c", "22cee868fe6b680d14b99bfff6db8172");
const VISION = table("MMMU_Pro_V", "d01441a87b3dbe721b5a04652ae38009");

/** A question of either setting and of either file. */
interface Question {
  readonly id: string;
  readonly question: string;
  readonly options: readonly string[];
  readonly answer: string;
  readonly subject: string | null;
  readonly images: readonly Media[];
}

const Subject = z.string().nullish();
const Letter = z.string().regex(/^[A-J]$/, "a letter from A to J");

const TableRow = z.looseObject({
  index: z.union([z.int(), z.string()]),
  id: z.string().nullish(),
  question: z.string().default(""),
  answer: Letter,
  category: Subject,
  subject: Subject,
  image: mediaList,
}).transform((row): Question => ({
  id: row.id ?? String(row.index),
  question: row.question,
  options: Object.values(choicesOfRow(row)),
  answer: row.answer,
  subject: row.subject ?? row.category ?? null,
  images: row.image,
}));

const HubRow = z.looseObject({
  id: z.string(),
  question: z.string().default(""),
  options: z.string().transform((literal, context) => {
    try {
      return readOptions(literal);
    } catch {
      context.addIssue({ code: "custom", message: "a Python list of texts" });
      return z.NEVER;
    }
  }),
  answer: Letter,
  subject: Subject,
  image: z.unknown().optional(),
}).transform((row): Question => {
  const numbered = [1, 2, 3, 4, 5, 6, 7].flatMap((n) => {
    const cell = row[`image_${n}`];
    return cell === null || cell === undefined ? [] : [mediaCell.parse(cell)];
  });
  const { id, question, options, answer } = row;
  const images = row.image == null ? numbered : [mediaCell.parse(row.image)];
  return { id, question, options, answer, subject: row.subject ?? null, images };
});

/** A row of VLMEvalKit's tables, or of the hub, told by its list of options. */
const Row: z.ZodType<Question> = z.unknown().transform((record, context) => {
  const isHub = typeof record === "object" && record !== null && "options" in record;
  const isQuestion = isHub && Array.isArray(record.options);
  if (isQuestion) return record as Question;
  const parsed = (isHub ? HubRow : TableRow).safeParse(record);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
  return z.NEVER;
});

/** How a prompt asks for its answer: a letter at once, or behind steps. */
const STEPS =
  "Think step by step. The last line of your reply must be 'Answer: $LETTER' (without " +
  "quotes), LETTER being one of the options.";
const DIRECT = "Answer with the letter of the right option and nothing else.";
const READ_FIRST = "Write out the question that the picture shows, then solve it. ";

function chainParts({ question, options, images }: Question, end: string) {
  const listed = options.length === 0 ? "" : `Options:\n${choiceLines(choicesOfList(options))}`;
  try {
    return splitAtNumberedMarks(
      `Question: ${question}\n${listed}${end}`,
      imagesOf(images, question),
    );
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new RecordError("question", "a text whose marks name its pictures", cause.message);
  }
}

const NO_PICTURE: Media = { missing: "the record brings no picture" };

/** Of a record that is only scored no picture is at hand, and none is needed. */
function imagesOf(images: readonly Media[], question: string): readonly Media[] {
  return images.length > 0
    ? images
    : Array<Media>(question.includes("<image ") ? 9 : 1).fill(NO_PICTURE);
}

/** Enlarges the first picture as the Intern adapter does. */
function enlarged(messages: readonly Message[], factor: number): readonly Message[] {
  if (factor === 1) return messages;
  let done = false;
  return messages.map((message) =>
    typeof message.content === "string" ? message : {
      ...message,
      content: message.content.map((part): Part => {
        if (done || part.type !== "image") return part;
        done = true;
        return { ...part, encoding: { kind: "bilinear", factor } };
      }),
    }
  );
}

/** Text first, then the pictures in the order of their marks. */
function officialMessages(row: Question, setting: Setting): readonly Message[] {
  if (setting === "vision") {
    const image: ImagePart = { type: "image", image: row.images[0] ?? NO_PICTURE };
    return [{ role: "user", content: [{ type: "text", text: READ_FIRST + STEPS }, image] }];
  }
  const { order, text } = orderImages(`${row.question}\n${lettered(row.options)}\n${STEPS}`);
  const images = order.map((number): ImagePart => ({
    type: "image",
    image: row.images[number - 1] ?? { missing: `the record has no picture ${number}` },
  }));
  return [{ role: "user", content: [{ type: "text", text }, ...images] }];
}

type Setting = "standard" | "vision";

const PICTURE = drawnPicture(32, 32, [
  { x: 8, y: 8, width: 16, height: 16, colour: COLOURS.red },
]);
const OTHER = drawnPicture(32, 32, [
  { x: 8, y: 8, width: 16, height: 16, colour: COLOURS.blue },
]);
const COLOUR_NAMES = ["Red", "Blue", "Green", "Black", "White", "Grey", "Pink", "Gold", "Brown"];
const demos: Readonly<Record<Setting, readonly Question[]>> = {
  standard: [
    {
      id: "self-1",
      question: "Which colour has the square in <image 1>?",
      options: COLOUR_NAMES,
      answer: "A",
      subject: "Art",
      images: [PICTURE],
    },
    {
      id: "self-2",
      question:
        "<image 1> shows a dye before and <image 2> after a base was added. Which pH jump fits?",
      options: ["6 to 9", "9 to 6", "1 to 2"],
      answer: "A",
      subject: "Chemistry",
      images: [PICTURE, OTHER],
    },
  ],
  vision: [
    {
      id: "self-1",
      question: "",
      options: ["Red", "Blue"],
      answer: "B",
      subject: "Art",
      images: [OTHER],
    },
  ],
};

/** MMMU-Pro: questions on pictures of 30 subjects, in two settings. Contract: docs/benchmarks/mmmu-pro.md. */
export const mmmuPro = defineBenchmark({
  id: "mmmu-pro",
  title: "MMMU-Pro",
  version: 1,
  upstream: [
    "MMMU-Benchmark/MMMU@bb0b95a9 mmmu-pro/evaluate.py",
    "MMMU-Benchmark/MMMU@bb0b95a9 mmmu-pro/infer/infer_gpt.py",
    "VLMEvalKit@e8e78f05 vlmeval/dataset/image_mcq.py:MMMUProDataset",
    "VLMEvalKit@6410ee64 vlmeval/dataset/image_mcq.py:MMMUProDataset",
  ],
  options: {
    layout,
    upscaleFirst: z.union([z.literal(1), z.literal(2)]).default(1)
      .describe("How many times the first picture is enlarged; the Intern adapter does it twice."),
    ...mcqOptions,
  },
  tasks({ layout: where, upscaleFirst, ...chain }) {
    const { version, imageEncoding } = chain;
    const cot = chainOptions(chain);
    // The step for replies that were asked for steps belongs to the chain itself.
    const cotChain = mcqScorer(
      cot.reading === undefined ? { ...cot, reading: cotReading(version) } : cot,
    );
    const shared = (setting: Setting) => ({
      source: setting === "standard" ? STANDARD : VISION,
      record: Row,
      demo: demos[setting],
      primary: "accuracy",
      reference: ({ answer }: Question) => `Answer: ${answer}`,
    });
    const chained = (id: string, setting: Setting, steps: boolean): Task =>
      task<Question, McqTarget>({
        ...shared(setting),
        id,
        title: `${setting}, ${steps ? "step by step" : "direct"}, VLMEvalKit's chain`,
        byDefault: steps,
        sample: (row) => ({
          id: row.id,
          messages: enlarged(
            setting === "vision"
              ? [{
                role: "user",
                content: [
                  imagePart(row.images[0] ?? NO_PICTURE, imageEncoding),
                  { type: "text", text: steps ? READ_FIRST + STEPS : DIRECT },
                ],
              }]
              : mixedPrompt(chainParts(row, steps ? STEPS : DIRECT), where, imageEncoding),
            upscaleFirst,
          ),
          target: {
            question: row.question,
            choices: choicesOfList(row.options),
            answer: row.answer,
          },
          groups: groupsOf(row),
        }),
        scorer: steps ? cotChain : mcqScorer(cot),
        metrics: [...mcqMetrics, meanByGroup(mcqAccuracy, "subject"), fieldAccuracies],
      });
    const official = (id: string, setting: Setting): Task =>
      task<Question, MmmuProTarget>({
        ...shared(setting),
        id,
        title: `${setting}, step by step, the authors' scorer`,
        byDefault: false,
        sample: (row): Sample<MmmuProTarget> => ({
          id: row.id,
          messages: officialMessages(row, setting),
          target: { options: row.options, answer: row.answer },
          groups: groupsOf(row),
        }),
        scorer: mmmuProOfficial,
        metrics: mmmuProMetrics,
      });
    return [
      chained("vlmeval_cot", "standard", true),
      chained("vlmeval_cot_vision", "vision", true),
      chained("vlmeval_direct", "standard", false),
      chained("vlmeval_direct_vision", "vision", false),
      official("official", "standard"),
      official("official_vision", "vision"),
    ];
  },
  headline: {
    kind: "mean",
    metric: "accuracy",
    tasks: ["vlmeval_cot", "vlmeval_cot_vision"],
  },
});

function groupsOf({ subject }: Question): Record<string, string> {
  return subject === null ? {} : { subject };
}

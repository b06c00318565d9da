import { z } from "zod";
import { COLOURS, drawnPicture } from "../scoring/picture/drawn.ts";
import type { Media } from "../scoring/messages.ts";
import { xlrsJudgeMetrics, xlrsMetrics, xlrsTask } from "../scoring/xlrs/metrics.ts";
import { xlrsJudge, xlrsRule, xlrsStated, type XlrsTarget } from "../scoring/xlrs/scorers.ts";
import {
  defineBenchmark,
  type HubSource,
  mediaList,
  RecordError,
  type Source,
  task,
} from "./define.ts";
import { judgeReasoning, picturesFirst } from "./picture_prompts.ts";

const REPO = "initiacms/XLRS-Bench-lite_VLM";
const PARTS = 15;

function part(number: number): HubSource {
  return {
    kind: "hub",
    repo: REPO,
    revision: "main",
    path: `XLRS-Bench-lite_part${number}.jsonl`,
    format: "jsonl",
    licence: "CC-BY-NC-SA-4.0 (questions); the pictures' sources have terms of their own",
    media: [{ column: "image", kind: "image", encoding: "base64", list: true }],
  };
}

/** The parts in this order, none left out; a row's number over all of them is its index. */
const SOURCE: Source = {
  ...part(0),
  further: Array.from({ length: PARTS - 1 }, (_, at) => part(at + 1)),
};

const Row = z.object({
  index: z.union([z.int(), z.string()]).optional(),
  question: z.string(),
  "multi-choice options": z.string(),
  category: z.string(),
  "l2-category": z.string(),
  answer: z.string().regex(/^[A-E]+$/, "letters from A to E"),
  image: mediaList,
});
type Row = z.output<typeof Row>;

function taskOf(row: Row): string {
  try {
    return xlrsTask(row.category, row["l2-category"]);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new RecordError("category", 'a name without "/"', cause.message);
  }
}

const PICTURE: Media = drawnPicture(48, 48, [
  { x: 0, y: 20, width: 48, height: 6, colour: COLOURS.black },
  { x: 6, y: 4, width: 10, height: 10, colour: COLOURS.red },
  { x: 30, y: 30, width: 14, height: 14, colour: COLOURS.red },
]);
const demo: readonly Row[] = [
  {
    index: "self-1",
    question: "Which colour have the roofs?",
    "multi-choice options":
      " The choices are listed below:\n(A) red\n(B) grey\n(C) blue\n(D) white\n" +
      "Select the best answer and reply with its letter only.",
    category: "Object properties",
    "l2-category": "Object color",
    answer: "A",
    image: [PICTURE],
  },
  {
    index: "self-2",
    question: "Which kinds of land use are there?",
    "multi-choice options":
      " The choices are listed below:\n(A) houses\n(B) harbour\n(C) road\n(D) forest\n" +
      "Select the best answer; several may be right. Reply with their letters, separated by blanks.",
    category: "Scene classification",
    "l2-category": "Overall land use",
    answer: "AC",
    image: [PICTURE],
  },
];

/** XLRS-Bench (lite): questions on very large aerial pictures. Contract: docs/benchmarks/xlrs-bench.md. */
export const xlrsBench = defineBenchmark({
  id: "xlrs-bench",
  title: "XLRS-Bench",
  version: 1,
  upstream: [
    "VLMEvalKit@e8e78f05 vlmeval/dataset/image_mcq.py:XLRSBench",
    "VLMEvalKit@6410ee64 vlmeval/dataset/image_mcq.py:XLRSBench",
    "AI9Stars/XLRS-Bench@828ac0a README.md",
  ],
  options: {
    maxPixels: z.int().positive().nullable().default(null)
      .describe("Most pixels of a picture; larger ones are made smaller before they are sent."),
    judgeReasoning,
  },
  tasks: ({ maxPixels, judgeReasoning }) =>
    ([
      ["judge", "letters by a judge", xlrsJudge(judgeReasoning), xlrsJudgeMetrics],
      ["rule", "letters by rule", xlrsRule, xlrsMetrics],
      ["assay", "stated letters, then the rule", xlrsStated, xlrsMetrics],
    ] as const).map(([id, title, scorer, metrics]) =>
      task<Row, XlrsTarget>({
        id,
        title,
        byDefault: id === "judge",
        source: SOURCE,
        record: Row,
        sample(row, { index }) {
          const options = row["multi-choice options"];
          const messages = picturesFirst(row.image, row.question + options, "original");
          return {
            id: String(row.index ?? index),
            messages: maxPixels === null ? messages : smaller(messages, maxPixels),
            target: { question: row.question, options, answer: row.answer },
            groups: { task: taskOf(row) },
          };
        },
        scorer,
        metrics,
        primary: "Overall macro",
        reference: ({ answer }) => [...answer].join(" "),
        demo,
      })
    ),
  headline: { kind: "metric", task: "judge", metric: "Overall macro" },
});

function smaller(messages: ReturnType<typeof picturesFirst>, pixels: number) {
  return messages.map((message) =>
    typeof message.content === "string" ? message : {
      ...message,
      content: message.content.map((part) =>
        part.type === "image"
          ? { ...part, encoding: { kind: "max-pixels", pixels } as const }
          : part
      ),
    }
  );
}

import { z } from "zod";
import type { Media } from "../scoring/messages.ts";
import { COLOURS, drawnPicture } from "../scoring/picture/drawn.ts";
import { msearthMetrics, msearthOfficial } from "../scoring/msearth/official.ts";
import { parseQuery } from "../scoring/msearth/query.ts";
import { msearthReading } from "../scoring/msearth/reading.ts";
import { choiceLines, type Choices, choicesOfRow } from "../scoring/vlmevalkit/choices.ts";
import { mcqMetrics } from "../scoring/vlmevalkit/mcq_metrics.ts";
import { mcqScorer, type McqTarget } from "../scoring/vlmevalkit/mcq_scorer.ts";
import { defineBenchmark, hub, mediaCell, mediaList, type Source, task, url } from "./define.ts";
import { chainOptions, mcqOptions, picturesFirst } from "./picture_prompts.ts";

/** Neither licence nor number of records was found where the data is described. */
const LICENCE = "not stated";

const TABLE: Source = url({
  url: "https://opencompass.openxlab.space/utils/VLMEval/MSEarthMCQ.tsv",
  md5: "4e32b487dbd241e66458251186540a6d",
  format: "tsv",
  licence: LICENCE,
  media: [{ column: "image", kind: "image", encoding: "base64", list: true }],
});

const HUB: Source = hub({
  repo: "MSEarth/MSEarth_MCQ",
  revision: "main",
  path: "data/train-00000-of-00001.parquet",
  format: "parquet",
  licence: LICENCE,
  media: [{ column: "image", kind: "image", encoding: "bytes" }],
});

const Label = z.string().nullish();

const TableRow = z.looseObject({
  index: z.union([z.int(), z.string()]),
  question: z.string(),
  answer: z.string().regex(/^[A-Z]$/, "a letter"),
  hint: Label,
  category: Label,
  "l2-category": Label,
  image: mediaList,
});
type TableRow = z.output<typeof TableRow>;

const HubRow = z.object({
  query: z.string(),
  response: z.string().regex(/\S/, "a gold answer"),
  question_id: z.union([z.int(), z.string()]),
  image: mediaCell,
  classification_result: z.object({ primary_sphere: Label }).nullish(),
  vqa_type: z.object({ vqa_type: Label, question_category: Label }).nullish(),
});
type HubRow = z.output<typeof HubRow>;

/** A question as the chain takes it, whichever of the two files it came from. */
interface Question {
  readonly id: string;
  readonly question: string;
  readonly choices: Choices;
  readonly answer: string;
  readonly hint: string;
  readonly images: readonly Media[];
  readonly groups: Readonly<Record<string, string>>;
}

const ofTable = (row: TableRow): Question => ({
  id: String(row.index),
  question: row.question,
  choices: choicesOfRow(row),
  answer: row.answer,
  hint: row.hint ?? "",
  images: row.image,
  groups: labels({ category: row.category, "l2-category": row["l2-category"] }),
});

function ofHub(row: HubRow): Question {
  const { question, answer, ...options } = parseQuery(row.query, row.response);
  return {
    id: String(row.question_id),
    question,
    choices: choicesOfRow(options),
    answer,
    hint: "",
    images: [row.image],
    groups: hubLabels(row),
  };
}

function hubLabels({ classification_result, vqa_type }: HubRow): Record<string, string> {
  return labels({
    primary_sphere: classification_result?.primary_sphere,
    vqa_type: vqa_type?.vqa_type,
    question_category: vqa_type?.question_category,
  });
}

function labels(found: Readonly<Record<string, string | null | undefined>>) {
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, label]) => label ? [[name, label]] : []),
  );
}

const prompts = ["assay", "vlmeval"] as const;

function promptText({ question, choices, hint }: Question, prompt: typeof prompts[number]): string {
  const options = choiceLines(choices);
  const end = prompt === "vlmeval"
    ? "Select the correct option, such as A, B, C or D, or state its content, without an explanation."
    : 'Think about which option is correct, then end your reply with a line "Answer: " and the ' +
      "letter of that option.";
  return "Here is a multiple-choice question about the given input image.\n\n" +
    (hint === "" ? "" : `Hint: ${hint}\n`) + `Caption:\n ${question}\n` +
    (options === "" ? "" : `Options:\n${options}${end}`);
}

/** The authors' prompt wants a JSON object; the picture stands behind the text. */
function officialText(query: string): string {
  return `${
    query.replaceAll("<image>", "")
  }\nReply with a JSON object in a fenced block marked json, ` +
    'with the keys "answer" (the letter and text of the right option) and "Explanation".';
}

const PICTURE = drawnPicture(32, 32, [
  { x: 0, y: 16, width: 32, height: 16, colour: COLOURS.blue },
  { x: 20, y: 8, width: 8, height: 8, colour: COLOURS.green },
]);
const demo: readonly TableRow[] = [
  {
    index: "self-1",
    question: "Invented coast.\nQuestion:\nWhat lies in the lower half?",
    A: "Water",
    B: "Forest",
    C: "Ice",
    D: "None of the above",
    answer: "A",
    category: "hydrosphere",
    image: [PICTURE],
  },
  {
    index: "self-2",
    question: "Invented coast.\nQuestion:\nHow many islands are drawn?",
    A: "Two",
    B: "Three",
    C: "Four",
    D: "None of the above",
    answer: "D",
    category: "lithosphere",
    image: [PICTURE],
  },
];
const hubDemo: readonly HubRow[] = [
  {
    query:
      "<image>\nCaption:\nInvented coast.\nQuestion:\nWhat lies in the lower half?\nOptions:\n" +
      "A. Water\nB. Forest\nC. Ice\nD. None of the above",
    response: "A. Water",
    question_id: "self-1",
    image: PICTURE,
    classification_result: { primary_sphere: "hydrosphere" },
    vqa_type: { vqa_type: "map", question_category: "reading" },
  },
];

/** MSEarth, multiple choice: questions on figures of Earth science. Contract: docs/benchmarks/msearth-mcq.md. */
export const msearthMcq = defineBenchmark({
  id: "msearth-mcq",
  title: "MSEarth-MCQ",
  version: 1,
  upstream: [
    "VLMEvalKit@e8e78f05 vlmeval/dataset/image_mcq.py:MSEarthMCQ",
    "VLMEvalKit@c0e00dbe vlmeval/dataset/image_mcq.py:MSEarthMCQ.load_data",
    "xiangyu-mm/MSEarth@4af8757 auto_evaluator/evaluation/evaluation_mcq.py",
  ],
  options: {
    source: z.enum(["vlmevalkit", "hub"]).default("vlmevalkit")
      .describe("Where the questions are: VLMEvalKit's table, or the hub, which tells spheres."),
    prompt: z.enum(prompts).default("assay")
      .describe("Wording of the question; the task `official` has its own."),
    ...mcqOptions,
  },
  tasks({ source, prompt, ...chain }) {
    const shared = {
      id: "vlmeval",
      title: "letters, VLMEvalKit's chain",
      scorer: mcqScorer(chainOptions(chain, msearthReading)),
      metrics: mcqMetrics,
      primary: "accuracy",
    };
    const sampleOf = (question: Question) => ({
      id: question.id,
      messages: picturesFirst(question.images, promptText(question, prompt), chain.imageEncoding),
      target: { question: question.question, choices: question.choices, answer: question.answer },
      groups: question.groups,
    });
    return [
      source === "hub"
        ? task<HubRow, McqTarget>({
          ...shared,
          source: HUB,
          record: HubRow,
          sample: (row) => sampleOf(ofHub(row)),
          reference: (row) => `Answer: ${ofHub(row).answer}`,
          demo: hubDemo,
        })
        : task<TableRow, McqTarget>({
          ...shared,
          source: TABLE,
          record: TableRow,
          sample: (row) => sampleOf(ofTable(row)),
          reference: ({ answer }) => `Answer: ${answer}`,
          demo,
        }),
      task<HubRow, string>({
        id: "official",
        title: "JSON, the authors' scorer",
        byDefault: false,
        source: HUB,
        record: HubRow,
        sample: (row) => ({
          id: String(row.question_id),
          messages: [{
            role: "user",
            content: [{ type: "text", text: officialText(row.query) }, {
              type: "image",
              image: row.image,
            }],
          }],
          target: row.response,
          groups: hubLabels(row),
        }),
        scorer: msearthOfficial,
        metrics: msearthMetrics,
        primary: "accuracy_all",
        reference: ({ response }) => `{"answer": ${JSON.stringify(response)}}`,
        demo: hubDemo,
      }),
    ];
  },
  headline: { kind: "metric", task: "vlmeval", metric: "accuracy" },
});

import { z } from "zod";
import type { Json } from "../../scoring/json.ts";
import type { Message } from "../../scoring/messages.ts";
import {
  choiceMetrics,
  goldLetter,
  NO_SUBJECT,
  sarenaChoice,
  SUBJECT,
} from "../../scoring/sarena/choice.ts";
import { sarenaComposite } from "../../scoring/sarena/composite.ts";
import {
  metricName,
  modelMetricsOf,
  pictureMetrics,
  type PictureTask,
} from "../../scoring/sarena/picture_metrics.ts";
import { type PictureTarget, sarenaPicture } from "../../scoring/sarena/picture_scorer.ts";
import type { TaskNumbers } from "../../scoring/types.ts";
import {
  defineBenchmark,
  hub,
  mediaCell,
  RecordError,
  type SampleContext,
  type Source,
  type Task,
  task,
} from "../define.ts";
import { imageEncoding, imagePart } from "../picture_prompts.ts";
import { demoRows, demoTruths } from "./demo.ts";
import { sarenaPrompt } from "./prompt.ts";
import { recordId } from "./record_id.ts";
import { type Kind, kinds, Truth, truthsOf } from "./truth.ts";

const REPO = "JoeLeelyf/SArena-VLMEvalKit";
const LICENCE = "not stated";

type SetName = "full" | "mini";

const FILES: Readonly<Record<SetName, { name: string; tsv: string; zip: string }>> = {
  full: {
    name: "SArena",
    tsv: "2a747c13c063a6c9839c66611b61526c",
    zip: "884c4a5eff55325e22c5f0aae21b13e7",
  },
  mini: {
    name: "SArena_MINI",
    tsv: "c87fa82819a5fce652df40f6332266ff",
    zip: "d49fe7241d16b54aa33a09e90d95af96",
  },
};

function prompts(set: SetName, kind: Kind): Source {
  const { name, tsv } = FILES[set];
  return hub({
    repo: REPO,
    revision: "main",
    path: `${name}.tsv`,
    md5: tsv,
    format: "tsv",
    licence: LICENCE,
    media: [{ column: "image", kind: "image", encoding: "base64" }],
    subset: { where: (record) => placeOf(record, kind) !== null },
  });
}

function truths(set: SetName, kind: Kind): Source {
  const { name, zip } = FILES[set];
  return hub({
    repo: REPO,
    revision: "main",
    path: `${name}.zip`,
    md5: zip,
    format: "json",
    licence: LICENCE,
    assemble: (read) => truthsOf(kind, read),
  });
}

const Cell = z.union([z.string(), z.number()]).nullish();
const Row = z.looseObject({
  index: z.union([z.int(), z.string()]),
  question: z.string(),
  "l2-category": z.string(),
  category: z.string().nullish(),
  dataset: z.string().nullish(),
  id: Cell,
  image: mediaCell.optional(),
  /** The true answer, of a record that brings its own. */
  truth: z.string().optional(),
});
type Row = z.output<typeof Row>;

/** Task and record that a row belongs to; `null` for a row of another kind. */
function placeOf(record: unknown, kind: Kind): { name: string; id: number } | null {
  const row = Row.safeParse(record);
  if (!row.success) return null;
  for (const name of kinds[kind]) {
    const id = recordId(row.data, name);
    if (id !== null) return { name, id };
  }
  return null;
}

/** What a row is held against: its own truth, or that of the archive. */
function truthOf(row: Row, kind: Kind, truths: readonly Truth[] | undefined): Truth {
  const place = placeOf(row, kind);
  if (place === null) {
    throw new RecordError("l2-category", `a task of ${kind}`, JSON.stringify(row["l2-category"]));
  }
  if (row.truth !== undefined) return { ...place, truth: row.truth };
  const found = truths?.find(({ name, id }) => name === place.name && id === place.id);
  if (found !== undefined) return found;
  throw new RecordError(
    "truth",
    `the answer to ${place.name} ${place.id}`,
    "missing in the archive",
  );
}

function messagesOf(row: Row, encoding: z.output<typeof imageEncoding>): readonly Message[] {
  const { question, image = { missing: "the record brings no picture" } } = row;
  const content = sarenaPrompt({ category: row["l2-category"], question, image: "" })
    .map(([kind, text]) =>
      kind === "image" ? imagePart(image, encoding) : { type: "text", text } as const
    );
  return [{ role: "user", content }];
}

/** The composite, with upstream's formula where asked. */
function compositeOf(number: TaskNumbers) {
  const of = (task: PictureTask, metric: string) => number(task, metricName(task, metric));
  return sarenaComposite({
    clip: of("T2SVG", "CLIP-Score-I2I"),
    dino: of("I2SVG", "DINO-Score"),
    ssim: of("I2SVG", "SSIM"),
    lpips: of("I2SVG", "LPIPS"),
  });
}

/** SArena, icon domain: SVG understood, written and edited. Contract: docs/benchmarks/sarena-icon.md. */
export const sarenaIcon = defineBenchmark({
  id: "sarena-icon",
  title: "SArena-Icon",
  version: 1,
  upstream: [
    "VLMEvalKit@e8e78f05 vlmeval/dataset/sarena.py",
    "VLMEvalKit@e8e78f05 vlmeval/dataset/utils/sarena.py",
  ],
  modes: ["non-thinking", "thinking"],
  options: {
    set: z.enum(["full", "mini"]).default("full").describe("The whole set, or the small one."),
    imageEncoding,
  },
  tasks({ set, imageEncoding }) {
    const shared = (kind: Kind) => ({
      id: kind,
      source: prompts(set, kind),
      support: { source: truths(set, kind), record: Truth, demo: demoTruths[kind] },
      record: Row,
      reasoning: "interns1-adapter" as const,
      demo: demoRows[kind] as readonly Row[],
    });
    const sampleOf = <Target extends Json>(
      kind: Kind,
      row: Row,
      { support }: SampleContext<Truth>,
      target: (truth: string) => Target,
    ) => {
      const truth = truthOf(row, kind, support);
      return {
        id: `${truth.name}_${truth.id}`,
        messages: messagesOf(row, imageEncoding),
        target: target(truth.truth),
        groups: kind === "understanding"
          ? { [SUBJECT]: truth.subject ?? NO_SUBJECT }
          : { task: truth.name },
      };
    };
    const understanding = task<Row, string, Truth>({
      ...shared("understanding"),
      title: "questions about SVG",
      sample: (row, context) => sampleOf("understanding", row, context, goldLetter),
      scorer: sarenaChoice,
      metrics: choiceMetrics,
      primary: "Overall",
      reference: (row, _files, support) => goldLetter(truthOf(row, "understanding", support).truth),
    });
    const pictures = (["T2SVG", "I2SVG", "Edit"] as const).map((kind): Task =>
      task<Row, PictureTarget, Truth>({
        ...shared(kind),
        title: TITLES[kind],
        sample: (row, context) => sampleOf(kind, row, context, (svg) => ({ svg })),
        sketch: ({ svg }, { answer }) => ({
          shapes: [],
          svgs: [
            { label: "the true picture", svg },
            ...(answer === null ? [] : [{ label: "the reply", svg: answer }]),
          ],
        }),
        scorer: sarenaPicture(modelMetricsOf[kind]),
        metrics: pictureMetrics(kind),
        primary: metricName(kind, PRIMARIES[kind]),
        reference: (row, _files, support) =>
          `\`\`\`svg\n${truthOf(row, kind, support).truth}\n\`\`\``,
      })
    );
    return [understanding, ...pictures];
  },
  headline: {
    kind: "formula",
    metric: "icon",
    tasks: ["T2SVG", "I2SVG"],
    value: (number) => compositeOf(number).icon,
  },
  aggregates(number): Record<string, number | null> {
    const { icon_upstream_swapped } = compositeOf(number);
    return icon_upstream_swapped === null ? {} : { icon_upstream_swapped };
  },
  remark:
    "The report does not say what its number is; this is the composite of VLMEvalKit with SSIM " +
    "and LPIPS in their own places, and needs CLIP, DINOv2 and LPIPS.",
});

/** What the composite takes first of a task; it says what is missing where there is no composite. */
const PRIMARIES: Readonly<Record<PictureTask, string>> = {
  T2SVG: "CLIP-Score-I2I",
  I2SVG: "DINO-Score",
  Edit: "SSIM",
};

const TITLES: Readonly<Record<PictureTask, string>> = {
  T2SVG: "text to SVG",
  I2SVG: "picture to SVG",
  Edit: "edits of SVG",
};

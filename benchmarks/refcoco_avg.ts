import { z } from "zod";
import { readBox } from "../scoring/grounding/read_box.ts";
import { boxUnits } from "../scoring/grounding/to_pixels.ts";
import { COLOURS, drawnPicture } from "../scoring/picture/drawn.ts";
import { seededDraw } from "../scoring/random.ts";
import { refcocoMetrics } from "../scoring/refcoco/metrics.ts";
import { refcocoScorer } from "../scoring/refcoco/scorer.ts";
import { refcocoSamples, type RefcocoTarget } from "../scoring/refcoco/table.ts";
import type { Shape } from "../scoring/sketch.ts";
import { defineBenchmark, hub, mediaCell, type Source, task } from "./define.ts";
import { imageEncoding, picturesFirst } from "./picture_prompts.ts";

/** A table of one picture and phrase a row, of all eight splits. Licence and count were not found. */
const SOURCE: Source = hub({
  repo: "mjuicem/RefCOCO-VLMEvalKit",
  revision: "main",
  path: "RefCOCO.tsv",
  md5: "f50ca356638ddac89b309311fd876a5d",
  format: "tsv",
  licence: "not stated; pictures of MS-COCO, annotations for research",
  media: [{ column: "image", kind: "image", encoding: "base64" }],
});

const Row = z.looseObject({
  index: z.union([z.int(), z.string()]),
  question: z.string(),
  image: mediaCell,
});
type Row = z.output<typeof Row>;

/** So many rows of each split, drawn with a fixed seed and asked in the order of the table. */
function perSplitOf(perSplit: number) {
  return (records: readonly unknown[]): readonly number[] => {
    const rows = records.map((record) => record as Record<string, unknown>);
    const bySplit = Map.groupBy(
      refcocoSamples(rows).map(({ split }, place) => ({ split, place })),
      ({ split }) => split,
    );
    const chosen: number[] = [];
    for (const [split, places] of bySplit) {
      const draw = seededDraw(`refcoco-avg/${split}`);
      const left = places.map(({ place }) => place);
      for (let n = 0; n < perSplit && left.length > 0; n++) {
        chosen.push(...left.splice(Math.floor(draw() * left.length), 1));
      }
    }
    return chosen.sort((a, b) => a - b);
  };
}

const SIZE = 64;
function demoRow(
  index: string,
  split: string,
  box: readonly [number, number, number, number],
): Row {
  const [x1, y1, x2, y2] = box;
  return {
    index,
    split,
    width: SIZE,
    height: SIZE,
    bbox_x1: x1,
    bbox_y1: y1,
    bbox_x2: x2,
    bbox_y2: y2,
    question: "Give the bounding box of the region that this describes: <ref>the red box</ref>",
    image: drawnPicture(SIZE, SIZE, [
      { x: x1, y: y1, width: x2 - x1, height: y2 - y1, colour: COLOURS.red },
    ]),
  };
}

function boxShape(corners: readonly number[], of: Shape["of"]): Shape {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners;
  const label = of === "gold" ? "the object" : "the reply's box";
  return { kind: "box", of, label, x: x1, y: y1, width: x2 - x1, height: y2 - y1 };
}

/** The demo has each split once, so that its average is one of all eight. */
const demo: readonly Row[] = [
  demoRow("self-1", "RefCOCO_val", [4, 8, 40, 32]),
  demoRow("self-2", "RefCOCO_testA", [16, 16, 48, 48]),
  demoRow("self-3", "RefCOCO_testB", [0, 0, 32, 20]),
  demoRow("self-4", "RefCOCO+_val", [20, 4, 60, 60]),
  demoRow("self-5", "RefCOCO+_testA", [8, 30, 30, 62]),
  demoRow("self-6", "RefCOCO+_testB", [32, 32, 64, 64]),
  demoRow("self-7", "RefCOCOg_val", [2, 40, 62, 60]),
  demoRow("self-8", "RefCOCOg_test", [24, 10, 44, 54]),
];

/** RefCOCO, RefCOCO+ and RefCOCOg: the box that a phrase means. Contract: docs/benchmarks/refcoco-avg.md. */
export const refcocoAvg = defineBenchmark({
  id: "refcoco-avg",
  title: "RefCOCO-avg",
  version: 1,
  upstream: ["VLMEvalKit@e8e78f05 vlmeval/dataset/refcoco.py"],
  modes: ["non-thinking", "thinking"],
  options: {
    boxUnit: z.enum(boxUnits as [typeof boxUnits[number], ...typeof boxUnits[number][]])
      .default("auto").describe("What the numbers of a reply count; `auto` is upstream's rule."),
    perSplit: z.int().positive().nullable().default(null)
      .describe("Rows of each split, drawn with a fixed seed; all where left out."),
    imageEncoding,
  },
  tasks: ({ boxUnit, perSplit, imageEncoding }) => [
    task<Row, RefcocoTarget>({
      id: "refcoco",
      title: "boxes of eight splits",
      source: perSplit === null ? SOURCE : { ...SOURCE, choose: perSplitOf(perSplit) },
      record: Row,
      reasoning: "interns1-adapter",
      sample(row) {
        const [found] = refcocoSamples([row]);
        const { split, target } = found!;
        return {
          id: `${split}_${row.index}`,
          messages: picturesFirst([row.image], row.question, imageEncoding),
          target,
          groups: { split },
        };
      },
      scorer: refcocoScorer({ boxUnit }),
      metrics: refcocoMetrics,
      primary: "precision:Average",
      reference(row) {
        const { target } = refcocoSamples([row])[0]!;
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = target.box ?? [];
        const fractions = [
          x1 / target.width,
          y1 / target.height,
          x2 / target.width,
          y2 / target.height,
        ];
        if (target.box === null || boxUnit === "pixels") {
          return target.box === null ? null : `[${target.box.join(", ")}]`;
        }
        const scale = boxUnit === "thousandths" ? 1000 : 1;
        return `[${fractions.map((value) => (scale * value).toFixed(6)).join(", ")}]`;
      },
      sketch({ box }, { values }) {
        const found = typeof values.box === "string" ? readBox(values.box) : null;
        return {
          shapes: [
            ...(box === null ? [] : [boxShape(box, "gold")]),
            ...(found === null ? [] : [boxShape(found, "reply")]),
          ],
          svgs: [],
        };
      },
      demo,
    }),
  ],
  headline: { kind: "metric", task: "refcoco", metric: "precision:Average" },
});

import { z } from "zod";
import type { Message } from "../scoring/messages.ts";
import { meanPercent, numberOf } from "../scoring/metrics/mean.ts";
import { COLOURS, drawnPicture } from "../scoring/picture/drawn.ts";
import { coordinateUnits, screenspotClick, toFraction } from "../scoring/screenspot/click.ts";
import { boxColumn, type ScreenspotTarget } from "../scoring/screenspot/element.ts";
import { screenspotPlatform } from "../scoring/screenspot/metrics.ts";
import { seeclick, seeclickMetrics } from "../scoring/screenspot/seeclick.ts";
import type { Shape } from "../scoring/sketch.ts";
import type { MeanMetric, Metric, Scored, SetMetric } from "../scoring/types.ts";
import { defineBenchmark, hub, mediaCell, type Source, type Task, task, url } from "./define.ts";
import { imageEncoding, imagePart } from "./picture_prompts.ts";

const REPO = "OS-Copilot/ScreenSpot-v2";
const REVISION = "5efbb1f";
const LICENCE = "Apache-2.0";

interface Platform {
  readonly id: "mobile" | "desktop" | "web";
  readonly name: string;
  readonly md5: string;
}

const PLATFORMS: readonly Platform[] = [
  { id: "mobile", name: "Mobile", md5: "234c858ab4f0e787e8388a73df65a4b7" },
  { id: "desktop", name: "Desktop", md5: "5f2aa2a497327bd33b2512a0c75cf994" },
  { id: "web", name: "Web", md5: "01cd0877ee1b735a6d5190b053ba9482" },
];

const IMAGES: Source = hub({
  repo: REPO,
  revision: REVISION,
  path: "screenspotv2_image.zip",
  // Of the archive only its pictures are used.
  format: "json",
  licence: LICENCE,
});

function sourceOf({ id, name, md5 }: Platform, from: "vlmevalkit" | "hub"): Source {
  return from === "hub"
    ? hub({
      repo: REPO,
      revision: REVISION,
      path: `screenspot_${id}_v2.json`,
      format: "json",
      licence: LICENCE,
      media: [{
        column: "img_filename",
        kind: "image",
        encoding: "path",
        archive: IMAGES,
        folder: "screenspotv2_image",
      }],
    })
    : url({
      url: "https://opencompass.openxlab.space/utils/benchmarks/GUI/ScreenSpot_v2/" +
        `ScreenSpot_v2_${name}.tsv`,
      md5,
      format: "tsv",
      licence: LICENCE,
      media: [{ column: "image", kind: "image", encoding: "base64" }],
    });
}

/** A row of either file: the hub calls picture and instruction otherwise. */
const Row = z.looseObject({
  index: z.union([z.int(), z.string()]).optional(),
  instruction: z.string().optional(),
  question: z.string().optional(),
  bbox: z.union([z.string(), z.array(z.number())]),
  data_type: z.enum(["text", "icon"]),
  data_source: z.string().nullish(),
  category: z.string().nullish(),
  image: mediaCell.optional(),
  img_filename: z.unknown().optional(),
  /** Width and height, of records without a picture. */
  image_size: z.tuple([z.number(), z.number()]).optional(),
}).refine((row) => row.instruction !== undefined || row.question !== undefined, {
  path: ["question"],
  message: "an instruction",
});
type Row = z.output<typeof Row>;

function pictureOf(row: Row) {
  const named = mediaCell.parse(row.img_filename);
  return "origin" in named ? named : row.image ?? named;
}

function targetOf(row: Row): ScreenspotTarget {
  const picture = pictureOf(row);
  const { width = 1, height = 1 } = "origin" in picture ? picture : {};
  return { box: boxColumn(row.bbox), size: row.image_size ?? [width, height] };
}

function messagesOf(row: Row, encoding: z.output<typeof imageEncoding>): readonly Message[] {
  return [
    {
      role: "system",
      content: "You are a GUI agent. You are given a task and a screenshot. Do the task with one " +
        "pyautogui action, click or moveTo. Give your answer in the format " +
        "`pyautogui.click(x=?, y=?)`; both coordinates are needed.\n",
    },
    {
      role: "user",
      content: [
        imagePart(pictureOf(row), encoding),
        {
          type: "text",
          text: "Complete this task on the screenshot by clicking with `pyautogui.click`.\n" +
            (row.instruction ?? row.question ?? ""),
        },
      ],
    },
  ];
}

/** The middle of the element, as fractions of the picture. */
function middle(row: Row): readonly [number, number] {
  const { box: [x = 0, y = 0, width = 0, height = 0], size: [across = 1, down = 1] } = targetOf(
    row,
  );
  return [(x + width / 2) / across, (y + height / 2) / down];
}

function elementShape([x = 0, y = 0, width = 0, height = 0]: readonly number[]): Shape {
  return { kind: "box", of: "gold", label: "the element", x, y, width, height };
}

/** The click of a scored answer, in pixels. */
function clickShapes(
  answer: string | null,
  size: readonly number[],
  unit: typeof coordinateUnits[number],
): readonly Shape[] {
  const [x = NaN, y = NaN] = (answer ?? "").split(", ").map(Number);
  if (Number.isNaN(x) || Number.isNaN(y)) return [];
  const [across, down] = toFraction(x, y, size, unit);
  const [width = 1, height = 1] = size;
  return [{ kind: "point", of: "reply", label: "the click", x: across * width, y: down * height }];
}

const accuracy = meanPercent("accuracy", "hit");

/** Accuracy of one kind of target, without upstream's weights. */
function ofType(type: "text" | "icon"): MeanMetric {
  return {
    ...accuracy,
    id: type,
    value: (item) => item.groups.type === type ? numberOf(item.values.hit) : null,
  };
}

/** How many rows there are, for the mean over all platforms. */
const rows: SetMetric = {
  kind: "set",
  id: "rows",
  unit: "count",
  better: "higher",
  range: [0, Infinity],
  compute: (items) => items.length,
};

const metrics: readonly Metric[] = [
  accuracy,
  ofType("text"),
  ofType("icon"),
  rows,
  screenspotPlatform,
];

const SIZE = 64;
function demoRow(
  index: string,
  data_type: "text" | "icon",
  bbox: readonly [number, number, number, number],
): Row {
  const [x, y, width, height] = bbox;
  return {
    index,
    question: "press the blue button",
    bbox: [...bbox],
    data_type,
    data_source: "self-written",
    img_filename: undefined,
    image: drawnPicture(SIZE, SIZE, [{ x, y, width, height, colour: COLOURS.blue }]),
  };
}
const demo = (id: string): readonly Row[] => [
  demoRow(`${id}-1`, "text", [8, 8, 20, 10]),
  demoRow(`${id}-2`, "icon", [40, 44, 16, 12]),
];

const mean = (values: readonly (number | null)[]): number | null =>
  values.some((value) => value === null)
    ? null
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;

const IDS = PLATFORMS.map(({ id }) => id);

/** ScreenSpot V2: where to click on a screenshot. Contract: docs/benchmarks/screenspot-v2.md. */
export const screenspotV2 = defineBenchmark({
  id: "screenspot-v2",
  title: "ScreenSpot V2",
  version: 1,
  upstream: [
    "VLMEvalKit@e8e78f05 vlmeval/dataset/GUI/screenspot.py",
    "SeeClick@0ef37ac4 pretrain/screenspot_test.py",
  ],
  modes: ["non-thinking", "thinking"],
  options: {
    source: z.enum(["vlmevalkit", "hub"]).default("vlmevalkit")
      .describe("Where the screenshots are: VLMEvalKit's tables, or the hub's lists and archive."),
    coordinateUnit: z.enum(
      coordinateUnits as [typeof coordinateUnits[number], ...typeof coordinateUnits[number][]],
    ).default("auto").describe("What coordinates count; `auto` is upstream's rule."),
    imageEncoding,
  },
  tasks({ source, coordinateUnit, imageEncoding }) {
    const shared = (platform: Platform) => ({
      source: sourceOf(platform, source),
      record: Row,
      sample: (row: Row, { index }: { readonly index: number }) => ({
        id: `${platform.id}_${row.index ?? index}`,
        messages: messagesOf(row, imageEncoding),
        target: targetOf(row),
        groups: { type: row.data_type, ...(row.category ? { category: row.category } : {}) },
      }),
      sketch: ({ box, size }: ScreenspotTarget, { answer }: Scored) => ({
        shapes: [elementShape(box), ...clickShapes(answer, size, coordinateUnit)],
        svgs: [],
      }),
      demo: demo(platform.id),
    });
    const scale = coordinateUnit === "thousandths" ? [1000, 1000] : null;
    const clicks = PLATFORMS.map((platform): Task =>
      task<Row, ScreenspotTarget>({
        ...shared(platform),
        id: platform.id,
        title: platform.name,
        reasoning: "interns1-adapter",
        scorer: screenspotClick({ coordinateUnit }),
        metrics,
        primary: "accuracy",
        reference(row) {
          const [x, y] = middle(row);
          const size = scale ?? (coordinateUnit === "pixel" ? targetOf(row).size : [1, 1]);
          return `pyautogui.click(x=${x * (size[0] ?? 1)}, y=${y * (size[1] ?? 1)})`;
        },
      })
    );
    const seeclicks = PLATFORMS.map((platform): Task =>
      task<Row, ScreenspotTarget>({
        ...shared(platform),
        id: `seeclick_${platform.id}`,
        title: `${platform.name}, SeeClick's scorer`,
        byDefault: false,
        reasoning: "none",
        scorer: seeclick,
        metrics: seeclickMetrics,
        primary: "action_acc",
        reference: (row) => `(${middle(row).map((value) => value.toFixed(4)).join(", ")})`,
      })
    );
    return [...clicks, ...seeclicks];
  },
  headline: {
    kind: "formula",
    metric: "micro",
    tasks: IDS,
    value(number) {
      let hits = 0;
      let all = 0;
      for (const id of IDS) {
        const share = number(id, "accuracy");
        const n = number(id, "rows");
        if (share === null || n === null) return null;
        hits += share * n;
        all += n;
      }
      return all === 0 ? null : hits / all;
    },
  },
  aggregates(number) {
    return {
      mean_of_platforms: mean(IDS.map((id) => number(id, "accuracy"))),
      mean_of_six_cells: mean(
        IDS.flatMap((id) => [number(id, "text"), number(id, "icon")]),
      ),
    };
  },
});

import { z } from "zod";
import { sarenaPrompt } from "../../benchmarks/sarena_icon/prompt.ts";
import { recordId } from "../../benchmarks/sarena_icon/record_id.ts";
import { splitReasoning } from "../../scoring/answers/reasoning.ts";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import { psnr } from "../../scoring/picture/psnr.ts";
import { ssim } from "../../scoring/picture/ssim.ts";
import type { Picture } from "../../scoring/picture/types.ts";
import { pySplit } from "../../scoring/python/text.ts";
import {
  choiceMetrics,
  goldLetter,
  NO_SUBJECT,
  sarenaChoice,
  SUBJECT,
} from "../../scoring/sarena/choice.ts";
import { sarenaComposite } from "../../scoring/sarena/composite.ts";
import { metricName, type PictureTask } from "../../scoring/sarena/picture_metrics.ts";
import { tokenLengths } from "../../scoring/sarena/token_length.ts";
import { extractSvg } from "../../scoring/svg/extract_svg.ts";
import { onCanvas } from "../../scoring/svg/on_canvas.ts";
import { readXml } from "../../scoring/svg/well_formed.ts";
import type { SampleInput } from "../score_samples.ts";
import { rasteriser } from "../tools/raster/raster.ts";
import { perSampleOf, scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

type Samples = readonly SampleInput[];

const Raw = z.object({ width: z.int(), height: z.int(), rgb_base64: z.base64() });

/** What vectors ask for, by the beginning of their task. */
const PARTS: Readonly<Record<string, (samples: Samples) => VectorResult | Promise<VectorResult>>> =
  {
    extract: extracts,
    understanding: choices,
    pixels,
    "editing-average": pixels,
    composite,
    "token-length": lengths,
    prompt: prompts,
    "prediction-map": predictionMap,
    render: renders,
  };

/**
 * Vectors of SArena's icon domain, by the part that their task begins with.
 *
 * @throws {RangeError} if the task begins otherwise
 */
export async function sarenaIconVector({ task, samples }: VectorInput): Promise<VectorResult> {
  const found = Object.entries(PARTS).find(([name]) =>
    task === name || task.startsWith(`${name}-`)
  );
  if (found === undefined) {
    throw new RangeError(
      `Cannot score vectors of "sarena-icon/${task}": known are ${Object.keys(PARTS).join(", ")}`,
    );
  }
  return await found[1](samples);
}

function extracts(samples: Samples): VectorResult {
  const perSample = samples.map(({ response }) => {
    const svg = extractSvg(splitReasoning(response, "interns1-adapter"));
    return { svg, valid: readXml(svg) === null ? 0 : 1 };
  });
  return { metrics: { valid_xml: mean(perSample.map(({ valid }) => valid)) }, perSample };
}

async function choices(samples: Samples): Promise<VectorResult> {
  const Row = z.object({
    Subject: z.string().default(NO_SUBJECT),
    conversations: z.array(z.object({ value: z.string() })),
  });
  const { items, verdicts } = await scoreReplies(samples, ({ record }) => {
    const { Subject, conversations } = Row.parse(record);
    const target = goldLetter(conversations[1]?.value ?? "");
    return { scorer: sarenaChoice, target, item: { groups: { [SUBJECT]: Subject } } };
  }, "interns1-adapter");
  return { metrics: reduceMetrics(choiceMetrics, items), perSample: perSampleOf(verdicts) };
}

function pixels(samples: Samples): VectorResult {
  const perSample = samples.map(({ record }) => {
    const { gt, pred } = z.object({ gt: Raw, pred: Raw }).parse(record);
    const [gold, other] = [pictureOf(gt), pictureOf(pred)];
    return { SSIM: ssim(gold, other), PSNR: psnr(gold, other) };
  });
  const metrics = {
    SSIM: mean(perSample.map(({ SSIM }) => SSIM)),
    PSNR: mean(perSample.map(({ PSNR }) => PSNR)),
  };
  return { metrics, perSample };
}

function pictureOf({ width, height, rgb_base64 }: z.infer<typeof Raw>): Picture {
  return { width, height, rgb: Uint8Array.fromBase64(rgb_base64) };
}

function composite(samples: Samples): VectorResult {
  const Row = z.object({ metrics: z.record(z.string(), z.number().nullable()) });
  const given = Row.parse(samples[0]?.record).metrics;
  const number = (task: PictureTask, name: string) => given[metricName(task, name)] ?? null;
  const { icon, icon_upstream_swapped, gap } = sarenaComposite({
    clip: number("T2SVG", "CLIP-Score-I2I"),
    dino: number("I2SVG", "DINO-Score"),
    ssim: number("I2SVG", "SSIM"),
    lpips: number("I2SVG", "LPIPS"),
  });
  const metrics = gap === null ? { icon, icon_upstream_swapped } : {};
  return { metrics, perSample: [{ gap }] };
}

/** Counted in words, as no tokenizer is at hand. */
function lengths(samples: Samples): VectorResult {
  const pairs = samples.map(({ record, response }) =>
    [z.object({ gt_svg: z.string() }).parse(record).gt_svg, response] as const
  );
  return { metrics: { ...tokenLengths(pairs, (text) => pySplit(text).length) }, perSample: [] };
}

function prompts(samples: Samples): VectorResult {
  const Row = z.object({ "l2-category": z.string(), question: z.string(), image: z.string() });
  const perSample = samples.map(({ record }) => {
    const { "l2-category": category, question, image } = Row.parse(record);
    return { parts: sarenaPrompt({ category, question, image }) };
  });
  return { metrics: { parts: mean(perSample.map(({ parts }) => parts.length)) }, perSample };
}

/** Later rows of a record win. */
function predictionMap(samples: Samples): VectorResult {
  const cell = z.union([z.string(), z.number()]).nullish();
  const Row = z.object({
    wanted: z.string(),
    "l2-category": z.string(),
    category: z.string().nullish(),
    dataset: z.string().nullish(),
    id: cell,
    index: cell,
  });
  const map: Record<string, string> = {};
  for (const { record, response } of samples) {
    const { wanted, ...row } = Row.parse(record);
    const id = recordId(row, wanted);
    if (id !== null) map[id] = response;
  }
  return { metrics: { found: Object.keys(map).length }, perSample: [{ map }] };
}

async function renders(samples: Samples): Promise<VectorResult> {
  await using raster = rasteriser();
  const perSample: { readonly grid: number[][][] }[] = [];
  const rendered: number[] = [];
  for (const { record, response } of samples) {
    const { size } = z.object({ size: z.int() }).parse(record);
    const svg = onCanvas(response, size);
    const picture = svg === null ? null : await raster.draw(svg);
    rendered.push(picture === null ? 0 : 1);
    perSample.push({ grid: gridOf(picture, size) });
  }
  return { metrics: { rendered: mean(rendered) }, perSample };
}

/** Cells of the grid in each direction; one pixel of each is shown, from its middle. */
const CELLS = 8;

function gridOf(picture: Picture | null, size: number): number[][][] {
  const step = size / CELLS;
  const places = Array.from({ length: CELLS }, (_, cell) => Math.floor(step / 2 + step * cell));
  return places.map((y) =>
    places.map((x) => {
      if (picture === null) return [0, 0, 0];
      const at = 3 * (y * picture.width + x);
      return Array.from(picture.rgb.subarray(at, at + 3));
    })
  );
}

/** Of the values that are there; `null` without any. */
function mean(values: readonly (number | null)[]): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
}

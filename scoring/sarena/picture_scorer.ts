import { toJsonNumber } from "../metrics/json_number.ts";
import { psnr } from "../picture/psnr.ts";
import { ssim } from "../picture/ssim.ts";
import type { ImageModels, Picture } from "../picture/types.ts";
import { extractSvg } from "../svg/extract_svg.ts";
import { onCanvas } from "../svg/on_canvas.ts";
import type { Json } from "../json.ts";
import type { Scorer } from "../types.ts";
import { EDGE } from "./canvas.ts";

/** What a reply is compared with. */
export interface PictureTarget {
  /** The true picture as SVG. */
  readonly svg: string;
  // For `Json`.
  readonly [key: string]: Json;
}

/** Metrics of two pictures that neural models give. */
export type ModelMetric = "CLIP-Score-I2I" | "DINO-Score" | "LPIPS";

/** Each in the scale of its official number: CLIP 0 to 100 and not clamped, DINO 0 to 1. */
const MODEL_METRICS: Readonly<
  Record<ModelMetric, { model: keyof ImageModels; scaled(value: number): number }>
> = {
  "CLIP-Score-I2I": { model: "clip", scaled: (cosine) => 100 * cosine },
  "DINO-Score": { model: "dino", scaled: (cosine) => (cosine + 1) / 2 },
  "LPIPS": { model: "lpips", scaled: (distance) => distance },
};

/**
 * Draws the SVG of a reply on 448 x 448 pixels and compares it with the true one. A reply that is not
 * well-formed or cannot be drawn is a black picture, which is compared all the same.
 *
 * Values: `valid` (drawn), `SSIM`, `PSNR` (`null` where not defined), and each model metric, `null`
 * without its model.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/utils/sarena.py`, which draws with CairoSVG.
 *
 * @param metrics Model metrics of the task. Default: none
 */
export function sarenaPicture(metrics: readonly ModelMetric[] = []): Scorer<PictureTarget> {
  return {
    id: ["sarena-picture", ...metrics].join("-"),
    version: 1,
    needs: metrics.length === 0 ? ["raster"] : ["raster", "image-models"],
    async score({ text, target }, { raster, imageModels }, signal) {
      if (raster === undefined) {
        return {
          kind: "unscored",
          reason: "scorer-failed",
          detail: "the scorer draws pictures and there is nothing to draw with",
        };
      }
      const draw = async (svg: string): Promise<Picture | null> => {
        const ready = onCanvas(svg, EDGE);
        return ready === null ? null : await raster.draw(ready, signal);
      };
      const gold = await draw(target.svg);
      if (gold === null) {
        return {
          kind: "unscored",
          reason: "scorer-failed",
          detail: "the true picture cannot be drawn",
        };
      }
      const svg = extractSvg(text);
      const drawn = await draw(svg);
      const other = drawn ?? black(gold);
      const values: Record<string, Json> = {
        valid: drawn !== null,
        SSIM: ssim(gold, other),
        PSNR: psnr(gold, other),
      };
      for (const name of metrics) {
        const { model, scaled } = MODEL_METRICS[name];
        const value = await imageModels?.[model]?.(gold, other, signal);
        values[name] = value === undefined ? null : toJsonNumber(scaled(value));
      }
      return {
        kind: "scored",
        outcome: drawn === null ? "no-answer" : values.PSNR === 100 ? "correct" : "partial",
        answer: drawn === null ? null : svg.slice(0, SHOWN),
        values,
      };
    },
  };
}

/** Characters of an SVG that are kept as the answer. */
const SHOWN = 10_000;

function black({ width, height }: Picture): Picture {
  return { width, height, rgb: new Uint8Array(3 * width * height) };
}

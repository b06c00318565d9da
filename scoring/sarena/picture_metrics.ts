import { meanValue } from "../metrics/mean.ts";
import type { Metric } from "../types.ts";
import type { ModelMetric } from "./picture_scorer.ts";

/** A task whose replies are pictures, by its name in upstream's results. */
export type PictureTask = "T2SVG" | "I2SVG" | "Edit";

/** Model metrics of a task. An edit is measured as an image is. */
export const modelMetricsOf: Readonly<Record<PictureTask, readonly ModelMetric[]>> = {
  T2SVG: ["CLIP-Score-I2I"],
  I2SVG: ["DINO-Score", "LPIPS"],
  Edit: ["DINO-Score", "LPIPS"],
};

const ABOUT = {
  "SSIM": { better: "higher", range: [-1, 1] },
  "PSNR": { better: "higher", range: [0, 100] },
  "CLIP-Score-I2I": { better: "higher", range: [-100, 100] },
  "DINO-Score": { better: "higher", range: [0, 1] },
  "LPIPS": { better: "lower", range: [0, Infinity] },
} as const;

/**
 * Numbers of a picture task as `SArena-Icon|<task>|<metric>`, each a mean over the replies that have
 * one: `SSIM`, `PSNR` and its model metrics; and `valid_svg_rate`, the share that could be drawn.
 */
export function pictureMetrics(task: PictureTask): readonly Metric[] {
  const named = (name: keyof typeof ABOUT) =>
    meanValue(metricName(task, name), name, { unit: "value", ...ABOUT[name] });
  return [
    named("SSIM"),
    named("PSNR"),
    ...modelMetricsOf[task].map(named),
    meanValue(metricName(task, "valid_svg_rate"), "valid", {
      unit: "fraction",
      better: "higher",
      range: [0, 1],
    }),
  ];
}

/** A metric's name in upstream's flattened results. */
export function metricName(task: PictureTask, metric: string): string {
  return `SArena-Icon|${task}|${metric}`;
}

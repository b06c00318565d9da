import type { Box } from "./box.ts";

/**
 * What the numbers of a box count: `unit` fractions of the picture, `thousandths` of it, `pixels`; or
 * `auto`, which tells them by the largest size of the four: up to 1.5 fractions, up to 1000
 * thousandths, else pixels. So pixels on a picture of at most 1000 are misread by `auto`.
 */
export type BoxUnit = "auto" | "unit" | "thousandths" | "pixels";

/** Names of {@linkcode BoxUnit}. */
export const boxUnits: readonly BoxUnit[] = ["auto", "unit", "thousandths", "pixels"];

/** Width and height of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Up to this size numbers are fractions. */
export const LARGEST_FRACTION = 1.5;

/** Up to this size numbers are thousandths. */
const LARGEST_THOUSANDTH = 1000;

/**
 * A box in pixels, clipped to the picture, then with its corners in order.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/refcoco.py:_to_absolute`, which knows `auto` only.
 *
 * @returns `null` if a number is missing (`NaN`) or the picture has no area
 */
export function boxToPixels(
  box: Box,
  { width, height }: PictureSize,
  unit: BoxUnit = "auto",
): Box | null {
  if (box.some(Number.isNaN) || !(width > 0) || !(height > 0)) return null;
  const scale = SCALES[unit === "auto" ? unitOf(box) : unit];
  const x1 = clip(scale(box[0], width), width);
  const y1 = clip(scale(box[1], height), height);
  const x2 = clip(scale(box[2], width), width);
  const y2 = clip(scale(box[3], height), height);
  return [x2 < x1 ? x2 : x1, y2 < y1 ? y2 : y1, x2 < x1 ? x1 : x2, y2 < y1 ? y1 : y2];
}

function unitOf(box: Box): Exclude<BoxUnit, "auto"> {
  const largest = Math.max(...box.map(Math.abs));
  if (largest <= LARGEST_FRACTION) return "unit";
  return largest <= LARGEST_THOUSANDTH ? "thousandths" : "pixels";
}

/** In this order of operations: the last digit can decide a hit. */
const SCALES: Readonly<
  Record<Exclude<BoxUnit, "auto">, (value: number, edge: number) => number>
> = {
  unit: (value, edge) => value * edge,
  thousandths: (value, edge) => value / 1000 * edge,
  pixels: (value) => value,
};

function clip(value: number, edge: number): number {
  return value < 0 ? 0 : value > edge ? edge : value;
}

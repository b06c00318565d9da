import type { Picture } from "./types.ts";

/** What pictures without any difference have, in place of infinity. */
export const IDENTICAL = 100;

/**
 * Ratio of the largest signal to the noise of all channels, in decibels; 100 for equal pictures.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/utils/SArena/PSNR.py`.
 *
 * @returns `null` for pictures of different sizes, or without a pixel
 */
export function psnr(a: Picture, b: Picture): number | null {
  if (a.width !== b.width || a.height !== b.height || a.rgb.length === 0) return null;
  let squares = 0;
  for (const [at, value] of a.rgb.entries()) squares += (value - (b.rgb[at] ?? 0)) ** 2;
  return squares === 0 ? IDENTICAL : 10 * Math.log10(255 ** 2 / (squares / a.rgb.length));
}

import type { Picture } from "./types.ts";

/** Edge of the window in pixels. */
const WINDOW = 11;
const PIXELS = WINDOW * WINDOW;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;
const CHANNELS = 3;

/**
 * Structural similarity of two pictures, -1 to 1: mean over the three channels of the mean over all
 * windows of 11 x 11 pixels that lie fully inside, which weigh their pixels alike, with sample
 * covariance.
 *
 * Sums are those of whole numbers and exact.
 *
 * Upstream: scikit-image 0.19 `structural_similarity(win_size=11, channel_axis=-1)`, as in
 * `VLMEvalKit@e8e78f05 vlmeval/dataset/utils/SArena/SSIM.py`, whose `sigma` has no effect.
 *
 * @returns `null` for pictures of different sizes, or with an edge shorter than 11 pixels
 */
export function ssim(a: Picture, b: Picture): number | null {
  const { width, height } = a;
  if (b.width !== width || b.height !== height) return null;
  if (width < WINDOW || height < WINDOW) return null;
  let sum = 0;
  for (let channel = 0; channel < CHANNELS; channel++) sum += channelSum(a, b, channel);
  return sum / (CHANNELS * (width - WINDOW + 1) * (height - WINDOW + 1));
}

/** Sums over a window of x, y, their squares and their product. */
const SUMS = 5;

/** The sum of a channel's similarity over all windows. */
function channelSum(a: Picture, b: Picture, channel: number): number {
  const { width, height } = a;
  // Of every column the sums over the rows of the window, moved down row by row.
  const columns = new Float64Array(SUMS * width);
  const add = (row: number, sign: 1 | -1) => {
    for (let column = 0; column < width; column++) {
      const at = CHANNELS * (row * width + column) + channel;
      const x = a.rgb[at] ?? 0;
      const y = b.rgb[at] ?? 0;
      const into = SUMS * column;
      columns[into] = (columns[into] ?? 0) + sign * x;
      columns[into + 1] = (columns[into + 1] ?? 0) + sign * y;
      columns[into + 2] = (columns[into + 2] ?? 0) + sign * x * x;
      columns[into + 3] = (columns[into + 3] ?? 0) + sign * y * y;
      columns[into + 4] = (columns[into + 4] ?? 0) + sign * x * y;
    }
  };
  let total = 0;
  const window = new Float64Array(SUMS);
  for (let row = 0; row < height; row++) {
    add(row, 1);
    if (row >= WINDOW) add(row - WINDOW, -1);
    if (row < WINDOW - 1) continue;
    window.fill(0);
    for (let column = 0; column < width; column++) {
      for (let sum = 0; sum < SUMS; sum++) {
        const leaving = column < WINDOW ? 0 : columns[SUMS * (column - WINDOW) + sum] ?? 0;
        window[sum] = (window[sum] ?? 0) + (columns[SUMS * column + sum] ?? 0) - leaving;
      }
      if (column >= WINDOW - 1) total += similarity(window);
    }
  }
  return total;
}

function similarity([x = 0, y = 0, xx = 0, yy = 0, xy = 0]: Float64Array): number {
  const ux = x / PIXELS;
  const uy = y / PIXELS;
  const sample = PIXELS / (PIXELS - 1);
  const vx = sample * (xx / PIXELS - ux * ux);
  const vy = sample * (yy / PIXELS - uy * uy);
  const vxy = sample * (xy / PIXELS - ux * uy);
  return ((2 * ux * uy + C1) * (2 * vxy + C2)) /
    ((ux * ux + uy * uy + C1) * (vx + vy + C2));
}

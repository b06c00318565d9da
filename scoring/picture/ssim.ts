import type { Picture } from "./types.ts";

/** Edge of the window in pixels. */
const WINDOW = 11;
const PIXELS = WINDOW * WINDOW;
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;
const CHANNELS = 3;
/** From the variance of all pixels of a window to that of a sample. */
const SAMPLE = PIXELS / (PIXELS - 1);

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

/** The sum of a channel's similarity over all windows. */
function channelSum(a: Picture, b: Picture, channel: number): number {
  const { width, height } = a;
  // Of every column the sums of x, y, their squares and their product over the rows of the window,
  // moved down row by row.
  const xs = new Int32Array(width);
  const ys = new Int32Array(width);
  const xxs = new Int32Array(width);
  const yys = new Int32Array(width);
  const xys = new Int32Array(width);
  const first = a.rgb;
  const second = b.rgb;
  const add = (row: number, sign: 1 | -1) => {
    let at = CHANNELS * row * width + channel;
    for (let column = 0; column < width; column++, at += CHANNELS) {
      const x = first[at]!;
      const y = second[at]!;
      xs[column]! += sign * x;
      ys[column]! += sign * y;
      xxs[column]! += sign * x * x;
      yys[column]! += sign * y * y;
      xys[column]! += sign * x * y;
    }
  };
  let total = 0;
  for (let row = 0; row < height; row++) {
    add(row, 1);
    if (row >= WINDOW) add(row - WINDOW, -1);
    if (row < WINDOW - 1) continue;
    let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0];
    for (let column = 0; column < width; column++) {
      x += xs[column]!;
      y += ys[column]!;
      xx += xxs[column]!;
      yy += yys[column]!;
      xy += xys[column]!;
      const leaving = column - WINDOW;
      if (leaving >= 0) {
        x -= xs[leaving]!;
        y -= ys[leaving]!;
        xx -= xxs[leaving]!;
        yy -= yys[leaving]!;
        xy -= xys[leaving]!;
      }
      if (column >= WINDOW - 1) total += similarity(x, y, xx, yy, xy);
    }
  }
  return total;
}

/** Of a window, from its sums of x, y, their squares and their product. */
function similarity(x: number, y: number, xx: number, yy: number, xy: number): number {
  const ux = x / PIXELS;
  const uy = y / PIXELS;
  const vx = SAMPLE * (xx / PIXELS - ux * ux);
  const vy = SAMPLE * (yy / PIXELS - uy * uy);
  const vxy = SAMPLE * (xy / PIXELS - ux * uy);
  return ((2 * ux * uy + C1) * (2 * vxy + C2)) /
    ((ux * ux + uy * uy + C1) * (vx + vy + C2));
}

import type { Picture } from "./types.ts";

/** A plane of samples, 0 to 255, row by row; both edges are multiples of 8. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly samples: Uint8Array;
}

/** Brightness in full, both colours at half its edges, or brightness alone. */
export interface Planes {
  readonly luma: Plane;
  /** `null` for a grey picture. */
  readonly chroma: readonly [blue: Plane, red: Plane] | null;
}

const BITS = 16;
const HALF = 2 ** (BITS - 1);
const fix = (x: number) => Math.trunc(x * 2 ** BITS + 0.5);
const LUMA = [fix(0.299), fix(0.587), fix(0.114)] as const;
const BLUE = [-fix(0.16874), -fix(0.33126), fix(0.5)] as const;
const RED = [fix(0.5), -fix(0.41869), -fix(0.08131)] as const;

const blocks = (pixels: number) => Math.ceil(pixels / 8);

/** The picture as planes, coloured ones averaged over two by two pixels as libjpeg does. */
export function planesOf({ width, height, rgb }: Picture, grey: boolean): Planes {
  if (grey) {
    const luma = padded(width, height, 8 * blocks(width), (at) => rgb[3 * at]!);
    return { luma: tall(luma, 8 * blocks(height)), chroma: null };
  }
  const weighed = ([r, g, b]: readonly [number, number, number], bias: number) => (at: number) =>
    (r * rgb[3 * at]! + g * rgb[3 * at + 1]! + b * rgb[3 * at + 2]! + bias) >> BITS;
  const middle = 128 * 2 ** BITS + HALF - 1;
  // Of a row pair that lacks its second row the first stands for both.
  const colour = (weights: readonly [number, number, number]) => {
    const wide = padded(width, height, 16 * blocks(width / 2), weighed(weights, middle));
    return tall(halved(tall(wide, height + height % 2)), 8 * blocks(height / 2));
  };
  const luma = padded(width, height, 8 * blocks(width), weighed(LUMA, HALF));
  return { luma: tall(luma, 8 * blocks(height)), chroma: [colour(BLUE), colour(RED)] };
}

/** A plane whose rows go on with their last sample. */
function padded(
  width: number,
  height: number,
  wide: number,
  sample: (at: number) => number,
): Plane {
  const samples = new Uint8Array(wide * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) samples[y * wide + x] = sample(y * width + x);
    samples.fill(samples[y * wide + width - 1]!, y * wide + width, (y + 1) * wide);
  }
  return { width: wide, height, samples };
}

/** The plane with its last row again and again. */
function tall({ width, height, samples }: Plane, wanted: number): Plane {
  const all = new Uint8Array(width * wanted);
  all.set(samples);
  const last = samples.subarray(width * (height - 1));
  for (let y = height; y < wanted; y++) all.set(last, y * width);
  return { width, height: wanted, samples: all };
}

/** Means of two by two; what is added before rounding takes turns along a row. */
function halved({ width, height, samples }: Plane): Plane {
  const half = { width: width / 2, height: height / 2 };
  const out = new Uint8Array(half.width * half.height);
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      const at = 2 * y * width + 2 * x;
      const sum = samples[at]! + samples[at + 1]! + samples[at + width]! + samples[at + width + 1]!;
      out[y * half.width + x] = (sum + 1 + x % 2) >> 2;
    }
  }
  return { ...half, samples: out };
}

const round = (value: number, bits: number) => (value + (1 << (bits - 1))) >> bits;

/**
 * The cosine transform of eight by eight samples, eight times too large, in place.
 *
 * Upstream: `libjpeg-turbo jfdctint.c`.
 */
function transform(block: Int32Array): void {
  for (let row = 0; row < 64; row += 8) line(block, row, 1, (even) => even << 2, 11);
  for (let column = 0; column < 8; column++) {
    line(block, column, 8, (even) => round(even, 2), 15);
  }
}

function line(
  block: Int32Array,
  start: number,
  step: number,
  scaled: (even: number) => number,
  bits: number,
): void {
  const at = (index: number) => block[start + index * step]!;
  const put = (index: number, value: number) => block[start + index * step] = value;
  const s0 = at(0) + at(7), s1 = at(1) + at(6), s2 = at(2) + at(5), s3 = at(3) + at(4);
  const d0 = at(0) - at(7), d1 = at(1) - at(6), d2 = at(2) - at(5), d3 = at(3) - at(4);
  const outer = s0 - s3, inner = s1 - s2;
  const turned = (inner + outer) * 4433;
  const z1 = (d3 + d0) * -7373, z2 = (d2 + d1) * -20995;
  const z5 = (d3 + d1 + d2 + d0) * 9633;
  const z3 = (d3 + d1) * -16069 + z5, z4 = (d2 + d0) * -3196 + z5;
  put(0, scaled(s0 + s3 + s1 + s2));
  put(4, scaled(s0 + s3 - s1 - s2));
  put(2, round(turned + outer * 6270, bits));
  put(6, round(turned - inner * 15137, bits));
  put(7, round(d3 * 2446 + z1 + z3, bits));
  put(5, round(d2 * 16819 + z2 + z4, bits));
  put(3, round(d1 * 25172 + z2 + z3, bits));
  put(1, round(d0 * 12299 + z1 + z4, bits));
}

/** Places of a block in the order in which a file holds them. */
export const ZIGZAG: readonly number[] = [...Array(64).keys()].sort((a, b) => {
  const [down, other] = [a, b].map((at) => (at >> 3) + (at & 7)) as [number, number];
  if (down !== other) return down - other;
  return down % 2 === 0 ? (b >> 3) - (a >> 3) : (a >> 3) - (b >> 3);
});

/**
 * The block at a place of a plane, transformed and divided, in the order of a file.
 *
 * @param divisors 64, in the order of a file
 */
export function blockOf(plane: Plane, column: number, row: number, divisors: readonly number[]) {
  const block = new Int32Array(64);
  for (let y = 0; y < 8; y++) {
    const start = (8 * row + y) * plane.width + 8 * column;
    for (let x = 0; x < 8; x++) block[8 * y + x] = plane.samples[start + x]! - 128;
  }
  transform(block);
  const out = new Int32Array(64);
  for (let at = 0; at < 64; at++) {
    const value = block[ZIGZAG[at]!]!;
    const divisor = divisors[at]! << 3;
    const size = Math.trunc((Math.abs(value) + (divisor >> 1)) / divisor);
    out[at] = value < 0 ? -size : size;
  }
  return out;
}

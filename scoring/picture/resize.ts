import type { Picture } from "./types.ts";

/** A filter of Pillow's: how far it reaches, and its weight at a distance. */
interface Filter {
  readonly support: number;
  weight(x: number): number;
}

/** Filters that a picture is resized with. */
export type FilterName = "bilinear" | "bicubic";

const FILTERS: Readonly<Record<FilterName, Filter>> = {
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { support: 2, weight: cubic },
};

/** Keys' cubic with a = -0.5. */
function cubic(x: number): number {
  const a = -0.5;
  const far = Math.abs(x);
  if (far < 1) return ((a + 2) * far - (a + 3)) * far * far + 1;
  return far < 2 ? (((far - 5) * far + 8) * far - 4) * a : 0;
}

/** Bits behind the point of a weight. */
const PRECISION = 22;

/** For each place of an edge where its weights begin, and the weights. */
interface Weights {
  readonly first: Int32Array;
  readonly size: number;
  /** `size` for each place. */
  readonly weights: Int32Array;
  readonly counts: Int32Array;
}

/**
 * The picture in another size, bit by bit as Pillow's `Image.resize` makes it of a picture of red, green
 * and blue: first along the rows, then along the columns, with weights in fixed point; a smaller picture is
 * made with a filter that is as many times wider.
 *
 * Pillow 13 goes along the columns first where a picture gets wider and lower: no contract wants that.
 *
 * Upstream: `Pillow@11.3.0 src/libImaging/Resample.c`.
 */
export function resized(
  picture: Picture,
  width: number,
  height: number,
  name: FilterName,
): Picture {
  const filter = FILTERS[name];
  const wide = picture.width === width ? picture : alongRows(picture, width, filter);
  return wide.height === height ? wide : alongColumns(wide, height, filter);
}

function weightsOf(from: number, to: number, { support, weight }: Filter): Weights {
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const reach = support * stretch;
  const size = Math.ceil(reach) * 2 + 1;
  const first = new Int32Array(to);
  const counts = new Int32Array(to);
  const weights = new Int32Array(to * size);
  const exact = new Float64Array(size);
  for (let place = 0; place < to; place++) {
    const centre = (place + 0.5) * scale;
    const low = Math.max(0, Math.trunc(centre - reach + 0.5));
    const high = Math.min(from, Math.trunc(centre + reach + 0.5));
    // As upstream divides once and multiplies then.
    const squeeze = 1 / stretch;
    let sum = 0;
    for (let at = low; at < high; at++) {
      const share = weight((at - centre + 0.5) * squeeze);
      exact[at - low] = share;
      sum += share;
    }
    first[place] = low;
    counts[place] = high - low;
    for (let at = 0; at < high - low; at++) {
      const share = sum === 0 ? exact[at]! : exact[at]! / sum;
      weights[place * size + at] = Math.trunc((share < 0 ? -0.5 : 0.5) + share * 2 ** PRECISION);
    }
  }
  return { first, size, weights, counts };
}

const HALF = 2 ** (PRECISION - 1);

function clipped(sum: number): number {
  return Math.min(255, Math.max(0, sum >> PRECISION));
}

function alongRows({ width: from, height, rgb }: Picture, width: number, filter: Filter): Picture {
  const { first, size, weights, counts } = weightsOf(from, width, filter);
  const out = new Uint8Array(width * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let red = HALF, green = HALF, blue = HALF;
      let pixel = 3 * (y * from + first[x]!);
      const start = x * size;
      for (let at = start; at < start + counts[x]!; at++, pixel += 3) {
        const share = weights[at]!;
        red += rgb[pixel]! * share;
        green += rgb[pixel + 1]! * share;
        blue += rgb[pixel + 2]! * share;
      }
      out[to++] = clipped(red);
      out[to++] = clipped(green);
      out[to++] = clipped(blue);
    }
  }
  return { width, height, rgb: out };
}

function alongColumns(
  { width, height: from, rgb }: Picture,
  height: number,
  filter: Filter,
): Picture {
  const { first, size, weights, counts } = weightsOf(from, height, filter);
  const row = 3 * width;
  const out = new Uint8Array(row * height);
  const sums = new Float64Array(row);
  for (let y = 0; y < height; y++) {
    sums.fill(HALF);
    for (let at = 0; at < counts[y]!; at++) {
      const share = weights[y * size + at]!;
      const start = (first[y]! + at) * row;
      for (let x = 0; x < row; x++) sums[x]! += rgb[start + x]! * share;
    }
    for (let x = 0; x < row; x++) out[y * row + x] = clipped(sums[x]!);
  }
  return { width, height, rgb: out };
}

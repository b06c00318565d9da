import type { Picture } from "./types.ts";

/** Fraction bits of the weights: the rounding of weights and sums is part of the result. */
const PRECISION = 1 << 22;

/**
 * A picture in another size, bicubic: the pixels are those of Pillow's `Image.resize(BICUBIC)`, which
 * the image processors of learned models use.
 *
 * Upstream: Pillow `src/libImaging/Resample.c` for 8 bits a channel; columns first, then rows, each
 * rounded to whole numbers.
 */
export function resizeBicubic(picture: Picture, width: number, height: number): Picture {
  const across = resample(picture.rgb, {
    lines: picture.height,
    from: picture.width,
    to: width,
    // Steps between neighbours and between lines, in bytes.
    step: 3,
    lineStep: (size) => 3 * size,
  });
  const down = resample(across, {
    lines: width,
    from: picture.height,
    to: height,
    step: 3 * width,
    lineStep: () => 3,
  });
  return { width, height, rgb: down };
}

interface Axis {
  /** Lines of pixels along the axis. */
  readonly lines: number;
  /** Pixels of a line before and after. */
  readonly from: number;
  readonly to: number;
  readonly step: number;
  lineStep(size: number): number;
}

function resample(source: Uint8Array, { lines, from, to, step, lineStep }: Axis): Uint8Array {
  if (from === to) return source;
  const result = new Uint8Array(3 * lines * to);
  const [stepIn, stepOut] = [lineStep(from), lineStep(to)];
  for (const [at, { first, weights }] of windows(from, to).entries()) {
    for (let line = 0; line < lines; line++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = PRECISION / 2;
        let place = line * stepIn + first * step + channel;
        for (const weight of weights) {
          sum += weight * (source[place] ?? 0);
          place += step;
        }
        const value = Math.floor(sum / PRECISION);
        result[line * stepOut + at * step + channel] = Math.min(255, Math.max(0, value));
      }
    }
  }
  return result;
}

/** Which pixels each new pixel is made of, and with which weights. */
function windows(from: number, to: number): { first: number; weights: number[] }[] {
  const scale = Math.max(1, from / to);
  const support = 2 * scale;
  return Array.from({ length: to }, (_, at) => {
    const center = (at + 0.5) * from / to;
    const first = Math.max(0, Math.trunc(center - support + 0.5));
    const end = Math.min(from, Math.trunc(center + support + 0.5));
    const raw = Array.from(
      { length: end - first },
      (_, index) => bicubic((index + first - center + 0.5) / scale),
    );
    const sum = raw.reduce((total, value) => total + value, 0);
    const whole = (value: number) => Math.trunc(value * PRECISION + (value < 0 ? -0.5 : 0.5));
    return { first, weights: raw.map((value) => whole(value / sum)) };
  });
}

/** Keys' cubic with a = -0.5. */
function bicubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
  return 0;
}

import { resized } from "./resize.ts";
import type { Picture } from "./types.ts";

/** How an image processor prepares a picture. */
export interface Processor {
  /** New length of the shorter side in pixels; `null` leaves the size. */
  readonly shortest: number | null;
  /** Side of the square that is cut out of the middle; `null` cuts nothing. */
  readonly crop: number | null;
  /** Of red, green and blue, from 0 to 1. */
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

const IMAGENET = {
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
} as const;

/** `openai/clip-vit-large-patch14`. */
export const CLIP_PROCESSOR: Processor = {
  shortest: 224,
  crop: 224,
  mean: [0.48145466, 0.4578275, 0.40821073],
  deviation: [0.26862954, 0.26130258, 0.27577711],
};

/** `facebook/dinov2-base`. */
export const DINO_PROCESSOR: Processor = { shortest: 256, crop: 224, ...IMAGENET };

/** What SArena hands to LPIPS, whose own layer scales the picture once more: both are kept. */
export const LPIPS_PROCESSOR: Processor = { shortest: null, crop: null, ...IMAGENET };

/** A picture as a model takes it: all of red, then green, then blue. */
export interface ModelInput {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Resizes, cuts and normalises a picture. */
export function modelInput(picture: Picture, processor: Processor): ModelInput {
  const { width, height, rgb } = cropped(shortened(picture, processor), processor);
  const values = new Float32Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const value = (rgb[3 * pixel + channel] ?? 0) / 255;
      const { mean, deviation } = processor;
      values[channel * width * height + pixel] = (value - (mean[channel] ?? 0)) /
        (deviation[channel] ?? 1);
    }
  }
  return { width, height, values };
}

function shortened(picture: Picture, { shortest }: Processor): Picture {
  if (shortest === null) return picture;
  const { width, height } = picture;
  const longer = Math.trunc(shortest * Math.max(width, height) / Math.min(width, height));
  return width <= height
    ? resized(picture, shortest, longer, "bicubic")
    : resized(picture, longer, shortest, "bicubic");
}

function cropped(picture: Picture, { crop }: Processor): Picture {
  if (crop === null) return picture;
  const left = Math.floor((picture.width - crop) / 2);
  const top = Math.floor((picture.height - crop) / 2);
  const rgb = new Uint8Array(3 * crop * crop);
  for (let row = 0; row < crop; row++) {
    const from = 3 * ((top + row) * picture.width + left);
    rgb.set(picture.rgb.subarray(from, from + 3 * crop), 3 * row * crop);
  }
  return { width: crop, height: crop, rgb };
}

import { createHash } from "node:crypto";
import type { FoundMedia } from "../messages.ts";
import { pngOf } from "./png.ts";

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A filled box of a {@linkcode drawnPicture}, in pixels from the upper left corner. */
export interface DrawnBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
}

/** Colours of self-made pictures. */
export const COLOURS = {
  white: [255, 255, 255],
  black: [0, 0, 0],
  red: [220, 20, 30],
  green: [20, 150, 60],
  blue: [30, 60, 220],
  yellow: [250, 210, 20],
} as const satisfies Record<string, Colour>;

/**
 * A small self-made picture: boxes on white, later ones over earlier ones. It stands in the record
 * itself, so it is for demos and probes only.
 */
export function drawnPicture(
  width: number,
  height: number,
  boxes: readonly DrawnBox[],
): FoundMedia {
  const rgb = new Uint8Array(3 * width * height).fill(255);
  for (const box of boxes) {
    for (let y = box.y; y < Math.min(height, box.y + box.height); y++) {
      for (let x = box.x; x < Math.min(width, box.x + box.width); x++) {
        rgb.set(box.colour, 3 * (y * width + x));
      }
    }
  }
  return inlineMedia(pngOf({ width, height, rgb }), "image/png", { width, height });
}

/** Bytes that stand in the record itself; for small self-made ones. */
export function inlineMedia(
  bytes: Uint8Array,
  mediaType: string,
  size: { readonly width: number; readonly height: number } | null = null,
): FoundMedia {
  return {
    origin: { kind: "inline", base64: bytes.toBase64() },
    sha256: createHash("sha256").update(bytes).digest("hex"),
    bytes: bytes.length,
    mediaType,
    ...size,
  };
}

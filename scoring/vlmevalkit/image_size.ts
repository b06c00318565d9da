/**
 * How VLMEvalKit's client sends a picture: as JPEG, small ones enlarged. Only the arithmetic; nothing
 * is decoded here.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/smp/vlm.py:encode_image_to_base64`, run with Pillow 9.4. Its
 * limit for texts longer than 1e9 characters of base64 is not reproduced.
 *
 * @module
 */

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a picture is sent. */
export interface EncodedImage extends Size {
  readonly format: "JPEG";
  /** Pillow's name of the pixel format, as the JPEG is read back. */
  readonly mode: "RGB" | "L" | "CMYK";
}

/** Options of {@linkcode vlmevalkitEncoding}. */
export interface EncodingOptions {
  /** Shorter edge, in pixels, that smaller pictures are enlarged to. Default: 100 */
  readonly minEdge?: number;
  /** Edge, in pixels, of the square that larger pictures are fitted into first. Default: none */
  readonly targetSize?: number;
}

/** By Pillow's pixel format, what a JPEG of it has. Alpha is dropped, without a background. */
const MODES: Readonly<Record<string, EncodedImage["mode"]>> = {
  RGB: "RGB",
  RGBA: "RGB",
  P: "RGB",
  LA: "RGB",
  RGBX: "RGB",
  YCbCr: "RGB",
  L: "L",
  "1": "L",
  CMYK: "CMYK",
};

/**
 * Size and pixel format of a picture as VLMEvalKit sends it.
 *
 * @throws {RangeError} if an edge is not a positive integer, or JPEG has no such pixel format
 */
export function vlmevalkitEncoding(
  { width, height, mode }: Size & { readonly mode: string },
  { minEdge = 100, targetSize }: EncodingOptions = {},
): EncodedImage {
  for (const edge of [width, height]) {
    if (!Number.isSafeInteger(edge) || edge < 1) {
      throw new RangeError(`Cannot encode a picture of ${width} x ${height} pixels`);
    }
  }
  const sent = Object.hasOwn(MODES, mode) ? MODES[mode] : undefined;
  if (sent === undefined) {
    throw new RangeError(
      `Cannot write a picture in mode "${mode}" as JPEG: known are ${
        Object.keys(MODES).join(", ")
      }`,
    );
  }
  const fitted = targetSize === undefined ? { width, height } : fit({ width, height }, targetSize);
  return { ...enlarge(fitted, minEdge), format: "JPEG", mode: sent };
}

/** Enlarges until the shorter edge is about `minEdge`: 97 x 98 becomes 99 x 101, as upstream's doubles do. */
function enlarge({ width, height }: Size, minEdge: number): Size {
  const shorter = Math.min(width, height);
  if (shorter >= minEdge) return { width, height };
  const factor = minEdge / shorter;
  return { width: Math.trunc(width * factor), height: Math.trunc(height * factor) };
}

/** Pillow's `thumbnail`: never enlarges, and rounds the other edge to the closer aspect. */
function fit({ width, height }: Size, edge: number): Size {
  if (edge >= width && edge >= height) return { width, height };
  const aspect = width / height;
  if (aspect <= 1) {
    return { width: closer(edge * aspect, (n) => Math.abs(aspect - n / edge)), height: edge };
  }
  const off = (n: number) => n === 0 ? 0 : Math.abs(aspect - edge / n);
  return { width: edge, height: closer(edge / aspect, off) };
}

function closer(edge: number, off: (edge: number) => number): number {
  const low = Math.floor(edge);
  const high = Math.ceil(edge);
  return Math.max(off(low) <= off(high) ? low : high, 1);
}

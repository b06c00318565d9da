import type { ImageEncoding } from "../../../scoring/messages.ts";
import { jpegOf } from "../../../scoring/picture/jpeg.ts";
import { pngOf } from "../../../scoring/picture/png.ts";
import { resized } from "../../../scoring/picture/resize.ts";
import type { Picture } from "../../../scoring/picture/types.ts";

/** Shortest edge that VLMEvalKit's client sends. */
const LEAST_EDGE = 100;

/** Width and height that a picture is given; equal to its own where it stays as large as it is. */
export function encodedSize(
  { width, height }: { readonly width: number; readonly height: number },
  encoding: ImageEncoding,
): readonly [width: number, height: number] {
  switch (encoding.kind) {
    case "max-pixels": {
      if (width * height <= encoding.pixels) return [width, height];
      const share = Math.sqrt(encoding.pixels / (width * height));
      return [Math.max(1, Math.floor(width * share)), Math.max(1, Math.floor(height * share))];
    }
    case "bilinear":
      return [width, height].map((edge) => Math.max(1, Math.trunc(edge * encoding.factor))) as [
        number,
        number,
      ];
    case "vlmevalkit": {
      const least = Math.min(width, height);
      if (least >= LEAST_EDGE) return [width, height];
      const factor = LEAST_EDGE / least;
      return [Math.trunc(width * factor), Math.trunc(height * factor)];
    }
  }
}

/**
 * A picture as it is sent: made smaller or larger by Pillow's filters, then without loss as PNG, or as
 * VLMEvalKit's client does it as JPEG.
 *
 * Upstream: `VLMEvalKit vlmeval/smp/vlm.py:encode_image_to_base64`.
 */
export function encoded(
  picture: Picture,
  grey: boolean,
  encoding: ImageEncoding,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string } {
  const [width, height] = encodedSize(picture, encoding);
  const filter = encoding.kind === "bilinear" ? "bilinear" : "bicubic";
  const sent = resized(picture, width, height, filter);
  return encoding.kind === "vlmevalkit"
    ? { bytes: jpegOf(sent, { grey }), mediaType: "image/jpeg" }
    : { bytes: pngOf(sent), mediaType: "image/png" };
}

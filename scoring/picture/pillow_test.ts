import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { jpegOf } from "./jpeg.ts";
import { resized } from "./resize.ts";
import type { Picture } from "./types.ts";

/**
 * What Pillow 11.3.0 made of {@linkcode drawn}, by the first digits of SHA-256: the file of
 * `save(format="JPEG", quality=…)`, the pixels of a larger picture (BICUBIC) and of a smaller one (BILINEAR).
 */
// deno-fmt-ignore
const PILLOW = [
  [1, 1, false, 75, "0aa8e2b99235180b", "4795b91f95a34264", "1fdfcc8ac766a565"],
  [17, 9, false, 75, "08ec6ad603c2591e", "d56669c1321915d6", "f57c3ecffa0c7581"],
  [16, 16, false, 75, "602e5a6b0cd67594", "5c25ffb99c462059", "036f9f59361d0ff5"],
  [8, 25, false, 75, "c195edf9b09f43c0", "1fc050dc62744315", "7da7c7cfbb36f6cb"],
  [24, 31, false, 75, "d72e22e672aa496b", "fd158cc62f08055c", "2859b3eb0d7f401a"],
  [5, 7, true, 75, "26ab88fa36bc1098", "0ebba99a29c2b4ef", "672e83ec3dd33873"],
  [40, 33, true, 75, "e8060d6f24f36358", "69587c83b5ed0d64", "46e87a2d4160ad91"],
  [37, 20, false, 95, "154c8fe77f596a95", "f8f2ead384a15250", "6268f24889bb8c6e"],
  [37, 20, false, 20, "d3558c9f57373257", "f8f2ead384a15250", "6268f24889bb8c6e"],
] as const;

function drawn(width: number, height: number, grey: boolean): Picture {
  const rgb = new Uint8Array(3 * width * height);
  for (let at = 0; at < rgb.length; at++) {
    const pixel = Math.floor(at / 3), x = pixel % width, y = Math.floor(pixel / width);
    rgb[at] = (x * x * 7 + y * 13 + (grey ? 0 : at % 3) * 50 + x * y * 3) % 256;
  }
  return { width, height, rgb };
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16);
}

Deno.test("jpegOf() writes byte by byte what Pillow does", () => {
  for (const [width, height, grey, quality, file] of PILLOW) {
    const jpeg = jpegOf(drawn(width, height, grey), { grey, quality });
    assert.equal(digest(jpeg), file, `${width} x ${height}, ${quality}`);
  }
});

Deno.test("resized() gives the pixels that Pillow does", () => {
  for (const [width, height, grey, , , larger, smaller] of PILLOW) {
    const picture = drawn(width, height, grey);
    const large = resized(picture, 2 * width + 1, 2 * height + 3, "bicubic");
    assert.equal(digest(large.rgb), larger, `${width} x ${height}`);
    const [w, h] = [width, height].map((edge, at) => Math.max(1, Math.floor(edge / (3 - at))));
    const small = resized(picture, w ?? 1, h ?? 1, "bilinear");
    assert.equal(digest(small.rgb), smaller, `${width} x ${height}`);
  }
});

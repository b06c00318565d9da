import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { pngOf } from "../../scoring/picture/png.ts";
import { imageEncoder } from "./encode_image.ts";
import { encodedSize } from "./images/encoded.ts";
import known from "./testdata/pillow_pictures.json" with { type: "json" };

const TYPES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
};

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The pixels of a PNG that this project wrote. */
function pixelsOf(png: Uint8Array): Uint8Array {
  const view = new DataView(png.buffer, png.byteOffset);
  const [row, height] = [3 * view.getUint32(16), view.getUint32(20)];
  const rows = inflateSync(png.subarray(41, 41 + view.getUint32(33)));
  const pixels = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    pixels.set(rows.subarray(y * (row + 1) + 1, (y + 1) * (row + 1)), y * row);
  }
  return pixels;
}

for (const [name, picture] of Object.entries(known.pictures)) {
  Deno.test(`${name} is resized and encoded to the last bit as Pillow does it`, async () => {
    await using encoder = imageEncoder();
    const bytes = Uint8Array.fromBase64(picture.base64);
    const mediaType = TYPES[name.split(".")[1] ?? ""] ?? "";
    const client = await encoder.encode(bytes, mediaType, { kind: "vlmevalkit" });
    assert.equal(client.mediaType, "image/jpeg");
    assert.equal(sha256(client.bytes), picture.vlmevalkit);
    const twice = await encoder.encode(bytes, mediaType, { kind: "bilinear", factor: 2 });
    assert.equal(twice.mediaType, "image/png");
    assert.equal(sha256(pixelsOf(twice.bytes)), picture.bilinear);
    const small = await encoder.encode(bytes, mediaType, { kind: "max-pixels", pixels: 200 });
    assert.equal(sha256(pixelsOf(small.bytes)), picture.smaller);
  });
}

Deno.test("encodedSize() keeps what is within its limits", () => {
  const size = (width: number, height: number, kind: "vlmevalkit" | number) =>
    encodedSize(
      { width, height },
      kind === "vlmevalkit" ? { kind } : { kind: "max-pixels", pixels: kind },
    );
  assert.deepEqual(size(97, 98, "vlmevalkit"), [99, 101]);
  assert.deepEqual(size(100, 4000, "vlmevalkit"), [100, 4000]);
  assert.deepEqual(size(10, 10, 100), [10, 10]);
  assert.deepEqual(size(4000, 1000, 1_000_000), [2000, 500]);
  assert.deepEqual(size(9000, 1, 100), [948, 1]);
  assert.deepEqual(encodedSize({ width: 3, height: 1 }, { kind: "bilinear", factor: 0.4 }), [1, 1]);
});

/** A PNG whose header promises more than there is. */
function promising(width: number, height: number): Uint8Array<ArrayBuffer> {
  const png = pngOf({ width: 1, height: 1, rgb: new Uint8Array(3) });
  const view = new DataView(png.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return png;
}

Deno.test("a picture that cannot be sent so is a sentence, and the next one is encoded", async () => {
  await using encoder = imageEncoder();
  const dot = pngOf({ width: 1, height: 1, rgb: new Uint8Array(3) });
  const cmyk = Uint8Array.fromBase64(known.undecodable["image/jpeg"]);
  for (
    const [bytes, mediaType, message] of [
      [promising(60_000, 60_000), "image/png", /60000 x 60000 pixels are more than 100000000/],
      [promising(2, 2_000_000), "image/png", /100 x 100000000 pixels/],
      [promising(30, 30), "image/png", /Cannot decode a picture of type image\/png/],
      [cmyk, "image/jpeg", /Cannot decode a picture of type image\/jpeg .*: its decoder gave up/],
      [dot.slice(0, 40), "image/png", /cut short/],
      [dot, "image/tiff", /wanted one of image\/png, image\/jpeg, image\/webp/],
    ] as const
  ) {
    await assert.rejects(encoder.encode(bytes, mediaType, { kind: "vlmevalkit" }), {
      name: "MediaError",
      message,
    });
  }
  assert.equal(
    (await encoder.encode(dot, "image/png", { kind: "vlmevalkit" })).mediaType,
    "image/jpeg",
  );
});

Deno.test("a picture that takes too long is given up", async () => {
  await using encoder = imageEncoder({ wallMs: 1 });
  const rgb = new Uint8Array(3 * 2000 * 2000).map((_, at) => at * at);
  const large = pngOf({ width: 2000, height: 2000, rgb });
  await assert.rejects(encoder.encode(large, "image/png", { kind: "vlmevalkit" }), {
    name: "MediaError",
    message: /took more than 1 ms/,
  });
});

import { deepStrictEqual, match } from "node:assert/strict";
import fc from "fast-check";
import { measured } from "./measure.ts";
import { png } from "./test_pictures.ts";

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));
const le = (value: number, bytes: number) =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 2 ** (8 * i)) & 0xff);
const be = (value: number, bytes: number) => le(value, bytes).reverse();

/** A JPEG of this size by its frame, behind camera data of a length. */
const jpeg = (width: number, height: number, camera = 20, frame = 0xc0) => [
  ...[0xff, 0xd8, 0xff, 0xe1],
  ...be(camera + 2, 2),
  ...new Array<number>(camera).fill(0xff),
  ...[0xff, 0xff, 0xc4],
  ...be(3, 2),
  ...[0, 0xff, frame],
  ...be(11, 2),
  8,
  ...be(height, 2),
  ...be(width, 2),
  ...[1, 1, 0x11, 0, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9],
];

const gif = (width: number, height: number) => [
  ...ascii("GIF89a"),
  ...le(width, 2),
  ...le(height, 2),
  ...[0, 0, 0, 0x2c, 1, 1, 0, 0x3b],
];

const webp = (kind: string, content: readonly number[]) => {
  const chunk = [...ascii(kind), ...le(content.length, 4), ...content];
  return [...ascii("RIFF"), ...le(chunk.length + 4, 4), ...ascii("WEBP"), ...chunk];
};

const bmp = (width: number, height: number) => [
  ...ascii("BM"),
  ...le(40, 4),
  ...le(0, 4),
  ...le(30, 4),
  ...le(40, 4),
  ...le(width, 4),
  ...le(height, 4),
  ...new Array<number>(14).fill(0),
];

Deno.test("headers tell media type and size", () => {
  const lossy = [...new Array<number>(6).fill(0), ...le(400, 2), ...le(300, 2), 0, 0];
  const lossless = [0x2f, ...le((399 | (299 << 14)) >>> 0, 4), ...new Array<number>(8).fill(0)];
  const extended = [...new Array<number>(4).fill(0), ...le(399, 3), ...le(299, 3)];
  const cases: [string, readonly number[], string][] = [
    ["PNG", [...png(400, 300)], "image/png"],
    ["PNG with something behind it", [...png(400, 300), ...new Array(5_000).fill(7)], "image/png"],
    ["JPEG", jpeg(400, 300), "image/jpeg"],
    ["progressive JPEG behind camera data", jpeg(400, 300, 60_000, 0xc2), "image/jpeg"],
    ["JPEG with something behind it", [...jpeg(400, 300), 0, 0, 0], "image/jpeg"],
    ["GIF", gif(400, 300), "image/gif"],
    ["WebP, lossy", webp("VP8 ", lossy), "image/webp"],
    ["WebP, lossless", webp("VP8L", lossless), "image/webp"],
    ["WebP, extended", webp("VP8X", extended), "image/webp"],
    ["BMP", bmp(400, 300), "image/bmp"],
    ["BMP from the top", bmp(400, 2 ** 32 - 300), "image/bmp"],
  ];
  for (const [name, bytes, mediaType] of cases) {
    const found = measured("image", Uint8Array.from(bytes));
    const { sha256: _, ...facts } = { sha256: "", ...found };
    deepStrictEqual(facts, { bytes: bytes.length, mediaType, width: 400, height: 300 }, name);
  }
});

Deno.test("what is cut short or no picture is told in words", () => {
  const cases: [string, readonly number[], RegExp][] = [
    ["nothing", [], /^it is empty$/],
    [
      "half a PNG",
      [...png(4, 3, 900)].slice(0, 500),
      /^it is cut short: it is a PNG without its cl/,
    ],
    ["the first bytes of a PNG", [...png(4, 3)].slice(0, 10), /^it is cut short: it is a PNG/],
    ["half a JPEG", jpeg(4, 3).slice(0, -2), /^it is cut short: it is a JPEG without its end/],
    ["a JPEG without a size", [0xff, 0xd8, 0xff, 0xda, 0, 2, 9, 9, 9, 9, 9, 0xff, 0xd9], /no size/],
    ["half a GIF", gif(4, 3).slice(0, -1), /^it is cut short: it is a GIF without its trailer/],
    [
      "half a WebP",
      webp("VP8 ", new Array<number>(90).fill(1)).slice(0, 60),
      /^it is cut short: it is a WebP of 110 bytes by its header, found 60/,
    ],
    ["half a BMP", bmp(4, 3).slice(0, 30), /^it is cut short: it is a BMP of 40 bytes by its/],
    ["no pixels", [...png(0, 3)], /^its header says that it is 0 x 3 pixels/],
    ["a page", ascii("<!doctype html>"), /^it is no picture .*: it begins with "<!doctype ht"/],
    ["zeros", [0, 0, 0, 1], /it begins with 0x00000001$/],
  ];
  for (const [name, bytes, sentence] of cases) {
    const found = measured("image", Uint8Array.from(bytes));
    match("wrong" in found ? found.wrong : JSON.stringify(found), sentence, name);
  }
});

Deno.test("series are told by their first bytes", () => {
  const cases: [string, readonly number[], string][] = [
    ["NPY", [0x93, ...ascii("NUMPY"), 1, 0], "application/x-npy"],
    ["FLAC", ascii("fLaC...."), "audio/flac"],
    ["WAV", [...ascii("RIFF"), ...le(4, 4), ...ascii("WAVE")], "audio/wav"],
    [
      "WAV of unknown length",
      [...ascii("RIFF"), ...le(2 ** 32 - 1, 4), ...ascii("WAVE")],
      "audio/wav",
    ],
    ["CSV", ascii("\xef\xbb\xbf1,2\r\nX,4\n"), "text/csv"],
  ];
  for (const [name, bytes, mediaType] of cases) {
    const found = measured("series", Uint8Array.from(bytes));
    deepStrictEqual("wrong" in found ? found.wrong : found.mediaType, mediaType, name);
  }
  for (
    const [bytes, sentence] of [
      [[...ascii("RIFF"), ...le(900, 4), ...ascii("WAVE")], /cut short: it is a WAV of 908 bytes/],
      [[0, 1, 2], /it is no series that is known/],
    ] as const
  ) {
    const found = measured("series", Uint8Array.from(bytes));
    match("wrong" in found ? found.wrong : found.mediaType, sentence);
  }
});

Deno.test("any bytes are facts or a sentence", () => {
  const starts = [[], [...png(3, 2)], jpeg(3, 2), gif(3, 2), bmp(3, 2), webp("VP8X", [0, 0, 0, 0])];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.nat(60), fc.uint8Array(), (start, at, more) => {
      const bytes = Uint8Array.from([
        ...start.slice(0, at),
        ...more,
        ...start.slice(at + more.length),
      ]);
      for (const kind of ["image", "series"] as const) {
        const found = measured(kind, bytes);
        if ("wrong" in found) match(found.wrong, /^it/);
        else deepStrictEqual(found.bytes, bytes.length);
      }
    }),
  );
});

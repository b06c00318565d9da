import assert from "node:assert/strict";
import { LPIPS_PROCESSOR, modelInput } from "./model_input.ts";
import { resized } from "./resize.ts";
import type { Picture } from "./types.ts";

// deno-fmt-ignore
const RANDOM: Picture = {
  width: 5,
  height: 4,
  rgb: Uint8Array.of(
    95, 130, 194, 217, 207, 235, 15, 163, 33, 215, 217, 130, 248, 189, 16, 69, 184, 232, 205, 78,
    169, 61, 125, 10, 29, 240, 66, 19, 182, 39, 59, 4, 59, 81, 222, 44, 120, 122, 50, 208, 78, 28,
    64, 166, 121, 89, 170, 233, 127, 178, 237, 128, 113, 123, 76, 155, 69, 154, 130, 248,
  ),
};

Deno.test("resized() gives Pillow's pixels", () => {
  // Pillow 13.0.0, `Image.resize((3, 2), Image.BICUBIC)`.
  // deno-fmt-ignore
  const smaller = [
    131, 142, 191, 100, 160, 71, 126, 199, 53, 88, 135, 151, 122, 136, 80, 107, 139, 118,
  ];
  assert.deepEqual(resized(RANDOM, 3, 2, "bicubic"), {
    width: 3,
    height: 2,
    rgb: Uint8Array.from(smaller),
  });
  assert.deepEqual(resized(RANDOM, 5, 4, "bicubic"), RANDOM);
});

Deno.test("resized() keeps one colour, up and down", () => {
  const plain = { width: 7, height: 3, rgb: new Uint8Array(63).fill(200) };
  for (const [width, height] of [[2, 9], [30, 1]] as const) {
    const { rgb } = resized(plain, width, height, "bicubic");
    assert.equal(rgb.length, 3 * width * height);
    assert.ok(rgb.every((value) => value === 200));
  }
});

const plain = { shortest: null, crop: null, mean: [0, 0, 0], deviation: [1, 1, 1] } as const;

Deno.test("modelInput() puts one colour after another", () => {
  const picture = { width: 2, height: 1, rgb: Uint8Array.of(255, 0, 51, 0, 255, 102) };
  const { values } = modelInput(picture, plain);
  assert.deepEqual(values, Float32Array.of(1, 0, 0, 1, 0.2, 0.4));
  const black = modelInput({ width: 1, height: 1, rgb: new Uint8Array(3) }, LPIPS_PROCESSOR);
  assert.deepEqual(black.values, Float32Array.of(-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225));
});

Deno.test("modelInput() shortens the shorter side and cuts out the middle", () => {
  const rgb = new Uint8Array(3 * 8 * 4);
  // Columns 2 to 5 of 8 are white: the middle square.
  for (let at = 0; at < 32; at++) if (at % 8 >= 2 && at % 8 < 6) rgb.fill(255, 3 * at, 3 * at + 3);
  const same = modelInput({ width: 8, height: 4, rgb }, { ...plain, shortest: 4, crop: 4 });
  assert.deepEqual([same.width, same.height], [4, 4]);
  assert.ok(same.values.every((value) => value === 1));
  const half = modelInput({ width: 8, height: 4, rgb }, { ...plain, shortest: 2, crop: 2 });
  assert.deepEqual([half.width, half.height, half.values.length], [2, 2, 12]);
});

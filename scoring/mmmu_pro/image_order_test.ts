import assert from "node:assert/strict";
import { orderImages } from "./image_order.ts";

Deno.test("orderImages() reads marks in order, repeated ones too", () => {
  const prompt = "<image 3> then <image\u00a0\n12>, <image 3>; <image>, <image2>, <image x>";
  assert.deepEqual(orderImages(prompt), {
    order: [3, 12, 3],
    text: "<image> then <image>, <image>; <image>, <image2>, <image x>",
  });
  assert.deepEqual(orderImages("<image \u0663>"), { order: [3], text: "<image>" });
  assert.deepEqual(orderImages("none"), { order: [], text: "none" });
});

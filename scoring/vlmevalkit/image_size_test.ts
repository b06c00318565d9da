import assert from "node:assert/strict";
import fc from "fast-check";
import { vlmevalkitEncoding } from "./image_size.ts";

const sizeOf = (width: number, height: number, targetSize?: number) => {
  const options = targetSize === undefined ? {} : { targetSize };
  const sent = vlmevalkitEncoding({ width, height, mode: "RGB" }, options);
  return [sent.width, sent.height];
};

Deno.test("vlmevalkitEncoding() enlarges by a double that can fall short of 100", () => {
  assert.deepEqual(sizeOf(100, 100), [100, 100]);
  assert.deepEqual(sizeOf(78, 70), [111, 100]);
  assert.deepEqual(sizeOf(97, 98), [99, 101]);
});

Deno.test("vlmevalkitEncoding() fits a picture into the square before that", () => {
  assert.deepEqual(sizeOf(2000, 100, 512), [1969, 100]);
  assert.deepEqual(sizeOf(1000, 2000, 512), [256, 512]);
  assert.deepEqual(sizeOf(300, 200, 512), [300, 200]);
  assert.deepEqual(sizeOf(5000, 1, 100), [10000, 100]);
});

Deno.test("vlmevalkitEncoding() drops alpha and palette and keeps grey and CMYK", () => {
  const sent = (mode: string) => vlmevalkitEncoding({ width: 200, height: 200, mode }).mode;
  assert.deepEqual(["RGB", "RGBA", "P", "LA"].map(sent), ["RGB", "RGB", "RGB", "RGB"]);
  assert.deepEqual(["L", "1", "CMYK"].map(sent), ["L", "L", "CMYK"]);
});

Deno.test("vlmevalkitEncoding() throws for pixel formats JPEG has not, and for odd sizes", () => {
  for (const mode of ["I", "I;16", "F", "PA", "toString"]) {
    assert.throws(() => vlmevalkitEncoding({ width: 9, height: 9, mode }), RangeError, mode);
  }
  for (const width of [0, -1, 1.5, NaN, Infinity]) {
    assert.throws(() => vlmevalkitEncoding({ width, height: 9, mode: "L" }), RangeError);
  }
});

Deno.test("vlmevalkitEncoding() never makes a picture smaller unless it is told to", () => {
  const edge = fc.integer({ min: 1, max: 3000 });
  fc.assert(fc.property(edge, edge, (width, height) => {
    const [w = 0, h = 0] = sizeOf(width, height);
    assert.ok(w >= width && h >= height && Math.min(w, h) >= 99);
  }));
});

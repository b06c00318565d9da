import assert from "node:assert/strict";
import fc from "fast-check";
import { type Box, intersectionOverUnion } from "./box.ts";
import { boxToPixels, boxUnits } from "./to_pixels.ts";

const size = { width: 640, height: 480 };

Deno.test("boxToPixels() tells the unit by the largest of four numbers", () => {
  assert.deepEqual(boxToPixels([0.1, 0.1, 0.5, 0.5], size), [64, 48, 320, 240]);
  assert.deepEqual(boxToPixels([0, 0, 1.5, 1.5], size), [0, 0, 640, 480]);
  assert.deepEqual(boxToPixels([0, 0, 100, 1.6], size), [0, 0, 64, 0.768]);
  assert.deepEqual(boxToPixels([0, 0, 100, 1000], size), [0, 0, 64, 480]);
  assert.deepEqual(boxToPixels([0, 0, 100, 1000.5], size), [0, 0, 100, 480]);
  assert.deepEqual(boxToPixels([-2000, 0, 100, 100], size), [0, 0, 100, 100]);
});

Deno.test("boxToPixels() takes a unit that is named", () => {
  assert.deepEqual(boxToPixels([64, 48, 320, 240], size, "pixels"), [64, 48, 320, 240]);
  assert.deepEqual(boxToPixels([0, 0, 1, 1], size, "thousandths"), [0, 0, 0.64, 0.48]);
  assert.deepEqual(boxToPixels([0, 0, 2, 0.5], size, "unit"), [0, 0, 640, 240]);
});

Deno.test("boxToPixels() has no box without a picture or a number", () => {
  for (const width of [0, -1, NaN]) {
    assert.equal(boxToPixels([1, 2, 3, 4], { width, height: 9 }), null);
  }
  assert.equal(boxToPixels([1, 2, NaN, 4], size), null);
});

const box = fc.tuple(...[0, 1, 2, 3].map(() => fc.double({ noNaN: true }))) as fc.Arbitrary<
  [number, number, number, number]
>;

Deno.test("boxToPixels() stays in the picture with corners in order", () => {
  fc.assert(fc.property(box, fc.constantFrom(...boxUnits), (corners, unit) => {
    const [x1, y1, x2, y2] = boxToPixels(corners, size, unit) as Box;
    assert.ok(0 <= x1 && x1 <= x2 && x2 <= 640);
    assert.ok(0 <= y1 && y1 <= y2 && y2 <= 480);
  }));
});

Deno.test("intersectionOverUnion() is 1 for a box with itself and 0 for boxes that touch", () => {
  assert.equal(intersectionOverUnion([1, 2, 4, 8], [1, 2, 4, 8]), 1);
  assert.equal(intersectionOverUnion([0, 0, 2, 2], [2, 0, 4, 2]), 0);
  assert.equal(intersectionOverUnion([0, 0, 0, 2], [0, 0, 0, 2]), 0);
  assert.equal(intersectionOverUnion([100, 100, 300, 200], [100, 100, 200, 200]), 0.5);
  fc.assert(fc.property(box, box, (a, b) => {
    const one = boxToPixels(a, size) as Box;
    const other = boxToPixels(b, size) as Box;
    const value = intersectionOverUnion(one, other);
    assert.ok(value >= 0 && value <= 1);
    assert.equal(value, intersectionOverUnion(other, one));
  }));
});

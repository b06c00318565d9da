import assert from "node:assert/strict";
import fc from "fast-check";
import { readBox } from "./read_box.ts";

Deno.test("readBox() takes the first bracket of four before any other number", () => {
  for (
    const text of [
      "[1, 2, 3, 4]",
      "There are 3; 2 are blue. [[1,2,3,4]] or [5, 6, 7, 8]",
      "[ 1\n2\u00a03\u30004 ]",
      "[\uff11, \uff12, \u0663, 4]",
      "[1 2, 3 , 4]",
      "[1.0, +2, 0.3e1, 4]",
      "<box>(1,2),(3,4)</box>",
      "[1., 2., 3., 4.]",
      "[1; 2; 3; 4]",
      "[1, 2, 3, 4, 5]",
    ]
  ) assert.deepEqual(readBox(text), [1, 2, 3, 4], text);
});

Deno.test("readBox() reads digits of labels and hyphens as signs", () => {
  assert.deepEqual(readBox("x1=10 y1=20 x2=30"), [1, 10, 1, 20]);
  assert.deepEqual(readBox("a-5-6-7-8"), [-5, -6, -7, -8]);
  assert.deepEqual(readBox("1.2.3 4 .5e1x"), [1.2, 0.3, 4, 5]);
});

Deno.test("readBox() takes U+FEFF for no blank", () => {
  assert.deepEqual(readBox("0 [1,\ufeff2, 3, 4]"), [0, 1, 2, 3]);
});

Deno.test("readBox() finds nothing in fewer than four numbers", () => {
  for (const text of ["", "nan", "[10, 20, 30]", "no such object"]) {
    assert.equal(readBox(text), null);
  }
});

Deno.test("readBox() gives back any box that is written down", () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(fc.property(fc.tuple(number, number, number, number), (box) => {
    assert.deepEqual(
      readBox(`12 <box>[${box.join(", ")}]`),
      box.map((value) => value === 0 ? 0 : value),
    );
  }));
});

Deno.test("readBox() is linear in hostile text", () => {
  const many = 200_000;
  for (
    const text of [
      `[${"1".repeat(many)}`,
      `[1,${"1".repeat(many)},1${" ".repeat(many)}x`,
      "[1,".repeat(many / 4),
      "[1 ".repeat(3) + "1e".repeat(many / 4),
      "[" + " ".repeat(many),
    ]
  ) {
    const start = performance.now();
    readBox(text);
    assert.ok(performance.now() - start < 20_000);
  }
});

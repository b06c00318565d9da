import assert from "node:assert/strict";
import { splitAtMarks, splitAtNumberedMarks } from "./image_marks.ts";

const text = (value: string) => ({ type: "text", value });
const image = (value: string) => ({ type: "image", value });

Deno.test("splitAtMarks() strips segments as Python does and drops empty ones", () => {
  assert.deepEqual(splitAtMarks("<image>\u001c in \ufeff<image>\n", ["a", "b"]), [
    image("a"),
    text("in \ufeff"),
    image("b"),
  ]);
  assert.deepEqual(splitAtMarks("none", []), [text("none")]);
  assert.deepEqual(splitAtMarks(" ", []), []);
});

Deno.test("splitAtMarks() refuses more or fewer marks than pictures", () => {
  assert.throws(() => splitAtMarks("<image>", []), RangeError);
  assert.throws(() => splitAtMarks("<IMAGE>", ["a"]), RangeError);
});

Deno.test("splitAtNumberedMarks() keeps texts as they are, empty ones too", () => {
  assert.deepEqual(splitAtNumberedMarks("<image 2> <image 2><image 1>", ["a", "b", "c"]), [
    text(""),
    image("b"),
    text(" "),
    image("b"),
    text(""),
    image("a"),
    text(""),
  ]);
});

Deno.test("splitAtNumberedMarks() puts all pictures first where there is no mark", () => {
  assert.deepEqual(splitAtNumberedMarks(" see <image>", ["a", "b"]), [
    image("a"),
    image("b"),
    text(" see <image>"),
  ]);
});

Deno.test("splitAtNumberedMarks() refuses marks of another form or without a picture", () => {
  for (
    const mark of ["<image 10>", "<image 0>", "<image 3>", "<image of", "<image  1>", "<image "]
  ) {
    assert.throws(() => splitAtNumberedMarks(mark, ["a", "b"]), RangeError, mark);
  }
});

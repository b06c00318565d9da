import assert from "node:assert/strict";
import fc from "fast-check";
import { widthOf, wrap } from "./wrap.ts";

Deno.test("wrap() breaks at blanks and cuts long words", () => {
  const rows: [string, number, string[]][] = [
    ["9 of 9 rows have no number", 14, ["9 of 9 rows", "have no number"]],
    ["short", 10, ["short"]],
    ["", 10, [""]],
    ["abcdefgh ij", 3, ["abc", "def", "gh", "ij"]],
    ["模型模型", 4, ["模型", "模型"]],
  ];
  for (const [line, width, pieces] of rows) assert.deepEqual(wrap(line, width), pieces);
});

Deno.test("wrap() loses nothing but blanks and fits", () => {
  fc.assert(fc.property(fc.string(), fc.integer({ min: 2, max: 30 }), (line, width) => {
    const pieces = wrap(line, width);
    assert.equal(pieces.join("").replaceAll(" ", ""), line.replaceAll(" ", ""));
    for (const piece of pieces) assert.ok(widthOf(piece) <= width);
  }));
});

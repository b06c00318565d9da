import assert from "node:assert/strict";
import fc from "fast-check";
import {
  CellError,
  readFlag,
  readJson,
  readNullableText,
  readNumber,
  readText,
  readWord,
  textCell,
} from "./cell_value.ts";

Deno.test("textCell() keeps well-behaved text readable and wraps the rest", () => {
  assert.equal(textCell("plain é 🧪 \n"), "plain é 🧪 \n");
  assert.equal(textCell(""), "");
  for (const text of ["\u0000", "a\u0000b", "\ud800", "x\udc00"]) {
    assert.ok(textCell(text) instanceof Uint8Array);
  }
});

Deno.test("readText() gives back what textCell() wrote", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.boolean(), (text, nul) => {
    const written = nul ? `${text}\u0000\ud800` : text;
    assert.equal(readText({ id: 1, text: textCell(written) }, "text"), written);
  }));
});

Deno.test("readers say which row and column is not what it should be", () => {
  const row = { id: 7, text: 3, number: "x", json: "{", blob: new Uint8Array([0xff]), none: null };
  const rows: [() => unknown, RegExp][] = [
    [() => readText(row, "text"), /row 7, column "text" must be a text: current value is number/],
    [() => readText(row, "blob"), /column "blob" must be JSON/],
    [() => readNumber(row, "number"), /column "number" must be a number: .* string/],
    [() => readFlag(row, "none"), /column "none" must be a number: current value is null/],
    [() => readJson(row, "json"), /column "json" must be JSON/],
    [() => readWord(row, "text", ["a", "b"]), /must be one of "a", "b"/],
    [() => readText(row, "missing"), /column "missing" must be a text: .* undefined/],
  ];
  for (const [read, message] of rows) {
    assert.throws(read, (error) => error instanceof CellError && message.test(error.message));
  }
  assert.equal(readNullableText(row, "none"), null);
});

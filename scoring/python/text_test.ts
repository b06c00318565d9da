import assert from "node:assert/strict";
import fc from "fast-check";
import { isPyWhitespace, PY_WHITESPACE, pyLength, pySplit, pyStrip } from "./text.ts";

Deno.test("pyStrip() follows Python where String.trim() does not", () => {
  const rows: [string, string, string][] = [
    ["\u001ca\u001f", "a", "information separators go"],
    ["\u0085a\u0085", "a", "next line goes"],
    ["\ufeffa\ufeff", "\ufeffa\ufeff", "byte order mark stays"],
    ["\u200ba", "\u200ba", "zero-width space stays"],
    [" \t\n\v\f\r a b ", "a b", "inner blanks stay"],
    ["\u3000", "", "nothing remains"],
  ];
  for (const [input, wanted, why] of rows) assert.equal(pyStrip(input), wanted, why);
});

Deno.test("pySplit() drops empty words", () => {
  assert.deepEqual(pySplit("  a\u00a0b\u001cc\n"), ["a", "b", "c"]);
  assert.deepEqual(pySplit(""), []);
  assert.deepEqual(pySplit(" \u2003 "), []);
});

Deno.test("isPyWhitespace() and PY_WHITESPACE name the same 29 characters", () => {
  const pattern = new RegExp(`^[${PY_WHITESPACE}]$`);
  let count = 0;
  for (let unit = 0; unit < 0x10000; unit++) {
    const is = isPyWhitespace(unit);
    assert.equal(pattern.test(String.fromCharCode(unit)), is, unit.toString(16));
    if (is) count++;
  }
  assert.equal(count, 29);
});

Deno.test("pyLength() counts code points, lone surrogates as one", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (s) => pyLength(s) === [...s].length));
  assert.equal(pyLength("a\ud83d\ude00b"), 3);
  assert.equal(pyLength("\ud83d"), 1);
});

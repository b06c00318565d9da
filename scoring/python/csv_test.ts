import assert from "node:assert/strict";
import fc from "fast-check";
import { readCsv } from "./csv.ts";

/** Own texts, read by Python's `csv.reader`. */
const CASES: readonly (readonly [why: string, text: string, rows: readonly string[][]])[] = [
  ["nothing", "", []],
  ["plain rows", "a,b\nc,d\n", [["a", "b"], ["c", "d"]]],
  ["empty fields", ",\n", [["", ""]]],
  ["empty lines", "a\n\nb", [["a"], [], ["b"]]],
  ["quotes, a doubled one, a newline inside", '"a,""b""\nc",d', [['a,"b"\nc', "d"]]],
  ["text after a closing quote", '"a"b"c,d', [['ab"c', "d"]]],
  ["quotes inside a field", 'a"b",c', [['a"b"', "c"]]],
  ["a quote that never closes", 'a,"b\n', [["a", "b\n"]]],
  ["carriage returns before newlines", "a,b\r\nc\r", [["a", "b"], ["c"]]],
];

for (const [why, text, rows] of CASES) {
  Deno.test(`readCsv() as Python: ${why}`, () => assert.deepEqual(readCsv(text), rows));
}

Deno.test("readCsv() takes another delimiter", () => {
  assert.deepEqual(readCsv("a\tb,c", "\t"), [["a", "b,c"]]);
});

Deno.test("readCsv() throws for a carriage return inside a row", () => {
  for (const text of ["a\rb", "\ra", 'a,"b"\rc']) {
    assert.throws(() => readCsv(text), SyntaxError, JSON.stringify(text));
  }
});

Deno.test("readCsv() throws for a field over Python's limit", () => {
  assert.equal(readCsv("😀".repeat(131072)).length, 1);
  assert.throws(() => readCsv("a".repeat(131073)), SyntaxError);
});

Deno.test("readCsv() reads back what was written in quotes", () => {
  const field = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", " ", "é"), maxLength: 6 });
  const rows = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 4 });
  fc.assert(fc.property(rows, (wanted) => {
    const text = wanted.map((row) =>
      row.map((value) => `"${value.replaceAll('"', '""')}"`).join(",") + "\n"
    ).join("");
    assert.deepEqual(readCsv(text), wanted);
  }));
});

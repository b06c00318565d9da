import assert from "node:assert/strict";
import fc from "fast-check";
import { plainDecimal, pyFloat, pyInt } from "./float.ts";

// What CPython 3.11 answers.
const FLOATS: readonly (readonly [string, number | null, string])[] = [
  ["1.5", 1.5, "plain"],
  [" \u00a0-2\u2003\n", -2, "Unicode white space around"],
  ["\u001c1\u0085", 1, "separators are white space"],
  ["\ufeff1", null, "a byte order mark is not"],
  ["", null, "empty"],
  ["  ", null, "blank"],
  ["+2", 2, "plus"],
  [".5", 0.5, "leading point"],
  ["5.", 5, "trailing point"],
  [".", null, "a point alone"],
  ["1e3", 1000, "exponent"],
  ["1E+3", 1000, "signed exponent"],
  [".e1", null, "no digits"],
  ["1e", null, "no exponent digits"],
  ["1_000.0_1e1_0", 1000.01e10, "underscores between digits"],
  ["1__0", null, "two underscores"],
  ["_1", null, "leading underscore"],
  ["1_", null, "trailing underscore"],
  ["1_.0", null, "underscore before the point"],
  ["0x10", null, "no other bases"],
  ["١٢.٥", 12.5, "Arabic digits"],
  ["\uff11\uff0e5", null, "a full-width point is no point"],
  ["1,5", null, "comma"],
  ["50%", null, "unit"],
  ["\u22121", null, "Unicode minus"],
  ["Infinity", Infinity, "infinity in any case"],
  ["-INF", -Infinity, "minus infinity"],
  ["+nan", NaN, "nan"],
  ["infinit", null, "half a word"],
  ["1e999", Infinity, "beyond the range"],
  ["1 2", null, "a blank inside"],
  ["1\0", null, "a null character"],
];

for (const [text, wanted, why] of FLOATS) {
  Deno.test(`pyFloat() reads ${JSON.stringify(text)}: ${why}`, () => {
    assert.ok(Object.is(pyFloat(text), wanted), String(pyFloat(text)));
  });
}

Deno.test("pyInt() reads what int() reads", () => {
  assert.equal(pyInt(" -1_0 "), -10n);
  assert.equal(pyInt("+٣"), 3n);
  assert.equal(pyInt("007"), 7n);
  assert.equal(pyInt("1.0"), null);
  assert.equal(pyInt("1e3"), null);
  assert.equal(pyInt(""), null);
  assert.equal(pyInt("9".repeat(4300))?.toString().length, 4300);
  assert.equal(pyInt("9".repeat(4301)), null);
});

Deno.test("plainDecimal() writes no exponent and reads back as the same number", () => {
  assert.equal(plainDecimal(1e-7), "0.0000001");
  assert.equal(plainDecimal(-1.25e-9), "-0.00000000125");
  assert.equal(plainDecimal(1.5e21), "1500000000000000000000");
  assert.throws(() => plainDecimal(NaN), RangeError);
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
    const text = plainDecimal(value);
    assert.match(text, /^-?\d+(?:\.\d+)?$/);
    assert.ok(Number(text) === value);
  }));
});

Deno.test("pyFloat() takes no longer than linear time on long texts", () => {
  const started = performance.now();
  for (const part of ["1", "1_", "٣", " ", "_", ".", "1e"]) {
    pyFloat(part.repeat(500_000));
    pyFloat(`${part.repeat(500_000)}x`);
  }
  assert.ok(performance.now() - started < 20_000);
});

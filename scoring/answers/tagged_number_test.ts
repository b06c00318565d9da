import assert from "node:assert/strict";
import fc from "fast-check";
import { plainDecimal } from "../python/float.ts";
import { taggedNumber } from "./tagged_number.ts";

const CASES: readonly (readonly [string, number | null, string])[] = [
  ["\\boxed{1.5}", 1.5, "boxed"],
  ["<NUMBER> -.5 </NUMBER>", -0.5, "tagged"],
  ["<NUMBER>1}", 1, "mixed brackets"],
  ["\\boxed{1</NUMBER>", 1, "mixed brackets the other way"],
  ["\\boxed{1} then \\boxed{2}", 2, "several"],
  ["\\boxed{1} then \\boxed{two}", 1, "a later one that is no number"],
  ["\\boxed{1}{2}", 1, "text behind"],
  ["\\boxed{٣}", 3, "Arabic digit"],
  ["\\boxed{\u00a0\n7\u2003}", 7, "Unicode blanks"],
  ["\\boxed{+2}", null, "plus"],
  ["\\boxed{5.}", null, "trailing point"],
  ["\\boxed{1e-3}", null, "exponent"],
  ["\\boxed{1,200}", null, "thousands"],
  ["\\boxed{50%}", null, "unit"],
  ["\\boxed{\u22121}", null, "Unicode minus"],
  ["\\boxed{\\text{4}}", null, "wrapped"],
  ["\\boxed{- 1}", null, "blank behind the sign"],
  ["<number>1</number>", null, "case matters"],
  ["1.5", null, "bare"],
  [`\\boxed{${"9".repeat(400)}}`, Infinity, "beyond a double"],
];

for (const [text, wanted, why] of CASES) {
  Deno.test(`taggedNumber() of ${JSON.stringify(text.slice(0, 40))}: ${why}`, () => {
    assert.equal(taggedNumber(text, "last"), wanted);
  });
}

Deno.test("taggedNumber() takes the first of several where asked", () => {
  assert.equal(taggedNumber("\\boxed{1} then \\boxed{2}", "first"), 1);
});

Deno.test("taggedNumber() reads back a boxed decimal", () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
    assert.ok(taggedNumber(`\\boxed{${plainDecimal(value)}}`, "last") === value);
  }));
});

Deno.test("taggedNumber() takes linear time", () => {
  const started = performance.now();
  for (const part of ["\\boxed{", "\\boxed{1 ", "1", " ", ".1", "<NUMBER>-", "1."]) {
    taggedNumber(part.repeat(200_000), "last");
    taggedNumber(`<NUMBER>${part.repeat(200_000)}`, "last");
    taggedNumber(`<NUMBER>1${part.repeat(200_000)}`, "last");
  }
  assert.ok(performance.now() - started < 20_000);
});

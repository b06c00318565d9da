import assert from "node:assert/strict";
import { withoutFormulas } from "./formulas.ts";

// Python's re on upstream's expressions.
const CASES: readonly (readonly [string, string])[] = [
  ["The gap of GaAs is 1.42", " gap of  is 1.42"],
  ["Between 1.0 and 1.2", " 1.0 and 1.2"],
  ["1.1eV", "1."],
  ["Ca(OH)2 x", " x"],
  ["Ca(OH)2x", "2x"],
  ["Ca(OH", "("],
  ["Ca()2", "()2"],
  ["Fe0.7Ni0.3", "..3"],
  ["none of it", "none of it"],
  ["He and Ne", " and "],
  ["éFe", ""],
  ["", ""],
];

for (const [text, wanted] of CASES) {
  Deno.test(`withoutFormulas() of ${JSON.stringify(text)}`, () => {
    assert.equal(withoutFormulas(text), wanted);
  });
}

Deno.test("withoutFormulas() takes linear time", () => {
  const started = performance.now();
  for (const part of ["A", "Fe", "A(", "(A)", "A(B)", "A(B)2 ", "1", "Fe_", "A "]) {
    withoutFormulas(part.repeat(40_000));
    withoutFormulas(`A${part.repeat(40_000)}b`);
  }
  assert.ok(performance.now() - started < 20_000);
});

import assert from "node:assert/strict";
import { numberInText, type NumberPattern, numberTexts } from "./numbers.ts";

const TEXTS = ["-3", "-3.5", "3.", "1e-3", ".5", "+2.5", "1,500.5", "A12", "\u0661\u0662", "none"];

// Python's re: first match of each text.
const FIRST: Readonly<Record<NumberPattern, readonly (number | null)[]>> = {
  "decimal": [3, -3.5, 3, 1, 0.5, 2.5, 1, 12, 12, null],
  "decimal-or-point": [3, -3.5, 3, 1, 0.5, 2.5, 1, 12, 12, null],
  "signed": [-3, -3.5, 3, 1, 0.5, 2.5, 1, 12, 12, null],
  "scientific": [-3, -3.5, 3, 0.001, 5, 2.5, 1, 12, 12, null],
  "float": [-3, -3.5, 3, 0.001, 0.5, 2.5, 1, 12, 12, null],
  "sequence": [-3, -3.5, 3, 1, 5, 2.5, 1, 2, 12, null],
};

for (const [pattern, wanted] of Object.entries(FIRST)) {
  Deno.test(`numberInText() by "${pattern}"`, () => {
    const got = TEXTS.map((text) => numberInText(text, pattern as NumberPattern, "first"));
    assert.deepEqual(got, wanted);
  });
}

Deno.test("numberInText() takes the last, and numberTexts() all", () => {
  assert.equal(numberInText("1 or 2 or -3", "signed", "last"), -3);
  assert.equal(numberInText("1e-3", "sequence", "last"), 3);
  assert.deepEqual(numberTexts("1e-3 and 80%", "sequence"), ["1", "3", "80"]);
  assert.deepEqual(numberTexts("", "decimal"), []);
});

Deno.test("numberInText() takes linear time", () => {
  const started = performance.now();
  for (const part of ["1", "-", "1.", ".", "1e", "a1", "+-", "1,"]) {
    for (const pattern of Object.keys(FIRST) as NumberPattern[]) {
      numberInText(part.repeat(200_000), pattern, "last");
      numberInText(part.repeat(200_000), pattern, "first");
    }
  }
  assert.ok(performance.now() - started < 20_000);
});

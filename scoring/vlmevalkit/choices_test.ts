import assert from "node:assert/strict";
import { choiceLines, choicesOfList, choicesOfRow, hasDroppedWord } from "./choices.ts";

Deno.test("choicesOfRow() takes columns that are there and not empty, as texts", () => {
  const row = { index: 7, B: "two", A: 1, C: null, D: "", E: "None", a: "small", AA: "x" };
  assert.deepEqual(choicesOfRow(row), { A: "1", B: "two", E: "None" });
  assert.deepEqual(Object.keys(choicesOfRow(row)), ["A", "B", "E"]);
});

Deno.test("choicesOfList() letters by position and refuses a 27th option", () => {
  assert.deepEqual(choicesOfList(["x", "", "z"]), { A: "x", C: "z" });
  assert.throws(() => choicesOfList(Array(27).fill("x")), RangeError);
});

Deno.test("hasDroppedWord() finds what a table reader takes for a missing value", () => {
  for (const word of ["None", "NA", "nan", "<NA>", "null"]) {
    assert.equal(hasDroppedWord({ A: "x", B: word }), true, word);
  }
  for (const word of ["none", "None of the above", "Nan", "N.A."]) {
    assert.equal(hasDroppedWord({ A: word }), false, word);
  }
});

Deno.test("choiceLines() gives a line an option", () => {
  assert.equal(choiceLines({ A: "one", C: "three" }), "A. one\nC. three\n");
  assert.equal(choiceLines({}), "");
});

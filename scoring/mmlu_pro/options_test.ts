import assert from "node:assert/strict";
import {
  closedOptions,
  gapAnswer,
  gapLetters,
  gapOptions,
  strippedOptions,
  withoutPadding,
} from "./options.ts";

const padded = ["yes", "N/A", " no\n", "N/A ", "n/a"];

Deno.test("gapOptions() leaves out N/A with its letter", () => {
  assert.equal(gapOptions(padded), "A. yes\nC.  no\n\nD. N/A \nE. n/a");
  assert.equal(gapLetters(padded), "ACDE");
  assert.equal(gapOptions(["N/A"]), "");
});

Deno.test("gapAnswer() is the line of the letter", () => {
  assert.equal(gapAnswer(padded, "C"), "C.  no\n\n");
  for (const letter of ["B", "F", "", "AB"]) assert.equal(gapAnswer(padded, letter), "", letter);
});

Deno.test("closedOptions() closes the letters up", () => {
  assert.equal(closedOptions(padded), "A. yes\nB.  no\n\nC. N/A \nD. n/a\n");
  assert.equal(withoutPadding(padded).length, 4);
});

Deno.test("strippedOptions() keeps N/A, trims and ends at ten", () => {
  assert.equal(strippedOptions([" a ", "N/A"]), "A. a\nB. N/A\n");
  const twelve = strippedOptions(Array.from("abcdefghijkl"));
  assert.equal(twelve.split("\n").at(-2), "J. j");
});

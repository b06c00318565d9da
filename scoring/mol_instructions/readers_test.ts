import assert from "node:assert/strict";
import fc from "fast-check";
import {
  choiceLetter,
  finalNumber,
  firstClause,
  goldLetter,
  untilLastBracket,
  untilLastStop,
} from "./readers.ts";
import { comparedSmiles, taggedSelfies } from "./scorers.ts";

Deno.test("taggedSelfies() takes the last tags", () => {
  const rows: readonly (readonly [string, string | null])[] = [
    ["<SELFIES>[C]</SELFIES> or <SELFIES> [O] </SELFIES>.", "[O]"],
    ["<SELFIES>[C] <SELFIES>[O]</SELFIES>", "[C] <SELFIES>[O]"],
    ["<SELFIES>\n[C]\n</SELFIES>", "[C]"],
    ["<SELFIES> </SELFIES>", null],
    ["<selfies>[C]</selfies>", null],
    ["[C]", null],
  ];
  for (const [text, expected] of rows) assert.equal(taggedSelfies(text), expected, text);
});

Deno.test("comparedSmiles() decodes both sides, or neither", () => {
  const gold = "<SELFIES>[C][C][O]</SELFIES>";
  assert.deepEqual(comparedSmiles("<SELFIES>[O][C][C]</SELFIES>", gold), ["OCC", "CCO"]);
  assert.deepEqual(comparedSmiles("<SELFIES>[O]</SELFIES>", "[C][C][O]"), ["O", "CCO"]);
  assert.deepEqual(comparedSmiles("CCO", gold), ["CCO", "[C][C][O]"]);
  assert.deepEqual(comparedSmiles("<SELFIES>CCO</SELFIES>", gold), ["", "CCO"]);
  assert.equal(comparedSmiles("<SELFIES>[C][Xx]</SELFIES>", gold), null);
  assert.equal(comparedSmiles("<SELFIES>[C]</SELFIES>", "[C"), null);
});

Deno.test("untilLastBracket() and untilLastStop() cut what comes behind", () => {
  assert.equal(untilLastBracket("[C][O] and words"), "[C][O]");
  assert.equal(untilLastBracket("[C][O"), "[C]");
  assert.equal(untilLastBracket("none"), "none</s>]");
  assert.equal(untilLastStop("One. Two. Thr"), "One. Two.");
  assert.equal(untilLastStop("none"), "none</s>.");
});

Deno.test("finalNumber() reads the number that ends a reply", () => {
  const rows: readonly (readonly [string, number | null])[] = [
    ["-0.25", -0.25],
    ["it is 12.5 \n", 12.5],
    [".35", 35],
    ["3.", 3],
    ["1e-3", -3],
    ["12.34.56", 34.56],
    ["0.2 eV", null],
    ["", null],
  ];
  for (const [text, expected] of rows) assert.equal(finalNumber(text), expected, text);
});

Deno.test("choiceLetter() tries the letters in order, then how the reply begins", () => {
  assert.equal(choiceLetter("It is a A or (C)"), "A");
  assert.equal(choiceLetter("(D) or (B)"), "B");
  assert.equal(choiceLetter("C"), "C");
  assert.equal(choiceLetter("\u{1f9ea}!"), "\u{1f9ea}");
  assert.equal(choiceLetter(""), "\0");
  assert.equal(goldLetter("The final answer is (B)."), "B");
  assert.equal(goldLetter("B"), null);
});

Deno.test("firstClause() ends at the first comma", () => {
  assert.equal(firstClause(" Yes , it does"), "yes");
  assert.equal(firstClause("No it does not"), "no it does not");
});

Deno.test("readers of zjunlp stay linear and take any text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    for (const read of [finalNumber, choiceLetter, firstClause, taggedSelfies]) {
      read(text);
    }
  }));
  const started = performance.now();
  for (const part of ["1", "-", " ", "1 ", "(", "()", "(\n", ")", "<SELFIES>", ". "]) {
    const text = part.repeat(1_000_000 / part.length);
    for (const read of [finalNumber, choiceLetter, firstClause, taggedSelfies]) {
      read(text);
      read(`1${text}x`);
    }
  }
  assert.ok(performance.now() - started < 20_000);
});

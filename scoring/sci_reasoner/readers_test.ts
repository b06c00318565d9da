import assert from "node:assert/strict";
import { behindSummary, bioKeyword, bioNumbers, stillThinks } from "./bio_text.ts";
import { biotextAnswer, goldChoice } from "./biotext.ts";
import { gueLabel } from "./gue.ts";
import { type PropertyValue, propertyValue } from "./llm4mat.ts";
import { propertyText } from "./mol_molecule.ts";
import { taggedSequence } from "./mol_protein.ts";
import { peerAnswer, stabilityAnswer } from "./peer.ts";
import { smolAnswer } from "./smol.ts";
import { usptoAnswer } from "./uspto.ts";
import { taggedRna } from "./any_rna.ts";
import { lastSequence } from "./any_protein.ts";

/** A reader and texts with what it makes of each. */
function table<Value>(read: (text: string) => Value, rows: readonly (readonly [string, Value])[]) {
  for (const [text, value] of rows) assert.deepEqual(read(text), value, JSON.stringify(text));
}

Deno.test("gueLabel() takes the sentence, then negatives, then positives", () => {
  table(gueLabel, [
    ["No doubt. The prediction result is  POSITIVE", "positive"],
    ["The prediction result is positively so", "positive"],
    ["It is found, but not here", "negative"],
    ["The data contains a motif", "positive"],
    ["<think>no</think>yes", "positive"],
    ["<think>yes", ""],
    ["no</think>yes", "negative"],
    ["knowing cannons", ""],
  ]);
});

Deno.test("propertyValue() reads JSON, then braces that name the property", () => {
  const gap = (text: string) => propertyValue(text, "band_gap");
  table<PropertyValue>(gap, [
    ['{"band_gap": 1.5}', 1.5],
    ['{"band_gap": true}', 1],
    ['{"band_gap": null}', "None"],
    ['{"band_gap": [1.5]}', "[1.5]"],
    ['```json\n{"band_gap": "1.5"}\n```', "1.5"],
    ["It is {my_band_gap : '1_0'} then", 10],
    ["{band_gap : 1, BAND_GAP : 2}", 2],
    ["{band_gap : {2}", ""],
    ["{a : {band_gap : 2}}", 2],
    ["{band_gap : 1.5 eV}", ""],
    ["{band_gap : 1.5", ""],
    ["1.5", ""],
    ["<think>{band_gap : 1}</think>{band_gap : 2}", 2],
    ["<think>{band_gap : 1}", ""],
  ]);
  const soc = (text: string) => propertyValue(text, "SOC");
  table<PropertyValue>(soc, [
    ["{SOC : YES}", "True"],
    ['{"SOC": "no"}', "False"],
    ['{"SOC": false}', 0],
    ["{SOC : maybe}", ""],
  ]);
  assert.equal(propertyValue("{Direct_or_indirect : direct}", "Direct_or_indirect"), "Direct");
});

Deno.test("peerAnswer() finds words in words, positives first", () => {
  table(peerAnswer, [
    ["The answer is  No, it will dissolve", "No"],
    ["The answer is nothing", "no"],
    ["That is incorrect and invalid", "Yes"],
    ["Unknown", "No"],
    ["Hm.", ""],
    ["no</think> yes", "Yes"],
  ]);
});

Deno.test("stabilityAnswer() compares the first number with 1", () => {
  table(stabilityAnswer, [["1.01", "Yes"], ["1", "No"], ["-3", "Yes"], ["-3.5", "No"], [
    "none",
    "",
  ]]);
});

Deno.test("bioNumbers() leaves the ends of strands out and rounds to six digits", () => {
  table(bioNumbers, [
    ["5' to 3' gives 0.12345678", [0.123457]],
    ["A12 and 1e-3", [2, 1, 3]],
    ["1,234 and 80%", [1, 234, 80]],
    ["\u20114.5 -2.", [-4.5, -2]],
    ["none", []],
  ]);
});

Deno.test("bioKeyword() asks negatives, positives, and doubts in this order", () => {
  table<string | null>(bioKeyword, [
    ["Yes, no evidence", "no"],
    ["It shows one", "yes"],
    ["it contains it", "yes"],
    ["it contains ", null],
    ["I don't know", "unknown"],
    ["Indeed", null],
  ]);
  assert.equal(behindSummary("a</think>b<summary>c</think>d"), "d");
  assert.ok(stillThinks("<think>a"));
  assert.ok(!stillThinks("<think>a</think>"));
});

Deno.test("smolAnswer() looks beside the tags for some answers", () => {
  const cases = [
    ["smiles", "<SMILES> C;C </SMILES> </SMILES>", "C.C"],
    ["smiles", "</SMILES> <SMILES> C </SMILES>", ""],
    ["smiles", "CCO", ""],
    ["yes-no", "Not no, rather TRUE. Known.", "Yes"],
    ["yes-no", "<BOOLEAN> True </BOOLEAN>", "True"],
    ["number", "<SMILES> C1CC1 </SMILES> about -2", "-2"],
    ["formula", "It is C6H12O6", "C6H12O6"],
    ["iupac", "ethanol", ""],
    ["caption", " An alcohol.</s><unk> ", "An alcohol."],
  ] as const;
  for (const [task, text, answer] of cases) assert.equal(smolAnswer(task, text), answer, text);
});

Deno.test("usptoAnswer() takes the last tags", () => {
  table(usptoAnswer, [
    ["<SMILES>C</SMILES><SMILES>\nO </SMILES>", "O"],
    ["<think><SMILES>C</SMILES></think>", ""],
  ]);
});

Deno.test("biotextAnswer() takes labels, thinking and opinions off", () => {
  table(biotextAnswer, [
    [" Answer: I would say that yes<|im_end|> ", "yes"],
    ["so</think> \n no", "no"],
    ["Response: Answer: x", "Answer: x"],
  ]);
  assert.equal(goldChoice("The final answer is (C). text"), "C");
  assert.equal(goldChoice("C"), null);
});

Deno.test("propertyText() joins broken decimals", () => {
  table<string | 0>(propertyText, [["0. 12 and 3", "0.12"], ["1 2", "12"], ["-3", "3"], [
    "-0.5",
    "-0.5",
  ], [
    "x",
    0,
  ]]);
});

Deno.test("readers of sequences keep what is a sequence", () => {
  table(taggedSequence, [["<protein>MK-aX*T</protein>", "MKT"], ["<protein>M\nK</protein>", ""]]);
  table(lastSequence, [["<protein>A</protein><protein>m k;\nt-1</protein>", "MKT-"], ["MKT", ""]]);
  table(taggedRna, [
    ["<RNA> acgt </rna>", "acgu"],
    ["ACG TTA</rna>", "UUA"],
    ["ACGT", ""],
  ]);
});

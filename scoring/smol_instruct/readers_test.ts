import assert from "node:assert/strict";
import fc from "fast-check";
import { taggedAnswer } from "./answer.ts";
import { readYesNo } from "./yes_no.ts";

const ANSWERS: readonly (readonly [string, string, string])[] = [
  ["the last tag of any name", "<SMILES> CC </SMILES> or <IUPAC>ethane</IUPAC>", "ethane"],
  ["trimmed", "<SMILES>\nCC\n</SMILES>", "CC"],
  ["other names of tags", "<smiles>CC</smiles>", "<smiles>CC</smiles>"],
  ["no tag: the whole text, untrimmed", " CC ", " CC "],
  [
    "a lead-in cuts to the line behind it",
    "The reactants and reagents:\n```\n CC.O \n```",
    " CC.O ",
  ],
  [
    "the last place of the first lead-in",
    "reactants and reagents:\n```\na\nreactants and reagents:\n```\nb",
    "b",
  ],
  ["empty tags", "<SMILES></SMILES>", ""],
];

for (const [title, text, expected] of ANSWERS) {
  Deno.test(`taggedAnswer(): ${title}`, () => assert.equal(taggedAnswer(text), expected));
}

const LABELS: readonly (readonly [string, "Yes" | "No" | ""])[] = [
  [" YES\n", "Yes"],
  ["\\boxed{ No }", "No"],
  ["\\boxed{\\text{Yes}}", ""],
  ["**Yes**", ""],
  ["The answer is \u2018yes\u2019", "Yes"],
  ["The answer is: \u2018yes\u2019", ""],
  ["The answer is not clear", "No"],
  ["The answer is yesterday", "Yes"],
  ["The answer is no. <BOOLEAN>yes</BOOLEAN>", "No"],
  ["\\boxed{no} the answer is yes", "No"],
  ["Answer: no, then Answer: yes", "No"],
  ["Answer: nothing", ""],
  ["**Answer:** yes", "Yes"],
  ["<|begin_of_box|>yes<|end_of_box|>", "Yes"],
  ["Yes and no", "Yes"],
  ["no or yes", "Yes"],
  ["Non-toxic", "No"],
  ["Casino", "No"],
  ["True", ""],
  ["yes</think> no", "No"],
  ["", ""],
];

for (const [text, label] of LABELS) {
  Deno.test(`readYesNo() of ${JSON.stringify(text)}`, () => {
    assert.equal(readYesNo(text), label === "" ? "" : `<BOOLEAN> ${label} </BOOLEAN>`);
  });
}

Deno.test("readers of SmolInstruct take any text, and a megabyte of it", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    readYesNo(text);
    taggedAnswer(text);
  }));
  const started = performance.now();
  for (const part of [" ", "the answer is ", "answer: ", "\\boxed{ ", "<SMILES>", ". "]) {
    const text = part.repeat(1_000_000 / part.length);
    for (const hostile of [text, `the answer is${text}x`, `\\boxed{${text}`]) {
      readYesNo(hostile);
      taggedAnswer(hostile);
    }
  }
  assert.ok(performance.now() - started < 20_000);
});

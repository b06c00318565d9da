import assert from "node:assert/strict";
import { boxedContent } from "./boxed_content.ts";
import { MAX_ANSWER_LENGTH, normaliseLatex } from "./normalise.ts";

const FAR = "a remark that is a good deal longer than seventy characters, commas, and all of that";

const BOXES: readonly (readonly [string, "all" | "last", string, string])[] = [
  ["no box is the text itself", "last", "70", "70"],
  ["the content is trimmed", "last", "\\boxed{ 70 }", "70"],
  ["braces balance", "last", "\\boxed{\\frac{1}{2}} x", "\\frac{1}{2}"],
  ["blanks before the brace", "last", "\\fbox {70}", "70"],
  ["the inner of nested boxes", "last", "\\boxed{\\boxed{70}}", "70"],
  ["close boxes belong together", "last", "\\boxed{71}\n\n\\boxed{70}", "71,70"],
  ["near ones with a separator", "last", "\\boxed{71} is one of them, or \\boxed{70}", "71,70"],
  ["near ones without do not", "last", "\\boxed{71} gives in the end \\boxed{70}", "70"],
  ["near equal ones do not", "last", "\\boxed{70} is one of them, or \\boxed{70}", "70"],
  ["far ones do not", "last", `\\boxed{71} ${FAR} \\boxed{70}`, "70"],
  ["far ones do inside of an environment", "all", `\\boxed{71} ${FAR} \\boxed{70}`, "71,70"],
  ["an equal neighbour is dropped", "all", "\\boxed{70}\\boxed{70}", "70"],
  ["what does not balance goes to the end", "last", "\\boxed{ {70}", "{ {70}"],
  ["a command without braces goes to the end", "last", "\\boxed 70", "70"],
];

for (const [title, mode, text, wanted] of BOXES) {
  Deno.test(`boxedContent(): ${title}`, () => {
    assert.equal(boxedContent(text, mode), wanted);
  });
}

const LATEX: readonly (readonly [string, string])[] = [
  ["\\left(70\\right)", "(70)"],
  ["\\dfrac{140}{2}", "\\frac{140}{2}"],
  ["\\mathbf{70}", "\\text{70}"],
  ["\\displaystyle 70\\!", "70"],
  ["\\$70", "70"],
  ['"70"', "70"],
  ["1{,}070", "1,070"],
  ["x = .5", "x = 0.5"],
  ["70 and 71", "70, 71"],
  ["70 \\text{ or } 71", "70, 71"],
  ["70\\ cm", "70"],
  ["70 percent", "70\\%"],
  ["x=y=70", "70"],
  ["x=y=70, 71", "x=y=70, 71"],
  ["x \\le y = 70", "x \\le y = 70"],
  ["70\\text{ cm}^2", "70"],
  ["70\\text{ cm}^{2}", "70"],
  ["\\text{70}", "\\text{70}"],
  ["\\text{ ways}", "\\text{ ways}"],
  ["70 \\text{ (mod 1000)}", "70"],
  ["70 degrees", "70"],
  ["70 cm s", "70"],
  ["x cm", "x"],
  ["(10)_{3}", "\\frac{(10)!}{((10)-(3))!}"],
  ["70\n\t", "70"],
  ["\\\\frac{1}{2}", "\\frac{1}{2}"],
  ["", ""],
];

for (const [latex, wanted] of LATEX) {
  Deno.test(`normaliseLatex() of ${JSON.stringify(latex)}`, () => {
    assert.equal(normaliseLatex(latex), wanted);
  });
}

Deno.test("normaliseLatex() refuses what is too long", () => {
  assert.throws(() => normaliseLatex("7".repeat(MAX_ANSWER_LENGTH + 1)), RangeError);
});

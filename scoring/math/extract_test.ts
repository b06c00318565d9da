import assert from "node:assert/strict";
import { extractAnswer } from "./extract.ts";

/** Reply, then what is extracted: contents in order, `%` behind those with a percent sign. */
const TABLE: readonly (readonly [string, string, readonly string[] | null])[] = [
  ["an open box goes to the last brace", "\\boxed{70} in {1,2} or so", ["\\boxed{70} in {1,2}"]],
  ["an empty box alone is none", "\\boxed{}", null],
  ["an unclosed box is none", "\\boxed{70", null],
  ["bare mathematics is none", "so $70$ it is", null],
  ["another box command alone is none", "\\fbox{70}", null],
  ["an environment with a box", "The set {1} gives $\\boxed{70}$", ["\\boxed{70}"]],
  ["the box may have company", "$x=\\boxed{70}.$", ["x=\\boxed{70}."]],
  ["what ends last counts", "$\\boxed{70}$ in {1}", ["\\boxed{70}$ in {1}"]],
  ["display dollars over lines", "$$\n\\boxed{70}\n$$", ["\n\\boxed{70}\n"]],
  ["inline dollars stay on their line", "$\n\\boxed{70}\n$", ["\\boxed{70}"]],
  ["an escaped dollar neither opens nor closes", "\\$5 and $\\boxed{\\$70}$", ["\\boxed{\\$70}"]],
  ["a dollar behind a digit does not open", "5$\\boxed{70}$", ["\\boxed{70}"]],
  ["brackets", "\\[\\boxed{70}\\]", ["\\boxed{70}"]],
  ["round brackets", "\\(\\boxed{70}\\)", ["\\boxed{70}"]],
  ["a bracket between blanks", "x [\\boxed{70}] y", ["\\boxed{70}"]],
  ["a percent sign belongs to it", "$\\boxed{70}$ %", ["\\boxed{70}%"]],
  ["a percent word, too", "$\\boxed{70}$ percentage", ["\\boxed{70}%"]],
  ["several in a row", "$\\boxed{1}$, $\\boxed{2}$ and $\\boxed{3}$", [
    "\\boxed{1}",
    "\\boxed{2}",
    "\\boxed{3}",
  ]],
  ["a comma before a word breaks the row", "$\\boxed{1}$, and $\\boxed{2}$", ["\\boxed{2}"]],
  ["final answer before hope", "final answer is: $70$. I hope it is correct", ["70"]],
  ["hope ends further than a box before", "\\boxed{7} final answer is $70$. I hope", ["70"]],
  ["a box beats a final answer without hope", "\\boxed{7}. The final answer is $70$", [
    "\\boxed{7}",
  ]],
  ["final answer with words between", "Final answer to the puzzle is: $70$", ["70"]],
  ["answer with a colon beats one without", "answer $71$. Answer: $70$. answer $72$", ["70"]],
  ["of several answers the last", "the answer is $71$. Wait, the answer is $70$.", ["70"]],
  ["fractions in the open", "answer: \\frac{140}{2}", ["\\frac{140}{2}"]],
  ["the environment must be near", `answer: ${"x".repeat(51)}$70$`, null],
  ["at 50 characters it is near", `answer: ${"x".repeat(49)}$70$`, ["70"]],
  ["characters are counted, not units", `answer:${"😀".repeat(50)}$70$`, ["70"]],
  ["a long s is an s", "anſwer: $70$", ["70"]],
];

for (const [title, reply, wanted] of TABLE) {
  Deno.test(`extractAnswer(): ${title}`, () => {
    const parts = extractAnswer(reply)?.parts ?? null;
    const shown = parts?.map(({ content, percent }) => content + (percent ? "%" : "")) ?? null;
    assert.deepEqual(shown, wanted);
  });
}

Deno.test("extractAnswer() knows where the last box alone counts", () => {
  assert.equal(extractAnswer("\\boxed{70}")?.parts[0]?.boxes, "last");
  assert.equal(extractAnswer("$\\boxed{70}$")?.parts[0]?.boxes, "all");
});

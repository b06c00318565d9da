import assert from "node:assert/strict";
import fc from "fast-check";
import { aimeRule } from "./aime_rule.ts";

/** Boxed answers that Math-Verify takes for 70, and those that it does not. */
const RIGHT = [
  "70",
  "070",
  "70.0",
  "+70",
  "-(-70)",
  "x=70",
  "m+n=70",
  "a_1=70",
  "x \\approx 70",
  "35+35",
  "\\{70\\}",
  "[70]",
  "70^\\circ",
  "70\\text{ cm}^2",
  "\\text{70}",
  "\\frac{140}{2}",
  "\\dfrac{140}{2}",
  "2\\cdot 35",
  "\\sqrt{4900}",
  "\\binom{8}{4}",
  "7000\\%",
  "\\left(70\\right)",
  "70,70",
];
const WRONG = [
  "71",
  "70\\%",
  "70.",
  "7 0",
  "70!",
  "2x=140",
  "f(5)=70",
  "70, 71",
  "70,71",
  "70 \\pmod{1000}",
  "seventy",
  "(70,71)",
  "69.9999999",
  "",
];

for (const answer of RIGHT) {
  Deno.test(`aimeRule() takes \\boxed{${answer}} for 70`, () => {
    assert.equal(aimeRule(`So it is \\boxed{${answer}}.`, "70").correct, true);
  });
}
for (const answer of WRONG) {
  Deno.test(`aimeRule() does not take \\boxed{${answer}} for 70`, () => {
    assert.equal(aimeRule(`So it is \\boxed{${answer}}.`, "70").correct, false);
  });
}

Deno.test("aimeRule() looks for the answer where Math-Verify does", () => {
  const rows: readonly [reply: string, correct: boolean, why: string][] = [
    ["\\boxed{1} and then \\boxed{70}", false, "two boxes close together are two answers"],
    [`\\boxed{1}${" so we go on with the next case".repeat(5)} \\boxed{70}`, true, "the last box"],
    ["The final answer is $70$. I hope it is correct.", true, "the first group"],
    ["$70$", false, "a formula alone is not looked at"],
    ["**70**", false, "nor is bold text"],
    ["\\fbox{70}", false, "nor a frame alone"],
    ["\\boxed{70", false, "a box that is never closed"],
    ["oxed{70}", false, "an escape eaten on the way"],
    ["$\\boxed{70}$%", true, "the same text, though its value is a percentage"],
    ["", false, "an empty reply"],
  ];
  for (const [reply, correct, why] of rows) {
    assert.equal(aimeRule(reply, "70").correct, correct, why);
  }
});

Deno.test("aimeRule() finds any boxed integer, leading zeros or not, and no other", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 999 }), (n) => {
    assert.deepEqual(aimeRule(`\\boxed{${n}}`, String(n)), {
      correct: true,
      text: String(n),
      integer: String(n),
    });
    assert.equal(aimeRule(`\\boxed{${n}}`, String(n).padStart(3, "0")).correct, true);
    assert.equal(aimeRule(`\\boxed{${n + 1}}`, String(n)).correct, false);
  }));
});

Deno.test("aimeRule() never throws", () => {
  const piece = fc.constantFrom(
    ..."\\boxed{ } { $ \\[ \\] \\( \\) \\frac \\sqrt \\binom ! ^ _ | = , . 1 70 x and answer is: % \\% \\text"
      .split(
        " ",
      ),
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
    aimeRule(`\\boxed{${pieces.join("")}}`, "70");
    aimeRule(pieces.join(" "), "70");
  }));
});

Deno.test("aimeRule() stays quick on hostile replies and answers", () => {
  const pieces = ["\\boxed{", "}", "$", "\\[", "answer:", "final answer is ", "$x$,", " [", "\\"];
  const hostile = [
    ...pieces.map((piece) => piece.repeat(Math.ceil(300_000 / piece.length))),
    ...[
      `${"(".repeat(900)}70${")".repeat(900)}`,
      "9^{9^{9}}",
      `${"9".repeat(1900)}!`,
      "((9!)!)!",
      "\\binom{9999999999}{4999999999}",
      `${"1+".repeat(900)}1`,
      "\\prod_{k=1}^{4000}k",
      `${"\\sqrt{".repeat(60)}2${"}".repeat(60)}`,
    ].map((answer) => `\\boxed{${answer}}`),
  ];
  for (const reply of hostile) {
    const started = performance.now();
    aimeRule(reply, "70");
    assert.ok(performance.now() - started < 20_000, reply.slice(0, 40));
  }
});

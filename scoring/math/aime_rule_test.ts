import assert from "node:assert/strict";
import fc from "fast-check";
import { splitReasoning } from "../answers/reasoning.ts";
import { aimeRule } from "./aime_rule.ts";

interface RuleVector {
  readonly id: string;
  readonly task: string;
  readonly samples: readonly { readonly record: { readonly answer: string }; response: string }[];
  readonly expected: { readonly perSample: readonly unknown[] };
}

Deno.test("aimeRule() gives what Math-Verify gave on every golden reply", async () => {
  const file = new URL("../../tests/golden/aime-2025.jsonl", import.meta.url);
  const vectors = (await Deno.readTextFile(file)).trim().split("\n")
    .map((line) => JSON.parse(line) as RuleVector).filter(({ task }) => task === "rule");
  assert.ok(vectors.length > 40);
  for (const { id, samples, expected } of vectors) {
    const got = samples.map(({ record, response }) => {
      const { correct, text } = aimeRule(splitReasoning(response, "opencompass"), record.answer);
      return { correct, text };
    });
    assert.deepEqual(got, expected.perSample, id);
  }
});

const RIGHT = [
  "x=70",
  "m+n=70",
  "|S|=70",
  "f(x)=70",
  "\\frac{x}{2}=70",
  "(x,y)=70",
  "S \\equiv 70",
  "x = y \\approx 70",
  "\\angle ABC = 70^\\circ",
  "x \\in \\{70\\}",
  "\\{x=70\\}",
  "[70,70]",
  "70; 70",
  "70, 2\\cdot 35",
  "\\{\\{70\\}\\}",
  "\\text{(70)}",
  "\\mathrm{70}",
  "{140 \\over 2}",
  "70\\text{th}",
  "70\\cdots".replace("\\cdots", "\\ldots"),
  "\\operatorname{gcd}(140,210)",
];

for (const answer of RIGHT) {
  Deno.test(`aimeRule() takes ${answer} for 70`, () => {
    assert.equal(aimeRule(`\\boxed{${answer}}`, "70").correct, true);
  });
}

const NOT_RIGHT = [
  "2x=70",
  "x-y=70",
  "x^2=70",
  "f(5)=70",
  "e=70",
  "70=x",
  "x<70",
  "x \\ne 70",
  "70, x=70",
  "70, |70|",
  "(70,70)",
  "[70,71]",
  "(70,71)",
  "70,71",
  "70 \\pm 1",
  "\\pm 70",
  "E \\in 70",
  "7 0",
  "70!",
  "70\\%",
  "69.9999999999999999",
  "70.0000000000000001",
  "\\overline{70}",
  "\\text{Answer: }70 x",
  "70 \\pmod{1000}",
  "70'x",
  "7\\text{0}",
  "",
];

for (const answer of NOT_RIGHT) {
  Deno.test(`aimeRule() does not take ${JSON.stringify(answer)} for 70`, () => {
    assert.equal(aimeRule(`\\boxed{${answer}}`, "70").correct, false);
  });
}

Deno.test("aimeRule() makes a set of several answers, if all can be read", () => {
  assert.deepEqual(aimeRule("$\\boxed{70}$ and $\\boxed{71}$", "70"), {
    correct: false,
    text: "70 and 71",
    integer: null,
  });
  // Of what cannot be read nothing stays, and the first one stands.
  assert.deepEqual(aimeRule("$\\boxed{70}$ and $\\boxed{71.}$", "70"), {
    correct: true,
    text: "70",
    integer: "70",
  });
  assert.equal(aimeRule("$\\boxed{70}$ and $\\boxed{\\int_0^1 x dx}$", "70").correct, false);
  assert.equal(aimeRule("$\\boxed{70}$ and $\\boxed{[70,70]}$", "70").correct, false);
});

Deno.test("aimeRule() compares text with text, too", () => {
  assert.equal(aimeRule("$\\boxed{70}$%", "70").correct, true);
  assert.equal(aimeRule("$\\boxed{7000}$%", "70").correct, true);
  assert.equal(aimeRule("$\\boxed{70}$%", "070").correct, false);
  assert.equal(aimeRule("\\boxed{$x^2$}", "$x^2$").correct, true);
  assert.equal(aimeRule("\\boxed{}", "").correct, false);
});

Deno.test("aimeRule() gives the integer that votes", () => {
  assert.equal(aimeRule("\\boxed{x = 070}", "1").integer, "70");
  assert.equal(aimeRule("\\boxed{70.0}", "1").integer, "70");
  assert.equal(aimeRule("\\boxed{\\text{70}}", "1").integer, "70");
  assert.equal(aimeRule("\\boxed{70, 71}", "70").integer, null);
});

Deno.test("aimeRule() finds an integer in any of the usual forms, and no other", () => {
  const forms = fc.constantFrom(
    "\\boxed{N}",
    "So $\\boxed{N}$.",
    "\\[ \\boxed{N} \\]",
    "\\(x = \\boxed{N}\\)",
    "Answer: $N$",
    "The final answer is $N$. I hope it is correct.",
    "\\boxed{\\text{N}}",
    "\\boxed{N^\\circ}",
    "\\boxed{\\frac{N}{1}}",
    "\\boxed{N\\text{ ways}}",
    "\\boxed{\\left(N\\right)}",
  );
  const answer = fc.integer({ min: 0, max: 999 });
  fc.assert(fc.property(forms, answer, answer, (form, given, gold) => {
    const reply = form.replace("N", String(given));
    const padded = String(gold).padStart(3, "0");
    assert.equal(aimeRule(reply, String(gold)).correct, given === gold);
    assert.equal(aimeRule(reply, padded).correct, given === gold);
    assert.equal(aimeRule(reply, String(gold)).integer, String(given));
  }));
});

Deno.test("aimeRule() never throws", () => {
  const piece = fc.constantFrom(
    ...("\\boxed{ } { $ \\[ \\] \\( \\) ( ) [ ] \\frac{ \\sqrt{ \\binom{ \\log_ \\gcd( \\sum_{k=1}^ ! ^ _ | = , ; . " +
      "1 70 x f( e E and answer is: % \\% \\text{ \\pm \\approx \\in \\infty \\gamma \\operatorname{")
      .split(" "),
  );
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
    aimeRule(`\\boxed{${pieces.join("")}}`, "70");
    aimeRule(pieces.join(" "), pieces.join(""));
  }));
});

const LINEAR = [
  "\\boxed{",
  "}",
  "\\boxed{7}",
  "\\boxed{7",
  "$",
  "$$",
  "\\[",
  "\\(",
  " [",
  "\\\\",
  " ",
  "answer:",
  "answer \\[ ",
  "final answer is is ",
  "final answer is \\[",
  "$x$ and ",
  "-\\frac{1",
  "\\boxed{ {",
];

Deno.test("aimeRule() stays linear on hostile replies", () => {
  const started = performance.now();
  for (const piece of LINEAR) {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    for (const reply of [text, `\\boxed{${text}}`, `${text}\\]${" ".repeat(50_000)}`]) {
      aimeRule(reply, "70");
    }
  }
  assert.ok(performance.now() - started < 15_000);
});

const DEEP = [
  "(".repeat(900) + "7" + ")".repeat(900),
  "f(".repeat(60) + "x" + ")".repeat(60),
  "[(".repeat(30) + "7" + ")]".repeat(30),
  "\\gcd(7,".repeat(50) + "7" + ")".repeat(50),
  "\\sqrt{".repeat(60) + "2" + "}".repeat(60),
  "|1|".repeat(200),
  "-".repeat(2000) + "7",
  "9^{9^{9}}",
  "9".repeat(1900) + "!",
  "1E999999999",
  "\\binom{9999999999}{4999999999}",
  "\\sum_{k=1}^{99999}k",
  "\\sum_{k=1}^{4000}\\frac{1}{k}",
  "\\sum_{i=1}^{70}\\sum_{j=1}^{70}\\sum_{k=1}^{70}k",
  "(1+\\pi)^{1000}",
  " ".repeat(4000) + "7",
  "7".repeat(1_000_000),
];

Deno.test("aimeRule() does a bounded amount of work on an answer", () => {
  const started = performance.now();
  for (const answer of DEEP) assert.equal(aimeRule(`\\boxed{${answer}}`, "70").correct, false);
  assert.ok(performance.now() - started < 10_000);
});

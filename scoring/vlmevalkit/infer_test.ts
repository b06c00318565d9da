import assert from "node:assert/strict";
import fc from "fast-check";
import { ChoiceMatcher, inferOption, inferText, mcqVersions } from "./infer.ts";

const CHOICES = {
  A: "a river delta",
  B: "an alluvial fan",
  C: "a moraine",
  D: "a dune",
  E: "rock",
};

// [reply, letter in 2026-02, letter in the current version]
const OPTION_CASES: readonly (readonly [string, string | null, string | null])[] = [
  ["B", "B", "B"],
  ["\\boxed{\\text{B}}", "B", "B"],
  ["B is right here", "B", "B"],
  ["B is what I would choose", null, null],
  ["B seems fine so the final choice is B", null, null],
  ["Z or A", "A", "A"],
  ["(Z)", "Z", "Z"],
  ["A or B", null, null],
  ['"B"', null, null],
  ["<B>", null, null],
  ["$B$", null, null],
  ["</think>B", null, null],
  ["\u3000C\u3000", "C", "C"],
  ["\u001cC\u0085", "C", "C"],
  ["\ufeffC", null, null],
  ["\uff23", null, null],
  ["answer is (B) as seen from far above here", null, null],
  ["the answer is dune shaped, as the wind made it", null, "D"],
  ["the answer is **c**, as the wind made it so", null, "C"],
  ["An\u017fwer \u0131\u017f B, as the wind made it so", null, "B"],
  ["answer\u001cis B, since A is not it", null, "B"],
  ["answer\ufeffis B, since A is not it", null, null],
  ["the answer is E because of the rest of it", null, null],
  ["the answer is F, no, the answer is B and not A", null, "B"],
  ["Cannot determine the answer, so B", "Z", "Z"],
  ["cannot determine the answer, so B", "B", "B"],
  ["Failed to obtain answer via API B", null, null],
];

for (const [reply, old, current] of OPTION_CASES) {
  Deno.test(`inferOption() of ${JSON.stringify(reply)}`, () => {
    assert.equal(inferOption(reply, CHOICES, "2026-02"), old);
    assert.equal(inferOption(reply, CHOICES, "current"), current);
  });
}

Deno.test("inferOption() takes Z for an option where it is one, and A to D only where they are", () => {
  assert.equal(inferOption("Z is what I would take", { A: "x", Z: "y" }, "2026-02"), null);
  assert.equal(inferOption("the answer is C, as it seems", { A: "x" }, "current"), null);
});

Deno.test("inferText() wants exactly one option text, inside of words too", () => {
  const choices = { A: "12", B: "120", C: "Soil" };
  assert.equal(inferText("SOIL", choices).letter, "C");
  assert.equal(inferText("12", choices).letter, "A");
  assert.equal(inferText("120", choices).letter, null);
  assert.equal(inferText("dirt", choices).letter, null);
});

Deno.test("inferText() reads replies up to twice the length of all options, in code points", () => {
  const choices = { A: "ab", B: "\u{1f409}" };
  assert.equal(inferText("ab\u{1f30b}\u{1f30b}\u{1f30b}\u{1f30b}", choices).letter, "A");
  assert.equal(inferText("ab\u{1f30b}\u{1f30b}\u{1f30b}\u{1f30b}.", choices).letter, null);
});

Deno.test("ChoiceMatcher measures later texts against lower-cased options", () => {
  // Lower case of U+0130 has two code points, so the limit rises from 4 to 6.
  const choices = { A: "\u0130", B: "b" };
  const fresh = new ChoiceMatcher(choices, "current");
  assert.equal(fresh.infer("b....."), null);
  const used = new ChoiceMatcher(choices, "current");
  assert.equal(used.infer("?"), null);
  assert.equal(used.infer("b....."), "B");
});

Deno.test("the two versions differ only where a reply says what the answer is", () => {
  const words = fc.constantFrom("A", "B", "Z", "rock", "dune", ".", "(", "choose", "cause", "\n");
  fc.assert(fc.property(fc.array(words), (parts) => {
    const reply = parts.join(" ");
    const [old, current] = mcqVersions.map((version) =>
      new ChoiceMatcher(CHOICES, version).infer(reply)
    );
    assert.equal(old, current);
  }));
});

Deno.test("inferOption() takes well under a second for a hostile megabyte", () => {
  const blanks = " ".repeat(1 << 20);
  for (
    const reply of [
      `answer${blanks}`,
      `answer is${blanks}*`,
      "answer is ".repeat(1e5),
      "A ".repeat(5e5),
    ]
  ) {
    const started = performance.now();
    inferOption(reply, CHOICES, "current");
    assert.ok(performance.now() - started < 20_000);
  }
});

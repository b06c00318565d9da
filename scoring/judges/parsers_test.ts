import assert from "node:assert/strict";
import { cascade, generic, genericParser, strict } from "./parsers.ts";

const NONE = "unknown";

/** Judge text, then what generic, cascade and strict make of it. */
const TABLE: readonly (readonly [string, string, string, string])[] = [
  ["A", "A", "A", "A"],
  [" A\n", "A", "A", "A"],
  ["B", "B", "B", "B"],
  ["a", NONE, "A", "A"],
  ["b", NONE, "B", "B"],
  ["A.", "A", NONE, "A"],
  ["**A**", "A", NONE, "A"],
  ['"B".', "B", NONE, "B"],
  ["\\boxed{A}", "A", NONE, "A"],
  ["**\\boxed{ B. }**", "B", NONE, "B"],
  ["A: CORRECT", "A", NONE, NONE],
  ["B: INCORRECT", "B", NONE, NONE],
  ["CORRECT", NONE, "A", "A"],
  ["Correct.", NONE, "A", "A"],
  ["CORRECTLY not", NONE, "A", NONE],
  ["correct, the values agree", NONE, "A", NONE],
  ["INCORRECT", NONE, "B", "B"],
  ["Incorrect!", NONE, "B", NONE],
  ["Not correct", NONE, NONE, NONE],
  ["Answer: B", "A", NONE, NONE],
  ["The Answer is B", "A", NONE, NONE],
  ["Based on the criteria: A", "B", NONE, NONE],
  ["BA", "B", NONE, NONE],
  ["AB", "A", NONE, NONE],
  ["\uff21", NONE, NONE, NONE],
  ["", NONE, NONE, NONE],
  ["\\boxed{}", NONE, NONE, NONE],
  ["\\boxed{A} \\boxed{B}", "A", NONE, NONE],
];

for (const [text, first, second, third] of TABLE) {
  Deno.test(`parsers read ${JSON.stringify(text)} as ${first}, ${second}, ${third}`, () => {
    assert.deepEqual(
      [generic, cascade, strict].map((parser) => parser.parse(text).grade),
      [first, second, third],
    );
  });
}

Deno.test("genericParser() labels grades with its tags, the true one first where both begin", () => {
  const label = (parser: ReturnType<typeof genericParser>, text: string) =>
    parser.parse(text).label;
  const words = genericParser("True", "False");
  assert.deepEqual(["Falsehood", "TrueFalse", "true"].map((text) => label(words, text)), [
    "False",
    "True",
    "unknown",
  ]);
  // A tag is literal text, never a pattern.
  assert.equal(label(genericParser("A+", "B"), "A"), "unknown");
  assert.equal(label(genericParser("A+", "A"), "A+"), "A+");
  assert.equal(label(genericParser("A", "A+"), "A+"), "A");
});

Deno.test("parsers stay linear on a megabyte", () => {
  const started = performance.now();
  for (const piece of ["*", "\\boxed{", "}", " ", "\u00a0", "C", '"']) {
    const text = piece.repeat(1e6 / piece.length);
    for (const parser of [generic, cascade, strict]) parser.parse(text);
  }
  assert.ok(performance.now() - started < 20_000);
});

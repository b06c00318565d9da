import assert from "node:assert/strict";
import { optionAndContent, sameOption } from "./option_content.ts";

const CASES: readonly (readonly [string, string | null, string | null])[] = [
  ["B", "B", null],
  [" b) x ", "b", "x"],
  ["B. the ridge\n", "B", "the ridge"],
  ["B\nthe ridge", "B", "the ridge"],
  ["B\nline one\nline two", null, "B\nline one\nline two"],
  ["B. x\ny", null, "B. x\ny"],
  ["B. x\ry", "B", "x\ry"],
  ["A\u00e9rosol", null, "A\u00e9rosol"],
  ["A_", null, "A_"],
  ["A\u2014dry", "A", "\u2014dry"],
  ["A..x", "A", ".x"],
  ["A or B", "A", "or B"],
  ["E", null, "E"],
  ["\u001cD\u2028:\u3000", "D", null],
  ["", null, ""],
];

for (const [text, option, content] of CASES) {
  Deno.test(`optionAndContent() of ${JSON.stringify(text)}`, () => {
    assert.deepEqual(optionAndContent(text), { option, content });
  });
}

Deno.test("sameOption() compares options, case-sensitive, and contents only without one", () => {
  assert.equal(sameOption("B) because", "B. the ridge"), true);
  assert.equal(sameOption("b", "B"), false);
  assert.equal(sameOption("the ridge", "B. the ridge"), true);
  assert.equal(sameOption("None of the above", "D"), false);
  assert.equal(sameOption("", "D"), false);
});

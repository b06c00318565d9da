import assert from "node:assert/strict";
import { cotAnswer, cotReading } from "./cot.ts";

// [reply, what the current version hands on, what 2026-02 did]
const CASES: readonly (readonly [string, string, string])[] = [
  ["think\nAnswer: B", "B", " B"],
  ["Answer: $B", "B", " $B"],
  ["Answer: A", "A", "A"],
  ["  Answer: BB  ", "B", " BB"],
  ["Answer: B\nAnswer: C", "C", "Answer: B\nAnswer: C"],
  ["Answer: B or C", " B or C", " B or C"],
  ["Answer: none", " none", "A"],
  ["so Answer: B", "so Answer: B", "so Answer: B"],
  ["answer: B", "answer: B", "answer: B"],
  ["Answer:\u00c4 B", "B", "\u00c4 B"],
  ["\u001cAnswer: D\u0085", "D", " D"],
  ["", "", ""],
];

for (const [reply, current, old] of CASES) {
  Deno.test(`cotAnswer() of ${JSON.stringify(reply)}`, () => {
    assert.equal(cotAnswer(reply, "current"), current);
    assert.equal(cotAnswer(reply, "2026-02"), old);
  });
}

Deno.test("cotReading() leaves the letter to the chain, which knows the options", () => {
  assert.deepEqual(cotReading("current").read("Answer: K", ["A"]), { text: "K" });
});

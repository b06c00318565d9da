import assert from "node:assert/strict";
import { type JsonAnswer, jsonAnswer } from "./json_answer.ts";

const field = (text: string): JsonAnswer => ({ kind: "field", text });
const whole = (text: string): JsonAnswer => ({ kind: "whole", text });
const dropped: JsonAnswer = { kind: "dropped" };

const CASES: readonly (readonly [string, JsonAnswer])[] = [
  ['```json\n{"answer": "B", "Explanation": "{}"}\n```', field("B")],
  ['so {"answer": "B"} it is', field("B")],
  ['{"answer": "B",}', field("B")],
  ['{"answer": "B", "answer": "C"}', field("C")],
  ['{"Explanation": "two\nlines", "answer": "B"}', field("B")],
  ['[{"answer": "C"}]', field("C")],
  ['```json\n[{"answer": "C"}]\n```', dropped],
  ['{"answer": null}', dropped],
  ['{"answer": 2}', dropped],
  ['{"Answer": "B"}', dropped],
  ["{}", dropped],
  ['{"answer": "\\\\boxed{B}"}', whole('{"answer": "boxed{B}"}')],
  ["\\boxed{B}", whole("boxed{B}")],
  ['{"answer": "B"', whole('{"answer": "B"')],
  ['```json {"answer": "B"}```', field("B")],
  ["B", whole("B")],
  ["", whole("")],
];

for (const [reply, wanted] of CASES) {
  Deno.test(`jsonAnswer() of ${JSON.stringify(reply)}`, () => {
    assert.deepEqual(jsonAnswer(reply), wanted);
  });
}

Deno.test("jsonAnswer() takes well under a second for a hostile megabyte", () => {
  const texts = [
    "```json\n".repeat(1.3e5),
    "{".repeat(1e6),
    `{${", ".repeat(5e5)}}`,
    `{${'"'.repeat(1e6)}}`,
    `\`\`\`json\n${"[".repeat(1e6)}\n\`\`\``,
    `{"a":${" ".repeat(1e6)}}`,
  ];
  for (const text of texts) {
    const started = performance.now();
    jsonAnswer(text);
    assert.ok(performance.now() - started < 20_000, text.slice(0, 10));
  }
});

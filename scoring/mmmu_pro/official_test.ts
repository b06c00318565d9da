import assert from "node:assert/strict";
import type { Item, Scored } from "../types.ts";
import { reduceMetrics } from "../metrics/reduce.ts";
import { mmmuProMetrics, mmmuProOfficial, parseMmmuPro } from "./official.ts";

const OPTIONS = ["Apple", "Baroque", "Rococo", "Dada"];

// What the authors' function returns; null stands for its draw.
const CASES: readonly (readonly [string, string | null])[] = [
  ["Answer: B", "B"],
  ["Answer: C\nAnswer: $D", "D"],
  ["Answer: Baroque", "B"],
  ["Answer: B. Apple", "B"],
  ["Answer: A and B", "B"],
  ["Answer: Because C", "C"],
  ["(A) no, (C), not (A)", "A"],
  ["C.", "C"],
  ["Is it B.?", "B"],
  ["DNA first, then C it is", "C"],
  ["DNA and RNA", "A"],
  ["a fine style, dada or rococo for sure", "C"],
  ["rococo", null],
  ["", null],
];

for (const [reply, wanted] of CASES) {
  Deno.test(`parseMmmuPro() of ${JSON.stringify(reply)} is ${wanted}`, () => {
    assert.equal(parseMmmuPro(reply, OPTIONS), wanted);
  });
}

Deno.test("mmmuProOfficial takes a reply in which it finds nothing for wrong", () => {
  const score = (text: string) =>
    mmmuProOfficial.score({
      text,
      raw: text,
      truncated: false,
      target: { options: OPTIONS, answer: "B" },
      judged: [],
    }, {}) as Scored;
  assert.deepEqual(score("rococo").perSample, { pred: null, correct: false });
  assert.equal(score("rococo").outcome, "no-answer");
  assert.equal(score("Answer: C").outcome, "wrong");

  const item = (subject: string, text: string): Item => {
    const { outcome, values } = score(text);
    return { sampleId: text, repeat: 0, groups: { subject }, outcome, values };
  };
  const items = [item("Art", "Answer: B"), item("Music", "?"), item("Math", "Answer: B")];
  assert.deepEqual(reduceMetrics(mmmuProMetrics, items), {
    accuracy: 200 / 3,
    unparsed: 100 / 3,
    "accuracy/Art": 100,
    "accuracy/Math": 100,
    "accuracy/Music": 0,
    "field/Art and Design": 50,
    "field/Science": 100,
  });
});

Deno.test("parseMmmuPro() takes well under a second for a hostile megabyte", () => {
  for (const text of ["Answer:".repeat(1.5e5), "''..,,".repeat(1.7e5), "A B C D ".repeat(1.2e5)]) {
    const started = performance.now();
    parseMmmuPro(text, Array(10).fill("A option"));
    assert.ok(performance.now() - started < 20_000, text.slice(0, 8));
  }
});

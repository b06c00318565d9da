import assert from "node:assert/strict";
import fc from "fast-check";
import { seededDraw } from "../../scoring/random.ts";
import { lastBoxed } from "./boxed.ts";
import { mangled } from "./wrong_answer.ts";

for (
  const [reference, like] of [
    ["So \\boxed{70}.", /^So \\boxed\{7[1-9]\}\.$/],
    ["\\boxed{1} then \\boxed{-3}", /^\\boxed\{1\} then \\boxed\{(-2|-1|[0-6])\}$/],
    ["\\boxed{\\frac{1}{2}}", /^\\boxed\{0\}$/],
    ["\\boxed{B}", /^\\boxed\{[ACD]\}$/],
    ["The answer is 12 apples", /^The answer is (1[3-9]|2[01]) apples$/],
    ["Answer: C", /^Answer: [ABD]$/],
    ["(A)", /^\([BCD]\)$/],
    ["one two three", /^three two one$/],
    ["one", /^one one$/],
  ] as const
) {
  Deno.test(`mangled() changes the answer of ${JSON.stringify(reference)}`, () => {
    const draw = seededDraw(reference);
    for (let i = 0; i < 30; i++) assert.match(mangled(reference, draw), like);
  });
}

Deno.test("mangled() never gives the reference back", () => {
  fc.assert(fc.property(fc.string({ minLength: 1 }), fc.nat(), (reference, seed) => {
    assert.notEqual(mangled(reference, seededDraw(String(seed))), reference);
  }));
});

for (
  const [text, content] of [
    ["\\boxed{1} and \\boxed{2}", "2"],
    ["\\boxed{\\frac{1}{2}} is it", "\\frac{1}{2}"],
    ["\\boxed{\\{1, 2\\}}", "\\{1, 2\\}"],
    ["\\boxed{1", null],
    ["\\boxed{1} \\boxed{2", null],
    ["no box", null],
    ["\\boxed{}", ""],
  ] as const
) {
  Deno.test(`lastBoxed() finds ${content} in ${text}`, () => {
    assert.equal(lastBoxed(text)?.content ?? null, content);
  });
}

Deno.test("lastBoxed() takes a million openers in its stride", () => {
  const started = performance.now();
  assert.equal(lastBoxed("\\boxed{".repeat(150_000)), null);
  assert.ok(performance.now() - started < 20_000);
});

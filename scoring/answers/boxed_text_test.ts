import assert from "node:assert/strict";
import fc from "fast-check";
import { lastBoxedText } from "./boxed_text.ts";

const CASES: readonly (readonly [string, string | null, string])[] = [
  ["\\boxed{a} \\boxed{ b }", "b", "last one, trimmed"],
  ["\\boxed{yes} in \\boxed{}", "", "an empty one counts"],
  ["\\boxed{a\nb}", "a\nb", "over lines"],
  ["\\boxed{\\text{x y}}", "x y", "text wrapper"],
  ["\\boxed{\\textbf{yes}}", "textbf{yes}", "other wrappers stay"],
  ["\\boxed{5\\_8S}", "5_8S", "escapes"],
  ["\\boxed{a{b{c}}}", null, "too deep"],
  ["\\boxed{a{b{c}}} \\boxed{d}", "d", "one too deep before another"],
  ["\\boxed{a \\boxed{b}", "b", "an unclosed one before another"],
  ["\\boxed{a", null, "unclosed"],
  ["boxed{a}", null, "no backslash"],
  ["", null, "empty"],
];

for (const [text, wanted, why] of CASES) {
  Deno.test(`lastBoxedText() of ${JSON.stringify(text)}: ${why}`, () => {
    assert.equal(lastBoxedText(text), wanted);
  });
}

Deno.test("lastBoxedText() finds what upstream's expression finds", () => {
  const pattern = /\\boxed\{((?:[^{}]|{[^{}]*})*)\}/g;
  const part = fc.constantFrom("\\boxed{", "{", "}", "a", " ", "\\boxed{b}", "{c}");
  fc.assert(fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
    const found = [...parts.join("").matchAll(pattern)].at(-1)?.[1];
    assert.equal(
      lastBoxedText(parts.join("")),
      found === undefined ? null : found.trim().replaceAll("\\", ""),
    );
  }));
});

Deno.test("lastBoxedText() takes linear time", () => {
  const started = performance.now();
  for (const part of ["\\boxed{", "\\boxed{{a}", "\\boxed{a}", "{", "}", "\\text{"]) {
    lastBoxedText(part.repeat(200_000));
    lastBoxedText(`\\boxed{${part.repeat(100_000)}}`);
  }
  assert.ok(performance.now() - started < 20_000);
});

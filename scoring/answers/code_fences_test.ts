import assert from "node:assert/strict";
import fc from "fast-check";
import { withoutCodeFences } from "./code_fences.ts";

Deno.test("withoutCodeFences() leaves what stands between fences", () => {
  assert.equal(withoutCodeFences('```json\n{"a": 1}\n```'), '{"a": 1}');
  assert.equal(withoutCodeFences("```\nx\n```\ny"), "x\ny");
  assert.equal(withoutCodeFences("a ``` b"), "a ``` b");
  assert.equal(withoutCodeFences("a ```"), "a");
  assert.equal(withoutCodeFences("```JSON x"), "x");
  assert.equal(withoutCodeFences("````"), "`");
});

Deno.test("withoutCodeFences() does what the expression does", () => {
  const parts = fc.array(fc.constantFrom("`", "```", "json", " ", "\n", "x", "```\n"), {
    maxLength: 14,
  });
  fc.assert(
    fc.property(parts, (made) => {
      const text = made.join("");
      assert.equal(withoutCodeFences(text), text.replace(/^```(?:json)?\s*|\s*```$/gim, ""));
    }),
    { numRuns: 3000 },
  );
});

Deno.test("withoutCodeFences() is linear in blanks and fences", () => {
  const start = performance.now();
  withoutCodeFences(`a${" ".repeat(1_000_000)}b`);
  withoutCodeFences("x```".repeat(250_000));
  withoutCodeFences(`${" ".repeat(500_000)}\`\`\`x`.repeat(2));
  assert.ok(performance.now() - start < 20_000);
});

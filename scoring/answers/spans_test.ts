import assert from "node:assert/strict";
import fc from "fast-check";
import { bracketedSpans, withoutSpans } from "./spans.ts";

Deno.test("withoutSpans() takes out closed stretches only", () => {
  assert.equal(withoutSpans("a<t>b</t>c<t>d</t>e", "<t>", "</t>"), "ace");
  assert.equal(withoutSpans("a<t>b<t>c</t>d</t>e", "<t>", "</t>"), "ad</t>e");
  assert.equal(withoutSpans("a</t>b<t>c", "<t>", "</t>"), "a</t>b<t>c");
  assert.equal(withoutSpans("", "<t>", "</t>"), "");
});

Deno.test("bracketedSpans() reads shortest stretches within a line", () => {
  assert.deepEqual(bracketedSpans("(a, b), (c)"), ["(a, b)", "(c)"]);
  assert.deepEqual(bracketedSpans("((a) b)"), ["((a)"]);
  assert.deepEqual(bracketedSpans("(a\n(b)"), ["(b)"]);
  assert.deepEqual(bracketedSpans("()(\n)"), ["()"]);
  assert.deepEqual(bracketedSpans("no brackets"), []);
});

Deno.test("bracketedSpans() equals the expression upstream uses", () => {
  const text = fc.array(fc.constantFrom("(", ")", "a", "\n", ", "), { maxLength: 30 });
  fc.assert(fc.property(text, (parts) => {
    const joined = parts.join("");
    assert.deepEqual(bracketedSpans(joined), joined.match(/\([^\n]*?\)/g) ?? []);
  }));
});

Deno.test("marks that never close cost linear time", () => {
  const start = performance.now();
  withoutSpans("<t>".repeat(300_000), "<t>", "</t>");
  bracketedSpans("(".repeat(1_000_000));
  bracketedSpans("(\n".repeat(500_000));
  assert.ok(performance.now() - start < 20_000);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { rouge, rougeTokens } from "./rouge.ts";
import { wordRouge1 } from "./word_rouge.ts";

const REFERENCE = "Catalyzes the ATP-dependent phosphorylation of L-homoserine.";

Deno.test("rouge() gives what rouge_score gives", () => {
  const text = "The protein catalyzes phosphorylation of homoserine using ATP.";
  assert.deepEqual(rouge(REFERENCE, text), {
    rouge1: 0.75,
    rouge2: 0.14285714285714285,
    rougeL: 0.5,
  });
});

Deno.test("rouge() compares stems where it is asked to", () => {
  assert.equal(rouge("running kinases", "runs kinase").rouge1, 0);
  assert.equal(rouge("running kinases", "runs kinase", { stems: true }).rouge2, 1);
});

Deno.test("rouge() is 0 where a side has no words", () => {
  for (const [a, b] of [["", ""], ["a", ""], ["", "a"], ["...", "a"], ["\u00e9", "\u00e9"]]) {
    assert.deepEqual(rouge(a ?? "", b ?? ""), { rouge1: 0, rouge2: 0, rougeL: 0 });
  }
});

Deno.test("rougeTokens() keeps ASCII letters and digits", () => {
  assert.deepEqual(rougeTokens("L-homo caf\u00e9 3.14 \u0130x"), [
    "l",
    "homo",
    "caf",
    "3",
    "14",
    "i",
    "x",
  ]);
});

Deno.test("rouge() is symmetric, in range, and 1 for a copy of two words or more", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 2, maxLength: 12 })
    .map((words) => words.join(" "));
  fc.assert(fc.property(text, text, (a, b) => {
    const scores = rouge(a, b);
    assert.deepEqual(scores, rouge(b, a));
    for (const score of Object.values(scores)) assert.ok(score >= 0 && score <= 1);
    assert.deepEqual(rouge(a, a), { rouge1: 1, rouge2: 1, rougeL: 1 });
  }));
});

Deno.test("rouge() takes a megabyte", () => {
  const started = performance.now();
  rouge(REFERENCE, "of the ".repeat(150_000), { stems: true });
  rouge(REFERENCE, "x".repeat(1_000_000), { stems: true });
  assert.ok(performance.now() - started < 20_000);
});

Deno.test("wordRouge1() gives what the package rouge gives", () => {
  const value = wordRouge1("Hepatitis C virus (HCV).", "The Hepatitis C virus (HCV). ");
  assert.ok(Math.abs(value - 0.7999999952000001) < 1e-15);
  assert.equal(wordRouge1("a b", ""), 0);
  assert.equal(wordRouge1("a b", "..."), 0);
});

import { equal, ok } from "node:assert/strict";
import { cleanText } from "./clean_text.ts";

Deno.test("cleanText() leaves words only", () => {
  const rows: readonly [why: string, text: string, clean: string][] = [
    ["plain", "bad gateway", "bad gateway"],
    ["tags", "<html><body><h1>502</h1><p>Bad\n Gateway</p>", "502 Bad Gateway"],
    ["script", "<style>a{}</style><script>alert('x')</script>Oops", "Oops"],
    ["a lone sign", "wanted 3 < 4 tokens", "wanted 3 < 4 tokens"],
    ["no end", "before <b after", "before <b after"],
    ["control characters", "a\u0000\u001b[31mb\u0085c", "a [31mb c"],
    ["direction marks", "a\u202eb", "a b"],
    ["nothing", "", ""],
  ];
  for (const [why, text, clean] of rows) equal(cleanText(text, 120), clean, why);
});

Deno.test("cleanText() keeps to its length", () => {
  equal(cleanText("x".repeat(500), 120), `${"x".repeat(119)}…`);
  equal(cleanText("x".repeat(120), 120), "x".repeat(120));
});

Deno.test("cleanText() is quick on hostile text", () => {
  for (const text of ["<".repeat(1e6), "<a".repeat(5e5), "<script>".repeat(1e5), " ".repeat(1e6)]) {
    const began = performance.now();
    cleanText(text, 120);
    ok(performance.now() - began < 20_000);
  }
});

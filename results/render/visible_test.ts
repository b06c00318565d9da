import assert from "node:assert/strict";
import fc from "fast-check";
import { visible } from "./visible.ts";

Deno.test("visible() keeps names and replaces what moves a cursor, hides or turns text around", () => {
  const rows: [string, string, string][] = [
    ["plain", "Qwen3-VL-235B τ² 模型 é", "Qwen3-VL-235B τ² 模型 é"],
    ["lines and tabs", "a\r\nb\tc\u2028d", "a b c d"],
    ["escape sequence", "\u001b[2J\u009b31m", "\ufffd[2J\ufffd31m"],
    ["bidirectional", "a\u202eb\u2066c\u200f", "a\ufffdb\ufffdc\ufffd"],
    ["invisible", "a\u200bb\ufeffc\u{e0041}", "a\ufffdb\ufffdc\ufffd"],
    ["lone surrogate", "a\ud800b", "a\ufffdb"],
    ["bell and null", "\u0007\u0000", "\ufffd\ufffd"],
  ];
  for (const [title, text, expected] of rows) assert.equal(visible(text), expected, title);
});

Deno.test("visible() cuts by characters and is quick on a megabyte", () => {
  assert.equal(visible("abcdef", 6), "abcdef");
  assert.equal(visible("abcdefg", 6), "abcde…");
  assert.equal(visible("😀😀😀😀", 3), "😀😀…");
  const start = performance.now();
  assert.equal([...visible("\u001b[31m".repeat(200_000))].length, 120);
  assert.ok(performance.now() - start < 20_000);
});

Deno.test("visible() never lets a control character through", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
    assert.doesNotMatch(visible(text), /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
  }));
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { filler } from "./filler.ts";
import { boundary, firstTokens, TOKEN_CHARS, tokenCount } from "./tokens.ts";

Deno.test("filler() is exactly as long as asked, the same each time, and holds no answer", () => {
  fc.assert(
    fc.property(
      fc.nat(3_000),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (chars, position) => {
        const text = filler(chars, position);
        assert.equal(text.length, chars);
        assert.equal(filler(chars, position), text);
        assert.match(text, /^[a-z .\n]*$/);
      },
    ),
  );
});

Deno.test("filler() goes on beyond its block", () => {
  const text = filler(2_000_000, 0.9);
  assert.equal(text.length, 2_000_000);
  assert.match(text, /^[a-z .\n]*$/);
});

Deno.test("firstTokens() and boundary() cut a text into its tokens, no pair split", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const pieces: string[] = [];
    for (let at = 0; at < text.length;) {
      const end = boundary(text, at + TOKEN_CHARS);
      pieces.push(text.slice(at, end));
      at = end;
    }
    assert.equal(pieces.join(""), text);
    assert.ok(pieces.every((piece) => piece.isWellFormed()));
    assert.ok(pieces.length <= tokenCount(text));
    assert.ok(firstTokens(text, 2).isWellFormed());
    assert.equal(firstTokens(text, tokenCount(text)), text);
  }));
});

import assert from "node:assert/strict";
import {
  codePointSlice,
  decimalValue,
  firstCharacter,
  hasAlnum,
  isDigits,
  isLower,
  isUpper,
  lastCharacters,
  startsAlpha,
} from "./characters.ts";

Deno.test("isLower() and isUpper() look at characters with a case only", () => {
  for (const text of ["a", "straße", "a1!", "ª"]) assert.ok(isLower(text), text);
  for (const text of ["", "1", "aB", "ǅ", "aǅ", "日"]) assert.ok(!isLower(text), text);
  for (const text of ["A", "A-1", "Ⅷ"]) assert.ok(isUpper(text), text);
  for (const text of ["", "1", "Ab", "ǅ"]) assert.ok(!isUpper(text), text);
});

Deno.test("isDigits() takes superscripts and circled digits, fractions not", () => {
  for (const text of ["0", "٣", "²", "①9", "𝟗"]) assert.ok(isDigits(text), text);
  for (const text of ["", "½", "1.0", "Ⅷ", "1 "]) assert.ok(!isDigits(text), text);
});

Deno.test("startsAlpha() and hasAlnum() know every script", () => {
  for (const text of ["a", "日本", "𝒳1"]) assert.ok(startsAlpha(text), text);
  for (const text of ["", "1a", "_a", "Ⅷ"]) assert.ok(!startsAlpha(text), text);
  assert.ok(hasAlnum("--½"));
  assert.ok(!hasAlnum("_-"));
});

Deno.test("firstCharacter() and lastCharacters() do not cut code points", () => {
  assert.equal(firstCharacter("😀a"), "😀");
  assert.equal(firstCharacter(""), "");
  assert.equal(lastCharacters("a😀b", 2), "😀b");
  assert.equal(lastCharacters("😀", 3), "😀");
});

Deno.test("codePointSlice() counts code points", () => {
  assert.equal(codePointSlice("a😀bc", 1, 3), "😀b");
  assert.equal(codePointSlice("ab", 1, 9), "b");
});

Deno.test("decimalValue() reads decimals of any script", () => {
  assert.equal(decimalValue("0042"), 42);
  assert.equal(decimalValue("١٧٦٩"), 1769);
  assert.equal(decimalValue("𝟗𝟘𝟡"), 909);
  assert.ok(Number.isNaN(decimalValue("²")));
  assert.ok(Number.isNaN(decimalValue("")));
});

import assert from "node:assert/strict";
import { PUNCTUATION, removePunctuation } from "./punctuation.ts";
import {
  asciiSet,
  PUNCTUATION_AND_BLANK,
  stripChars,
  stripCharsEnd,
  stripCharsStart,
} from "./strip_chars.ts";

Deno.test("stripChars() takes the characters off both ends only", () => {
  assert.equal(stripChars(" -a-b. ", PUNCTUATION_AND_BLANK), "a-b");
  assert.equal(stripCharsStart("..a..", PUNCTUATION_AND_BLANK), "a..");
  assert.equal(stripCharsEnd("..a..", PUNCTUATION_AND_BLANK), "..a");
  assert.equal(stripChars("…a\t", PUNCTUATION_AND_BLANK), "…a\t");
  assert.equal(stripChars(PUNCTUATION, PUNCTUATION_AND_BLANK), "");
});

Deno.test("asciiSet() throws for other characters", () => {
  assert.throws(() => asciiSet("é"), RangeError);
});

Deno.test("removePunctuation() removes the 32 ASCII marks and nothing else", () => {
  assert.equal(PUNCTUATION.length, 32);
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join("");
  const left = removePunctuation(ascii);
  assert.equal(left.length, 96);
  assert.ok([...PUNCTUATION].every((mark) => !left.includes(mark)));
  assert.equal(removePunctuation("“a”—b…"), "“a”—b…");
});

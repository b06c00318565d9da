import assert from "node:assert/strict";
import { isEmoji } from "./emoji.ts";

Deno.test("isEmoji() agrees with emoji 2.15.0", () => {
  for (const yes of ["😀", "❤", "©", "™", "⌚", "🏽", "🀄", "‼", "\u{1fae9}", "\u{1faea}"]) {
    assert.ok(isEmoji(yes), yes);
  }
  for (const no of ["", "1", "#", "*", "a", "🇦", "🂡", "\u200d", "\ufe0f", "\u20e3", "😀😀"]) {
    assert.ok(!isEmoji(no), no);
  }
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { printable, printableLine } from "./printable.ts";

const cases: readonly (readonly [what: string, text: string, shown: string])[] = [
  ["keeps text, tabs and lines", "a\tb\nc é 漢", "a\tb\nc é 漢"],
  ["takes the escape from a colour", "\x1b[31mred\x1b[0m", "[31mred[0m"],
  ["takes the escape from a title", "\x1b]0;owned\x07", "]0;owned"],
  ["drops C1 controls", "a\u009b2Jb", "a2Jb"],
  ["drops a carriage return that would overwrite the line", "good\rbad", "goodbad"],
  ["keeps the lines of Windows", "a\r\nb", "a\nb"],
  ["drops marks that reorder text", "a\u202eb\u2066c", "abc"],
];

for (const [what, text, shown] of cases) {
  Deno.test(`printable() ${what}`, () => assert.equal(printable(text), shown));
}

Deno.test("printable() lets no control character through", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assert.doesNotMatch(printable(text).replaceAll(/[\t\n]/g, ""), /\p{Cc}/u);
  }));
});

Deno.test("printableLine() gives one line of at most the width", () => {
  assert.equal(printableLine("a\n\nb\tc"), "a b c");
  assert.equal(printableLine("abcdef", 4), "abc…");
});

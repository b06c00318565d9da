import assert from "node:assert/strict";
import { pyIndent } from "./indent.ts";

Deno.test("pyIndent() leaves blank lines as they are, as textwrap does", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["", ""],
    ["a", "\ta"],
    ["a\n\n  \nb\n", "\ta\n\n  \n\tb\n"],
    ["a\r\nb\rc", "\ta\r\n\tb\r\tc"],
    ["a\u2028b\u0085c", "\ta\u2028\tb\u0085\tc"],
    ["  a", "\t  a"],
  ];
  for (const [text, wanted] of cases) assert.equal(pyIndent(text, "\t"), wanted);
});

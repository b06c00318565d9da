import assert from "node:assert/strict";
import fc from "fast-check";
import { removeSomeBlankLines } from "./lines.ts";

/** The loop as upstream runs it, on the list it walks along. */
function deleteWhileWalking(lines: readonly string[]): string[] {
  const list = [...lines];
  for (let at = 0; at < list.length; at++) {
    const line = list[at] ?? "";
    if (line.trim() === "") list.splice(list.indexOf(line), 1);
  }
  return list;
}

Deno.test("removeSomeBlankLines() leaves what a list that shrinks under the walker leaves", () => {
  const line = fc.constantFrom("", " ", "\t", "a", "b");
  fc.assert(fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
    assert.deepEqual(removeSomeBlankLines(lines), deleteWhileWalking(lines));
  }));
});

Deno.test("removeSomeBlankLines() keeps every other one of adjacent blank lines", () => {
  assert.deepEqual(removeSomeBlankLines(["a", "", "", "", "", "b"]), ["a", "", "", "b"]);
});

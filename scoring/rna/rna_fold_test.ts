import assert from "node:assert/strict";
import { readFold } from "./rna_fold.ts";

Deno.test("readFold() reads structure and energy, padded or not", () => {
  assert.deepEqual(readFold("GGGAAACCC\n(((...))) ( -1.20)\n", "GGGAAACCC"), {
    structure: "(((...)))",
    energyKcal: -1.2,
    line: "(((...))) ( -1.20)",
  });
  assert.equal(readFold("GC\r\n.. (-12.30)\r\n", "GC")?.energyKcal, -12.3);
  assert.equal(readFold("A\n. (  0.00)\n", "A")?.energyKcal, 0);
});

for (
  const [what, output] of [
    ["nothing", ""],
    ["a warning instead", "WARNING: out of memory\n"],
    ["another sequence", "AC\n.. (  0.00)\n"],
    ["a structure that is too short", "GC\n. (  0.00)\n"],
    ["no energy", "GC\n..\n"],
    ["an energy that is none", "GC\n.. (  inf)\n"],
    ["two folds", "GC\n.. (  0.00)\nGC\n.. (  0.00)\n"],
  ] as const
) {
  Deno.test(`readFold() takes ${what} for no fold`, () => {
    assert.equal(readFold(output, "GC"), null);
  });
}

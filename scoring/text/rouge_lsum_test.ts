import assert from "node:assert/strict";
import { rougeLsum } from "./rouge_lsum.ts";

function close(got: number, wanted: number): void {
  assert.ok(Math.abs(got - wanted) < 1e-12, `${got} is not ${wanted}`);
}

Deno.test("rougeLsum() takes lines for sentences", () => {
  close(rougeLsum("binds atp\nrepairs dna", "repairs dna\nbinds atp"), 1);
  close(rougeLsum("the cat sat", "the cat ran"), 2 / 3);
  close(rougeLsum("the cat\nsat on", "on the cat"), 6 / 7);
  close(rougeLsum("a a a", "a"), 0.5);
  close(rougeLsum("", "a"), 0);
  close(rougeLsum("a", "\n\n"), 0);
});

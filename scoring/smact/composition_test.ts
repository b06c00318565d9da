import assert from "node:assert/strict";
import { parseComposition } from "./composition.ts";

Deno.test("parseComposition() counts atoms, groups included", () => {
  const counts = (formula: string) => Object.fromEntries(parseComposition(formula) ?? []);
  assert.deepEqual(counts("Ca3P2O8"), { Ca: 3, P: 2, O: 8 });
  assert.deepEqual(counts("Ca(OH)2"), { Ca: 1, O: 2, H: 2 });
  assert.deepEqual(counts("{[NaCl]2}3 H2"), { Na: 6, Cl: 6, H: 2 });
  assert.deepEqual(counts("Na0Cl1"), { Cl: 1 });
  for (const text of ["na", "Na+", "(NaCl", "NaCl)", "2"]) {
    assert.equal(parseComposition(text), null);
  }
});

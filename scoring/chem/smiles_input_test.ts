import assert from "node:assert/strict";
import { MAX_SMILES, smilesInput, withoutAtomMaps, withoutIsotopes } from "./smiles_input.ts";

Deno.test("smilesInput() keeps the part that is SMILES", () => {
  const rows = [
    ["CCO", "CCO"],
    ["  CCO \n", "CCO"],
    ["CCO name", "CCO"],
    ["CCO |$x$|", "CCO |$x$|"],
    ["CCO  |$commonchem$|", "CCO |$_$|"],
    ["", ""],
  ] as const;
  for (const [text, expected] of rows) assert.equal(smilesInput(text), expected, text);
});

Deno.test("smilesInput() refuses what is too long", () => {
  assert.equal(smilesInput("C".repeat(MAX_SMILES))?.length, MAX_SMILES);
  assert.equal(smilesInput("C".repeat(MAX_SMILES + 1)), null);
  assert.equal(smilesInput(`C |${"x".repeat(MAX_SMILES)}|`), null);
});

Deno.test("withoutAtomMaps() and withoutIsotopes() change bracket atoms only", () => {
  assert.equal(withoutAtomMaps("[CH3:1][OH:23]C:C"), "[CH3][OH]C:C");
  assert.equal(withoutIsotopes("[13CH3:1]O1CC1"), "[CH3:1]O1CC1");
  assert.equal(withoutAtomMaps("[".repeat(100_000)), "[".repeat(100_000));
});

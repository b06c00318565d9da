import assert from "node:assert/strict";
import { inchiSet } from "./inchi_set.ts";
import { loadRdkit } from "./rdkit.ts";
import { morganSimilarity } from "./similarity.ts";

const rdkit = await loadRdkit();
const set = (smiles: string, isotopes: "keep" | "drop" = "drop") =>
  inchiSet(rdkit, smiles, { isotopes });

Deno.test("inchiSet() is the same for the same mixture", () => {
  assert.deepEqual(set("CCN.CCBr"), set("BrCC.NCC"));
  assert.deepEqual(set("CCN.CCBr.CCBr"), set("CCN.CCBr"));
  assert.deepEqual(set("[CH3:1]C"), set("CC"));
  assert.deepEqual(set("C[C@H](N)O"), set("C[C@H](N)O"));
  assert.notDeepEqual(set("C[C@H](N)O"), set("C[C@@H](N)O"));
  assert.notDeepEqual(set("CCN"), set("CCN.CCBr"));
});

Deno.test("inchiSet() drops isotopes where it is asked to", () => {
  assert.deepEqual(set("[13CH3]C"), set("CC"));
  assert.notDeepEqual(set("[13CH3]C", "keep"), set("CC", "keep"));
});

Deno.test("inchiSet() is null for empty and broken parts", () => {
  for (const smiles of ["", ".", "CC.", "C..C", "CC.C(", "what is this"]) {
    assert.equal(set(smiles), null, smiles);
  }
});

Deno.test("morganSimilarity() tells molecules from texts", () => {
  assert.equal(morganSimilarity(rdkit, "C[C@H](N)C(=O)O", "CC(N)C(=O)O"), 1);
  assert.equal(morganSimilarity(rdkit, "", "CC"), 0);
  assert.equal(morganSimilarity(rdkit, "C(", "CC"), null);
  assert.equal(morganSimilarity(rdkit, "CC", "C;C"), null);
});

import assert from "node:assert/strict";
import fc from "fast-check";
import { loadRdkit } from "./rdkit.ts";
import { decodeSelfies } from "./selfies.ts";
import { encodeSelfies } from "./selfies_encoder.ts";

Deno.test("encodeSelfies() writes what the official encoder writes", () => {
  const cases = [
    ["C=CF", "[C][=C][F]"],
    ["c1ccccc1", "[C][=C][C][=C][C][=C][Ring1][=Branch1]"],
    ["CC(=O)Oc1ccccc1", "[C][C][=Branch1][C][=O][O][C][=C][C][=C][C][=C][Ring1][=Branch1]"],
    ["c1ccc2[nH]ccc2c1", "[C][=C][C][=C][NH1][C][=C][C][Ring1][Branch1][=C][Ring1][=Branch2]"],
    ["[Na+].[Cl-]", "[Na+1].[Cl-1]"],
    ["O=[N+]([O-])c1ccccc1", "[O][=N+1][Branch1][C][O-1][C][=C][C][=C][C][=C][Ring1][=Branch1]"],
    ["C..C", "[C].[C]"],
    ["C1CC1", "[C][C][C][Ring1][Ring1]"],
  ] as const;
  for (const [smiles, selfies] of cases) assert.equal(encodeSelfies(smiles), selfies, smiles);
});

Deno.test("encodeSelfies() refuses what the official encoder refuses", () => {
  for (
    const smiles of ["", "*", "C(", "C)", "C1", "F(C)C", "c1cccc1", "C=", "[Xx]", "C$C"]
  ) {
    assert.equal(encodeSelfies(smiles), null, smiles);
  }
});

Deno.test("encodeSelfies() decodes to the same molecule", async () => {
  const rdkit = await loadRdkit();
  for (
    const smiles of [
      "CN1CCCC1c1cccnc1",
      "CC(C)Cc1ccc(cc1)C(C)C(=O)O.C1CCNCC1",
      "CN1C=NC2=C1C(=O)N(C)C(=O)N2C",
      "c1ccc2c(c1)ccc1ccccc12",
      "CS(=O)(=O)c1ccc(Br)cc1",
    ]
  ) {
    using molecule = rdkit.parse(smiles);
    const flat = molecule?.smiles(false) ?? "";
    using back = rdkit.parse(decodeSelfies(encodeSelfies(flat) ?? "") ?? "");
    assert.equal(back?.smiles(false), flat);
  }
});

Deno.test("encodeSelfies() takes any text", () => {
  const text = fc.array(fc.constantFrom(..."CcNnOo1234()[]=#.H+-%:"), { maxLength: 30 });
  fc.assert(fc.property(text, (parts) => {
    const made = encodeSelfies(parts.join(""));
    assert.ok(made === null || made.startsWith("["));
  }));
});

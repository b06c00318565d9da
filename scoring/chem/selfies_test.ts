import assert from "node:assert/strict";
import fc from "fast-check";
import { loadRdkit } from "./rdkit.ts";
import { decodeSelfies } from "./selfies.ts";

// What selfies 2.2.0 gives.
const DECODED: readonly (readonly [string, string, string | null])[] = [
  ["a chain", "[C][C][O]", "CCO"],
  ["an atom without room ends the chain", "[F][C][C][F][C]", "FCCF"],
  ["bonds shrink to the room there is", "[C][#C][#C]", "C#CC"],
  ["a branch", "[C][Branch1][C][O][N]", "C(O)N"],
  ["a branch where there is no room is dropped", "[F][Branch1][C][O]", "FCO"],
  ["a ring", "[C][C][C][Ring1][Ring1]", "C1CC1"],
  ["a ring over a double bond", "[C][=C][C][=C][C][=C][Ring1][=Branch1]", "C1=CC=CC=C1"],
  ["a ring between neighbours doubles the bond", "[C][C][Ring1][C]", "C=C"],
  ["a ring across a dot", "[C].[C][Ring1][C]", "C1.C1"],
  ["marks beside double bonds", "[F][/C][=C][\\F]", "F/C=C\\F"],
  ["marks on ring ends", "[C][C][C][-/Ring1][Ring1]", "C1CC/1"],
  [
    "isotope, chirality, hydrogens, charge",
    "[013CH1].[C@@H1].[Na+1].[OH0]",
    "[13CH1].[C@@H1].[Na+1].[OH0]",
  ],
  ["digits of other scripts", "[\u0661C]", "[1C]"],
  ["no brackets, no symbols", "CCO", ""],
  ["text before the first bracket", "x[C]", "C"],
  ["empty parts", "..[C]..", "C"],
  ["a symbol without meaning left out", "[C][nop][O]", "CO"],
  ["a blank belongs to the next symbol", "[C] [O]", null],
  ["text behind the last bracket", "[C]x", null],
  ["an open bracket", "[C][O", null],
  ["a bracket too many", "[C]][O]", null],
  ["an unknown element", "[Nh]", null],
  ["a branch of a length that is none", "[C][Branch4][C][O]", null],
  ["more hydrogens than the atom can have", "[CH9]", null],
  ["an unknown symbol behind the end is not read", "[F][F][Xx]", "FF"],
];

for (const [title, text, expected] of DECODED) {
  Deno.test(`decodeSelfies() as upstream: ${title}`, () => {
    assert.equal(decodeSelfies(text), expected);
  });
}

const ROBUST = [
  ...["[C]", "[=C]", "[#C]", "[N]", "[=N]", "[O]", "[=O]", "[F]", "[S]", "[Branch1]"],
  ...["[=Branch1]", "[#Branch1]", "[Branch2]", "[Ring1]", "[Ring2]", "[=Ring1]", "[P]", "."],
];

const rdkit = await loadRdkit();

Deno.test("decodeSelfies() makes a molecule of every sequence of plain symbols", () => {
  const sequence = fc.array(fc.constantFrom(...ROBUST), { maxLength: 40 });
  fc.assert(fc.property(sequence, (symbols) => {
    const smiles = decodeSelfies(symbols.join(""));
    assert.notEqual(smiles, null);
    using molecule = rdkit.parse(smiles ?? "");
    assert.notEqual(molecule, null, smiles ?? "");
  }));
});

Deno.test("decodeSelfies() takes any text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    decodeSelfies(text);
    decodeSelfies(`[${text}]`);
  }));
});

Deno.test("decodeSelfies() stays linear", () => {
  const million = 1_000_000;
  for (const text of ["[", "]", "[C]", "[Branch1]", "[C][Branch3]", "[Ring3]", ".", "[C].", "x"]) {
    const started = performance.now();
    decodeSelfies(text.repeat(million / text.length));
    assert.ok(performance.now() - started < 20_000, text);
  }
  // Deeper than Python's recursion.
  assert.equal(decodeSelfies("[C][#Branch3][P][P][P]".repeat(2_000)), null);
});

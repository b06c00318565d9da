import type { Rdkit } from "./rdkit.ts";
import { withoutAtomMaps, withoutIsotopes } from "./smiles_input.ts";

/** What of a molecule does not count. */
export interface InchiSetOptions {
  /** LLM4Chem loses them on its way to canonical SMILES, SciReasoner keeps them. */
  readonly isotopes: "keep" | "drop";
}

/**
 * The standard InChI of each part of a SMILES between dots, sorted, without doubles: equal for the
 * same mixture of molecules, however it is written. Stereo chemistry counts, atom maps do not;
 * tautomers of mobile hydrogens coincide.
 *
 * @returns `null` where a part is empty or no molecule
 * @throws {RdkitError}
 */
export function inchiSet(rdkit: Rdkit, smiles: string, options: InchiSetOptions): string[] | null {
  const found = new Set<string>();
  for (const part of smiles.split(".")) {
    const plain = withoutAtomMaps(part);
    using molecule = part === ""
      ? null
      : rdkit.parse(options.isotopes === "drop" ? withoutIsotopes(plain) : plain);
    if (molecule === null) return null;
    found.add(molecule.inchi());
  }
  return [...found].sort();
}

import { tanimoto } from "./bits.ts";
import { isotopeShift } from "./isotope_shift.ts";
import type { Molecule } from "./molecule.ts";
import { countTanimoto, morganCounts } from "./morgan_counts.ts";
import type { Rdkit } from "./rdkit.ts";
import { smilesInput, withoutAtomMaps, withoutIsotopes } from "./smiles_input.ts";

/**
 * Similarity of two molecules given as SMILES: Tanimoto of their Morgan fingerprints (radius 2, 2,048
 * bits), 0..1. Stereo chemistry, isotopes, atom maps and the order of parts do not count. The empty
 * text is a molecule without bits: similar to nothing but itself.
 *
 * @returns `null` where one of the two is no molecule
 * @throws {RdkitError}
 */
export function morganSimilarity(rdkit: Rdkit, a: string, b: string): number | null {
  using left = rdkit.parse(a);
  if (left === null) return null;
  using right = rdkit.parse(b);
  return right === null ? null : tanimoto(left.morgan(), right.morgan());
}

/** Tanimoto similarities of two molecules by three kinds of fingerprint, 0..1. */
export type Similarities = {
  readonly maccs: number;
  readonly rdk: number;
  /** Of count-based Morgan fingerprints, radius 2. */
  readonly morgan: number;
};

/**
 * {@linkcode Similarities} of two molecules.
 *
 * @throws {RdkitError}
 */
export function similarities(rdkit: Rdkit, a: Molecule, b: Molecule): Similarities {
  const shift = isotopeShift(rdkit);
  return {
    maccs: tanimoto(a.maccs(), b.maccs()),
    rdk: tanimoto(a.rdk(), b.rdk()),
    morgan: countTanimoto(morganCounts(a.graph(), shift), morganCounts(b.graph(), shift)),
  };
}

/**
 * {@linkcode Similarities} of two mixtures as SMILES, each part up to its first blank, without atom maps
 * and isotopes, as LLM4Chem has them after its canonical form.
 *
 * @returns `null` where one of the two is no molecule
 * @throws {RdkitError}
 */
export function mixtureSimilarities(rdkit: Rdkit, a: string, b: string): Similarities | null {
  using left = rdkit.parse(plainMixture(a));
  using right = rdkit.parse(plainMixture(b));
  return left === null || right === null ? null : similarities(rdkit, left, right);
}

function plainMixture(smiles: string): string {
  return smiles.split(".").map((part) =>
    withoutIsotopes(withoutAtomMaps(smilesInput(part) ?? part))
  ).join(".");
}

import { z } from "zod";

/** An atom as fingerprints see it. */
export interface Atom {
  /** Atomic number; 0 for an atom of any element. */
  readonly element: number;
  /** Hydrogens that are not atoms of their own. */
  readonly hydrogens: number;
  readonly charge: number;
  /** Mass number; 0 for the natural mixture. */
  readonly isotope: number;
  readonly inRing: boolean;
}

/** A bond between two atoms, by their places. */
export interface Bond {
  readonly atoms: readonly [number, number];
  /** 1, 2, 3 and so on; aromatic bonds have the order of their Kekulé form. */
  readonly order: number;
  readonly aromatic: boolean;
}

/** Atoms and bonds of a molecule. */
export interface MoleculeGraph {
  readonly atoms: readonly Atom[];
  readonly bonds: readonly Bond[];
}

const AtomJson = z.object({
  z: z.number().optional(),
  impHs: z.number().optional(),
  chg: z.number().optional(),
  isotope: z.number().optional(),
});

const Document = z.object({
  defaults: z.object({ atom: AtomJson.required(), bond: z.object({ bo: z.number() }) }),
  molecules: z.tuple([z.object({
    atoms: z.array(AtomJson).default([]),
    bonds: z.array(z.object({
      bo: z.number().optional(),
      atoms: z.tuple([z.number(), z.number()]),
    })).default([]),
    extensions: z.array(z.object({
      name: z.string(),
      aromaticBonds: z.array(z.number()).default([]),
      atomRings: z.array(z.array(z.number())).default([]),
    })).default([]),
  })]),
});

/** Reads the JSON that RDKit writes of a molecule (CommonChem with RDKit's own extension). */
export function moleculeGraph(json: string): MoleculeGraph {
  const { defaults, molecules: [molecule] } = Document.parse(JSON.parse(json));
  const extension = molecule.extensions.find(({ name }) => name === "rdkitRepresentation");
  const inRing = new Set(extension?.atomRings.flat());
  const aromatic = new Set(extension?.aromaticBonds);
  return {
    atoms: molecule.atoms.map((atom, at) => ({
      element: atom.z ?? defaults.atom.z,
      hydrogens: atom.impHs ?? defaults.atom.impHs,
      charge: atom.chg ?? defaults.atom.chg,
      isotope: atom.isotope ?? defaults.atom.isotope,
      inRing: inRing.has(at),
    })),
    bonds: molecule.bonds.map(({ bo, atoms }, at) => ({
      atoms,
      order: bo ?? defaults.bond.bo,
      aromatic: aromatic.has(at),
    })),
  };
}

import type { Mol } from "@rdkit/rdkit";
import { type Bits, bitsOf } from "./bits.ts";
import { type MoleculeGraph, moleculeGraph } from "./molecule_graph.ts";
import type { Rdkit } from "./rdkit.ts";

const MORGAN = JSON.stringify({ radius: 2, nBits: 2048 });
const WITHOUT_STEREO = JSON.stringify({ doIsomericSmiles: false });

/** A parsed molecule. It lives in RDKit's memory: free it with `using`. */
export class Molecule implements Disposable {
  readonly #rdkit: Rdkit;
  readonly #mol: Mol;

  constructor(rdkit: Rdkit, mol: Mol) {
    this.#rdkit = rdkit;
    this.#mol = mol;
  }

  /**
   * Canonical SMILES.
   *
   * @param stereo Whether stereo chemistry and isotopes are written. Default `true`
   */
  smiles(stereo = true): string {
    return this.#call((mol) => stereo ? mol.get_smiles() : mol.get_smiles(WITHOUT_STEREO));
  }

  /** Standard InChI; `""` where there is none, as for the empty molecule and query atoms. */
  inchi(): string {
    return this.#call((mol) => mol.get_inchi());
  }

  /** Morgan fingerprint (ECFP4): radius 2, 2,048 bits, bond types, no chirality. */
  morgan(): Bits {
    return bitsOf(this.#call((mol) => mol.get_morgan_fp_as_uint8array(MORGAN)));
  }

  /** The 166 MACCS keys. */
  maccs(): Bits {
    return bitsOf(this.#call((mol) => mol.get_maccs_fp_as_uint8array()));
  }

  /** RDKit's own path fingerprint: paths of 1 to 7 bonds, 2,048 bits. */
  rdk(): Bits {
    return bitsOf(this.#call((mol) => mol.get_rdkit_fp_as_uint8array()));
  }

  /** Atoms, bonds and rings. */
  graph(): MoleculeGraph {
    const json = this.#call((mol) => mol.get_num_atoms() === 0 ? null : mol.get_json());
    // RDKit writes no JSON of the empty molecule, it throws.
    return json === null ? { atoms: [], bonds: [] } : moleculeGraph(json);
  }

  /** Mean mass of its atoms, their isotopes taken as they are. */
  mass(): number {
    return JSON.parse(this.#call((mol) => mol.get_descriptors())).amw;
  }

  [Symbol.dispose](): void {
    if (!this.#rdkit.broken && !this.#mol.isDeleted()) this.#mol.delete();
  }

  #call<T>(call: (mol: Mol) => T): T {
    return this.#rdkit.guard(() => call(this.#mol));
  }
}

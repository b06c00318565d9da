/**
 * RDKit for scorers: started on first use, then synchronous, as Python's is.
 *
 * ```ts
 * const rdkit = await loadRdkit();
 * using molecule = rdkit.parse("OCC");
 * molecule?.smiles(); // "CCO"
 * ```
 *
 * @module
 */
import type { MainModule } from "@rdkit/rdkit";
import { Molecule } from "./molecule.ts";
import { startRdkit } from "./rdkit_instance.ts";
import { smilesInput } from "./smiles_input.ts";

/** How {@linkcode Rdkit.parse} reads. */
export interface ParseOptions {
  /**
   * Whether valences, rings and aromaticity must make sense (Python's default). Without it only the
   * grammar counts.
   */
  readonly sanitize: boolean;
}

/** A started RDKit. */
export class Rdkit {
  /** True once a call ended in the engine instead of in an answer: nothing of it can be trusted. */
  broken = false;
  readonly #module: MainModule;

  constructor(module: MainModule) {
    this.#module = module;
  }

  /** Release, such as `2026.09.1`. */
  get version(): string {
    return this.#module.version();
  }

  /**
   * Python's `Chem.MolFromSmiles`: sanitized, hydrogens removed. The caller frees the molecule
   * (`using`). The empty text is the empty molecule; what stands behind the first blank is a name and
   * does not count.
   *
   * @returns `null` for what is no SMILES, or longer than `MAX_SMILES`
   * @throws {RdkitError} if the text makes RDKit crash
   */
  parse(text: string, { sanitize }: ParseOptions = { sanitize: true }): Molecule | null {
    const input = smilesInput(text);
    if (input === null) return null;
    const details = !sanitize
      ? UNSANITIZED
      : EXPLICIT_HYDROGEN.test(input)
      ? REMOVE_HYDROGENS
      : KEEP_HYDROGENS;
    const mol = this.guard(() => this.#module.get_mol(input, details));
    return mol === null ? null : new Molecule(this, mol);
  }

  /**
   * Runs a call into RDKit. One that throws has left its memory half written.
   *
   * @throws {RdkitError}
   */
  guard<T>(call: () => T): T {
    if (this.broken) throw new RdkitError("Cannot use RDKit as an earlier call made it crash");
    try {
      return call();
    } catch (cause) {
      this.broken = true;
      throw new RdkitError("Cannot read a molecule as it makes RDKit crash", { cause });
    }
  }
}

const UNSANITIZED = JSON.stringify({ sanitize: false });
const REMOVE_HYDROGENS = JSON.stringify({ removeHs: true });

/**
 * Where no hydrogen is an atom of its own there is nothing to remove, and the JavaScript build, which
 * does more than Python on the way, must not fill up broken centres of chirality (`N[C@@H1]F` is a
 * radical in Python).
 */
const KEEP_HYDROGENS = JSON.stringify({ removeHs: false });
const EXPLICIT_HYDROGEN = /\[\d*H(?![a-z])/;

/** RDKit crashed; the next {@linkcode loadRdkit} starts a fresh one. */
export class RdkitError extends Error {
  override readonly name = "RdkitError";
}

let loading: Promise<Rdkit> | null = null;

/** The RDKit of this thread, started on first use and again after a crash. */
export async function loadRdkit(): Promise<Rdkit> {
  const known = loading === null ? null : await loading;
  if (known !== null && !known.broken) return known;
  const fresh = startRdkit().then((module) => new Rdkit(module));
  loading = fresh;
  // A start that failed is tried again by the next one who asks.
  fresh.catch(() => loading = null);
  return await fresh;
}

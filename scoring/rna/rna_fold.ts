/**
 * The fold of an RNA as RNAfold (ViennaRNA) tells it.
 *
 * @module
 */

/** A fold of least energy. */
export interface RnaFold {
  /** One of `(`, `)` and `.` for each base. */
  readonly structure: string;
  /** Minimum free energy in kcal/mol. */
  readonly energyKcal: number;
  /** The line as it was printed: official scorers read this one, and not every energy in it. */
  readonly line: string;
}

/** Folds sequences. Implemented in `runners/tools`. */
export interface RnaFolder {
  /**
   * @param sequence Letters A, C, G and U alone
   * @throws {Error} in a sentence, if the program gave no fold
   */
  fold(sequence: string, signal?: AbortSignal): Promise<RnaFold>;
}

/**
 * Reads what RNAfold prints about one sequence: the sequence, then structure and energy.
 *
 * @returns `null` if it is not the fold of this sequence
 */
export function readFold(output: string, sequence: string): RnaFold | null {
  const lines = output.split(/\r?\n/).filter((line) => line !== "");
  const [first, line, ...more] = lines;
  if (first !== sequence || line === undefined || more.length > 0) return null;
  const found = /^([().]+) \( *(-?\d+\.\d+)\)$/.exec(line);
  const [, structure = "", energy = ""] = found ?? [];
  if (structure.length !== sequence.length) return null;
  return { structure, energyKcal: Number(energy), line };
}

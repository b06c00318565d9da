/**
 * What a row of SciReasoner's tables says.
 *
 * @module
 */
import type { KindName } from "./kinds.ts";

/** Groups of sub-tasks in the order of the official summary. */
export const groupNames = [
  "Bio_Instruction",
  "GUE",
  "OPI",
  "PEER",
  "SmolInstruct",
  "Mol_Instructions",
  "LLM4Mat",
  "Conditional_Generation",
  "Unconditional_Generation",
] as const;

/** Name of a group. */
export type GroupName = typeof groupNames[number];

/**
 * How a mini set of 150 rows is taken.
 *
 * - `exactly`: drawn; a smaller file is an error
 * - `at-most`: drawn, a smaller file whole and in drawn order
 * - `above`: drawn, a smaller file whole and in its own order
 * - `first`: the first ones
 */
export type Mini = "exactly" | "at-most" | "above" | "first";

/** A sub-task. */
export interface SubsetRow {
  /** Name without the prefix `SciReasoner-`. */
  readonly id: string;
  readonly kind: KindName;
  readonly mini: Mini;
  /** The folder of its data in the archive, where it has data. */
  readonly folder?: string;
  /** The property it asks for, where several share their data. */
  readonly property?: string;
  /** The question and how often it is asked, where there is no data. */
  readonly ask?: { readonly prompt: string; readonly times: number };
}

/** Rows whose ids are a prefix and the name of their folder. */
export function named(
  prefix: string,
  folder: string,
  names: readonly (readonly [name: string, kind: KindName])[],
  { mini = "exactly" }: Partial<Pick<SubsetRow, "mini">> = {},
): readonly SubsetRow[] {
  return names.map(([name, kind]) => ({
    id: `${prefix}${name}`,
    kind,
    mini,
    folder: `${folder}/${name}`,
  }));
}

import type { ZjunlpKind } from "../../scoring/mol_instructions/zjunlp.ts";

/** How a reply to one of the six tasks of the row is judged. */
export type Kind = "molecule" | "property" | "description";

/** A task of the row. */
export interface TaskRow {
  readonly id: string;
  /** Name of its data file, without the ending. */
  readonly file: string;
  readonly kind: Kind;
  /** What is given and what is asked for: goes into the system message. */
  readonly ask: string;
  /** The form a reply must have: stands above the question. */
  readonly reply: string;
}

const IN_TAGS = "between the tags <SELFIES> and </SELFIES>";

/** The six tasks in the order of the official configuration. */
export const taskRows: readonly TaskRow[] = [
  {
    id: "RP-selfies",
    file: "reagent_prediction",
    kind: "molecule",
    ask: "You are given the reactants and the product of a reaction as SELFIES and predict the " +
      "reagents that make it possible.",
    reply:
      `Give the SELFIES of the reagents only, together in a single pair of tags, ${IN_TAGS}, ` +
      'separated by ".".',
  },
  {
    id: "MG-selfies",
    file: "description_guided_molecule_design",
    kind: "molecule",
    ask: "You are given the description of a molecule and write SELFIES that fit it.",
    reply: `Give the SELFIES of the molecule ${IN_TAGS}.`,
  },
  {
    id: "FS-selfies",
    file: "forward_reaction_prediction",
    kind: "molecule",
    ask: "You are given reactants and reagents as SELFIES and predict the product from what you " +
      "know of chemical reactions.",
    reply: `Give the SELFIES of the product ${IN_TAGS}.`,
  },
  {
    id: "RS-selfies",
    file: "retrosynthesis",
    kind: "molecule",
    ask: "You are given the product of a reaction as SELFIES and predict the reactants and " +
      "reagents it can be made from, by what you know of chemical reactions.",
    reply: "Give the SELFIES of reactants and reagents, all of them **together** in a single " +
      `pair of tags, ${IN_TAGS}, separated by ".".`,
  },
  {
    id: "PP-selfies",
    file: "property_prediction",
    kind: "property",
    ask: "You are given a molecule as SELFIES and predict the property that is asked for.",
    reply: "Give the number that is asked for inside \\boxed{}.",
  },
  {
    id: "MC-selfies",
    file: "molecular_description_generation",
    kind: "description",
    ask: "You are given a molecule as SELFIES and describe it in natural language.",
    reply: "Reply with a description of the molecule in natural language.",
  },
];

/** Order of the tasks in the official average. */
export const groupOrder: readonly string[] = [
  ...["FS-selfies", "MC-selfies", "MG-selfies", "PP-selfies", "RP-selfies", "RS-selfies"],
];

/** Error from which on a property is worth nothing in the average. */
export const PROPERTY_LIMIT = 3;

/** Archives of the original release. */
export type Archive =
  | "Molecule-oriented_Instructions"
  | "Protein-oriented_Instructions"
  | "Biomolecular_Text_Instructions";

/** A task of the authors' own evaluation: original data, their metrics, no part in the row. */
export interface ZjunlpRow {
  readonly name: string;
  readonly archive: Archive;
  readonly kind: ZjunlpKind;
}

const MOLECULE = "Molecule-oriented_Instructions";
const PROTEIN = "Protein-oriented_Instructions";
const TEXT = "Biomolecular_Text_Instructions";

/** The tasks of the original release that its scripts can score. */
export const zjunlpRows: readonly ZjunlpRow[] = [
  { name: "description_guided_molecule_design", archive: MOLECULE, kind: "molecule" },
  { name: "forward_reaction_prediction", archive: MOLECULE, kind: "molecule" },
  { name: "retrosynthesis", archive: MOLECULE, kind: "molecule" },
  { name: "reagent_prediction", archive: MOLECULE, kind: "molecule" },
  { name: "property_prediction", archive: MOLECULE, kind: "property" },
  { name: "molecular_description_generation", archive: MOLECULE, kind: "description" },
  { name: "catalytic_activity", archive: PROTEIN, kind: "function" },
  { name: "domain_motif", archive: PROTEIN, kind: "function" },
  { name: "general_function", archive: PROTEIN, kind: "function" },
  { name: "protein_function", archive: PROTEIN, kind: "function" },
  { name: "chemical_disease_interaction_extraction", archive: TEXT, kind: "pairs" },
  { name: "chemical_protein_interaction_extraction", archive: TEXT, kind: "pairs" },
  { name: "chemical_entity_recognition", archive: TEXT, kind: "entities" },
  { name: "multi_choice_question", archive: TEXT, kind: "choice" },
  { name: "true_or_false_question", archive: TEXT, kind: "verdict" },
  { name: "open_question", archive: TEXT, kind: "open" },
];

/** Rows of a task that the authors' scripts evaluate at most, by archive; all molecules. */
export const zjunlpLimits: Readonly<Record<Archive, number>> = {
  "Molecule-oriented_Instructions": Infinity,
  "Protein-oriented_Instructions": 1_000,
  "Biomolecular_Text_Instructions": 1_000,
};

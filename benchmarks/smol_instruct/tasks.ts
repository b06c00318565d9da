import type { Llm4chemTask } from "../../scoring/smol_instruct/llm4chem.ts";

/** How a reply is judged, which also decides what number stands for the task. */
export type Kind = "formula" | "exact-text" | "number" | "yes-no" | "caption" | "similarity";

/** A sub-task. */
export interface TaskRow {
  /** Name in the official summary, without its ending `-0shot-instruct`. */
  readonly id: string;
  /** Name on the hub. */
  readonly name: string;
  readonly kind: Kind;
  /** How the authors' own scorer judges it. */
  readonly llm4chem: Llm4chemTask;
  /** What is given and what is asked for. */
  readonly ask: string;
  /** What the input holds. */
  readonly input: string;
  /** The form a reply must have. */
  readonly reply: string;
  /** Error from which on an answer is worth nothing in the average; for numbers. */
  readonly limit?: number;
}

const tagged = (what: string, tag: string): string =>
  `Reply with nothing but ${what}, between the tags <${tag}> and </${tag}>, without any other text.`;

const YES_NO = "Reply with Yes or No only.";
const COMPOUND = "The input holds the compound.";
const SMILES = "The input holds the compound as SMILES.";
const IUPAC = "The input holds the IUPAC name of the compound.";

/** The 14 sub-tasks in the order of the official summary. */
export const taskRows: readonly TaskRow[] = [
  {
    id: "NC-I2F",
    name: "name_conversion-i2f",
    kind: "formula",
    llm4chem: "formula",
    ask: "You are given the IUPAC name of a compound and predict its molecular formula.",
    input: IUPAC,
    reply: tagged("the molecular formula", "MOLFORMULA"),
  },
  {
    id: "NC-I2S",
    name: "name_conversion-i2s",
    kind: "exact-text",
    llm4chem: "smiles",
    ask: "You are given the IUPAC name of a compound and predict its SMILES.",
    input: IUPAC,
    reply: tagged("the SMILES", "SMILES"),
  },
  {
    id: "NC-S2F",
    name: "name_conversion-s2f",
    kind: "formula",
    llm4chem: "formula",
    ask: "You are given the SMILES of a compound and predict its molecular formula.",
    input: SMILES,
    reply: tagged("the molecular formula", "MOLFORMULA"),
  },
  {
    id: "NC-S2I",
    name: "name_conversion-s2i",
    kind: "exact-text",
    llm4chem: "iupac",
    ask: "You are given the SMILES of a compound and predict its IUPAC name.",
    input: SMILES,
    reply: tagged("the IUPAC name", "IUPAC"),
  },
  {
    id: "PP-ESOL",
    name: "property_prediction-esol",
    kind: "number",
    llm4chem: "number",
    ask: "You are given the SMILES of a compound and predict its log solubility.",
    input: SMILES,
    reply: "Give the log solubility inside \\boxed{}.",
    limit: 2,
  },
  {
    id: "PP-Lipo",
    name: "property_prediction-lipo",
    kind: "number",
    llm4chem: "number",
    ask:
      "You are given the SMILES of a compound and predict its octanol/water partition coefficient.",
    input: SMILES,
    reply: "Give the octanol/water partition coefficient inside \\boxed{}.",
    limit: 1.2,
  },
  {
    id: "PP-BBBP",
    name: "property_prediction-bbbp",
    kind: "yes-no",
    llm4chem: "yes-no",
    ask: "You are given the SMILES of a compound and predict whether it has blood-brain barrier " +
      "permeability (BBBP).",
    input: COMPOUND,
    reply: YES_NO,
  },
  {
    id: "PP-ClinTox",
    name: "property_prediction-clintox",
    kind: "yes-no",
    llm4chem: "yes-no",
    ask: "You are given the SMILES of a compound and predict whether it is toxic.",
    input: COMPOUND,
    reply: YES_NO,
  },
  {
    id: "PP-HIV",
    name: "property_prediction-hiv",
    kind: "yes-no",
    llm4chem: "yes-no",
    ask:
      "You are given the SMILES of a compound and predict whether it inhibits the replication of HIV.",
    input: COMPOUND,
    reply: YES_NO,
  },
  {
    id: "PP-SIDER",
    name: "property_prediction-sider",
    kind: "yes-no",
    llm4chem: "yes-no",
    ask: "You are given the SMILES of a compound and predict whether it has any side effects.",
    input: COMPOUND,
    reply: YES_NO,
  },
  {
    id: "MC",
    name: "molecule_captioning",
    kind: "caption",
    llm4chem: "caption",
    ask: "You are given the SMILES of a molecule and describe it in natural language.",
    input: "The input holds the molecule as SMILES.",
    reply: "Reply with a description of the molecule in natural language.",
  },
  {
    id: "MG",
    name: "molecule_generation",
    kind: "similarity",
    llm4chem: "smiles",
    ask: "You are given the description of a molecule and write a SMILES that fits it.",
    input: "The input holds the description of the molecule.",
    reply: "Give the SMILES of the molecule between the tags <SMILES> and </SMILES>.",
  },
  {
    id: "FS",
    name: "forward_synthesis",
    kind: "similarity",
    llm4chem: "smiles",
    ask:
      "You are given the SMILES of reactants and reagents and predict the product from what you " +
      "know of chemical reactions.",
    input: 'The input holds both reactants and reagents, each separated from the next by ".".',
    reply: "Give the SMILES of the product between the tags <SMILES> and </SMILES>.",
  },
  {
    id: "RS",
    name: "retrosynthesis",
    kind: "similarity",
    llm4chem: "smiles-set",
    ask: "You are given the SMILES of a product and predict the reactants and reagents it can be " +
      "made from, by what you know of chemical reactions.",
    input: "The input holds the product as SMILES.",
    reply: "Give the SMILES of reactants and reagents, all of them **together** in a single pair " +
      'of the tags <SMILES> and </SMILES>, separated by ".".',
  },
];

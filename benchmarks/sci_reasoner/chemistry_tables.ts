/**
 * SciReasoner's sub-tasks about molecules and about texts on them, in the order of the official
 * summary.
 *
 * @module
 */
import { named, type SubsetRow } from "./rows.ts";

/** SmolInstruct: 14, and USPTO-50K. */
export const smolInstruct: readonly SubsetRow[] = [
  ...named("smol_", "smol-test", [
    ["forward_synthesis", "smol-smiles"],
    ["retrosynthesis", "smol-smiles-set"],
    ["molecule_captioning", "smol-caption"],
    ["molecule_generation", "smol-smiles"],
    ["name_conversion-i2f", "smol-formula"],
    ["name_conversion-i2s", "smol-smiles"],
    ["name_conversion-s2f", "smol-formula"],
    ["name_conversion-s2i", "smol-iupac"],
    ["property_prediction-esol", "smol-esol"],
    ["property_prediction-lipo", "smol-lipo"],
    ["property_prediction-bbbp", "smol-yes-no"],
    ["property_prediction-clintox", "smol-yes-no"],
    ["property_prediction-hiv", "smol-yes-no"],
    ["property_prediction-sider", "smol-yes-no"],
  ], { mini: "at-most" }),
  {
    id: "retrosynthesis_USPTO_50K",
    kind: "uspto",
    folder: "smol-test/retrosynthesis_uspto50k",
    mini: "at-most",
  },
];

/** Mol_Instructions: 17. */
export const molInstructions: readonly SubsetRow[] = [
  ...named("mol_instruction_", "Mol-Instructions-test", [
    ["chemical_disease_interaction_extraction", "mol-pairs"],
    ["chemical_entity_recognition", "mol-entities"],
    // Left out of the group's sum and kept in its divisor.
    ["chemical_protein_interaction_extraction", "mol-pairs-left-out"],
    ["multi_choice_question", "mol-choice"],
    ["open_question", "mol-open"],
    ["true_or_false_question", "mol-verdict"],
  ], { mini: "at-most" }),
  ...named("mol_instruction_", "Mol-Instructions-test", [
    ["property_prediction_str", "mol-property"],
    ["description_guided_molecule_design", "mol-molecule"],
    ["forward_reaction_prediction", "mol-molecule"],
    ["retrosynthesis", "mol-molecule"],
    ["reagent_prediction", "mol-molecule"],
    ["molecular_description_generation", "mol-description"],
    ["catalytic_activity", "mol-protein"],
    ["domain_motif", "mol-protein"],
    ["general_function", "mol-protein"],
    ["protein_function", "mol-protein"],
    ["protein_design", "mol-design"],
  ]),
];

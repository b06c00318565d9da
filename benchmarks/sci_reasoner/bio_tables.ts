/**
 * SciReasoner's sub-tasks about DNA, RNA and proteins, in the order of the official summary.
 *
 * @module
 */
import { named, type SubsetRow } from "./rows.ts";

/** Bio_Instruction: 15. */
export const bioInstruction: readonly SubsetRow[] = named(
  "bio_instruction-",
  "bio_instruction",
  [
    ["antibody_antigen", "bio-yes-no"],
    ["rna_protein_interaction", "bio-yes-no"],
    ["emp", "bio-yes-no"],
    ["enhancer_activity", "bio-enhancer"],
    ["tf_m", "bio-yes-no"],
    ["Isoform", "bio-isoform"],
    ["Modification", "bio-modifications"],
    ["MeanRibosomeLoading", "bio-r2"],
    ["ProgrammableRNASwitches", "bio-switches"],
    ["CRISPROnTarget", "bio-spearman"],
    ["promoter_enhancer_interaction", "bio-yes-no"],
    ["sirnaEfficiency", "bio-mixed"],
    ["cpd", "bio-yes-no"],
    ["pd", "bio-yes-no"],
    ["tf_h", "bio-yes-no"],
  ],
  { mini: "above" },
);

/** GUE: 11. */
export const gue: readonly SubsetRow[] = named("Gue_", "GUE-test", [
  ["cpd-prom_core_all", "gue"],
  ["cpd-prom_core_notata", "gue"],
  ["cpd-prom_core_tata", "gue"],
  ["pd-prom_300_all", "gue"],
  ["pd-prom_300_notata", "gue"],
  ["pd-prom_300_tata", "gue"],
  ["tf-h-0", "gue"],
  ["tf-h-1", "gue"],
  ["tf-h-2", "gue"],
  ["tf-h-3", "gue"],
  ["tf-h-4", "gue"],
]);

/** OPI: 16. Enzymes, folds and places are labels to upstream, whatever they hold. */
export const opi: readonly SubsetRow[] = named("Opi_", "OPI_test", [
  ["EC_number_CLEAN_EC_number_new", "opi-label"],
  ["EC_number_CLEAN_EC_number_price", "opi-label"],
  ["Fold_type_fold_type", "opi-label"],
  ["Function_CASPSimilarSeq_function", "opi-function"],
  ["Function_IDFilterSeq_function", "opi-function"],
  ["Function_UniProtSeq_function", "opi-function"],
  ["gName2Cancer_gene_name_to_cancer", "opi-labels"],
  ["GO_CASPSimilarSeq_go", "opi-labels"],
  ["GO_IDFilterSeq_go", "opi-labels"],
  ["GO_UniProtSeq_go", "opi-labels"],
  ["gSymbol2Cancer_gene_symbol_to_cancer", "opi-labels"],
  ["gSymbol2Tissue_gene_symbol_to_tissue", "opi-labels"],
  ["Keywords_CASPSimilarSeq_keywords", "opi-labels"],
  ["Keywords_IDFilterSeq_keywords", "opi-labels"],
  ["Keywords_UniProtSeq_keywords", "opi-labels"],
  ["Subcellular_localization_subcell_loc", "opi-label"],
], { mini: "at-most" });

/** PEER: 4. */
export const peer: readonly SubsetRow[] = named("PEER_", "PEER-test", [
  ["solubility", "peer"],
  ["stability", "peer-stability"],
  ["human_ppi", "peer"],
  ["yeast_ppi", "peer"],
]);

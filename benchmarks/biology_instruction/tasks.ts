/** What is answered and how it is measured. */
export type Kind =
  | "yes-no"
  | "pcc"
  | "spearman"
  | "r2"
  | "modifications"
  | "label"
  | "family"
  | "enzymes"
  | "mixed";

/** A sub-task: its data file, its kind of answer, and what its self-written records ask. */
export interface TaskRow {
  /** Name of the data file and of the task in the report (which shortens one). */
  readonly id: string;
  readonly kind: Kind;
  /** Tags around the sequences of the records made for the demo, one each. */
  readonly sequences: readonly ("dna" | "rna" | "protein")[];
  /** The question of the records made for the demo. */
  readonly question: string;
  /** Names of the values, where there are several. */
  readonly names?: readonly string[];
}

/** The 21 sub-tasks in the order of the official summary. */
// deno-fmt-ignore
export const taskRows: readonly TaskRow[] = [
  { id: "DNA-cpd", kind: "yes-no", sequences: ["dna"], question: "Does a core promoter lie in this stretch?" },
  { id: "DNA-emp", kind: "yes-no", sequences: ["dna"], question: "Does this stretch carry the histone mark H3K4me1?" },
  { id: "DNA-pd", kind: "yes-no", sequences: ["dna"], question: "Is there a promoter in this stretch?" },
  { id: "DNA-tf-h", kind: "yes-no", sequences: ["dna"], question: "Would a human transcription factor bind here?" },
  { id: "DNA-tf-m", kind: "yes-no", sequences: ["dna"], question: "Would a mouse transcription factor bind here?" },
  { id: "Multi_sequence-antibody_antigen", kind: "yes-no", sequences: ["protein", "protein"], question: "Does the antibody neutralise the antigen?" },
  { id: "Multi_sequence-promoter_enhancer_interaction", kind: "yes-no", sequences: ["dna", "dna"], question: "Do this promoter and this enhancer interact?" },
  { id: "Multi_sequence-rna_protein_interaction", kind: "yes-no", sequences: ["rna", "protein"], question: "Does the RNA bind the protein?" },
  { id: "DNA-enhancer_activity", kind: "pcc", sequences: ["dna"], names: ["hk", "dev"], question: "How active is this enhancer with housekeeping and developmental promoters?" },
  { id: "RNA-CRISPROnTarget", kind: "spearman", sequences: ["dna"], question: "How well does this guide cut its target?" },
  { id: "Protein-Fluorescence", kind: "spearman", sequences: ["protein"], question: "How bright is this variant?" },
  { id: "Protein-Stability", kind: "spearman", sequences: ["protein"], question: "How stable is this fold?" },
  { id: "Protein-Thermostability", kind: "spearman", sequences: ["protein"], question: "At which temperature does this protein melt?" },
  { id: "RNA-Isoform", kind: "r2", sequences: ["rna"], question: "Which share of transcripts uses the proximal site?" },
  { id: "RNA-MeanRibosomeLoading", kind: "r2", sequences: ["rna"], question: "How many ribosomes does this leader load on average?" },
  { id: "RNA-ProgrammableRNASwitches", kind: "r2", sequences: ["rna"], names: ["ON", "OFF", "ON_OFF"], question: "What are the ON and OFF levels of this switch, and their ratio?" },
  { id: "RNA-Modification", kind: "modifications", sequences: ["rna"], question: "Which modifications does the middle of this RNA carry?" },
  { id: "Protein-Solubility", kind: "label", sequences: ["protein"], question: "Is this protein soluble?" },
  { id: "RNA-NoncodingRNAFamily", kind: "family", sequences: ["rna"], question: "Which family does this RNA belong to?" },
  { id: "Protein-FunctionEC", kind: "enzymes", sequences: ["protein"], question: "Which reactions does this enzyme catalyse?" },
  { id: "Multi_sequence-sirnaEfficiency", kind: "mixed", sequences: ["rna", "rna"], question: "By how many percent does this siRNA silence its target?" },
];

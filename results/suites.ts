import { reportSource } from "./report_table.ts";

/** A published column of a suite. */
export interface SuiteColumn {
  readonly label: string;
  readonly source: string;
  /** Decimals as printed. */
  readonly decimals: number;
}

/** A row of a suite: one task, its published numbers in the order of the columns. */
export interface SuiteRow {
  /** Task id. */
  readonly task: string;
  /** Percent as printed. */
  readonly published: readonly number[];
}

/** A benchmark whose tasks the report prints one by one. */
export interface Suite {
  readonly benchmark: string;
  readonly title: string;
  readonly columns: readonly SuiteColumn[];
  readonly rows: readonly SuiteRow[];
  /** The mean of the rows where the report prints one; `null` where it does not. */
  readonly average: readonly number[] | null;
}

const biologySource = reportSource.replace("main table", "case study on Biology-Instruction");
const scitsSource = reportSource.replace("main table", "section 5.4");

// Names follow the official summary; the report shortens "..._interaction" of the promoters.
// deno-fmt-ignore
const biology: readonly SuiteRow[] = [
  { task: "DNA-cpd", published: [44.54, 54.6] },
  { task: "DNA-emp", published: [8.1, 14.02] },
  { task: "DNA-pd", published: [58.18, 82.65] },
  { task: "DNA-tf-h", published: [24.45, 54.11] },
  { task: "DNA-tf-m", published: [39.91, 60.8] },
  { task: "Multi_sequence-antibody_antigen", published: [10.26, 44.76] },
  { task: "Multi_sequence-promoter_enhancer_interaction", published: [4.77, -1.3] },
  { task: "Multi_sequence-rna_protein_interaction", published: [74.26, 58.51] },
  { task: "DNA-enhancer_activity", published: [53.28, 55.16] },
  { task: "RNA-CRISPROnTarget", published: [3.77, 15.69] },
  { task: "Protein-Fluorescence", published: [2.57, 78.14] },
  { task: "Protein-Stability", published: [60.25, 60.82] },
  { task: "Protein-Thermostability", published: [45.07, 59.56] },
  { task: "RNA-Isoform", published: [59.01, 82.95] },
  { task: "RNA-MeanRibosomeLoading", published: [47.64, 52.41] },
  { task: "RNA-ProgrammableRNASwitches", published: [26.65, 33.97] },
  { task: "RNA-Modification", published: [59.06, 57.77] },
  { task: "Protein-Solubility", published: [63.02, 67.6] },
  { task: "RNA-NoncodingRNAFamily", published: [63.09, 34.5] },
  { task: "Protein-FunctionEC", published: [19.79, 72.7] },
  { task: "Multi_sequence-sirnaEfficiency", published: [56.31, 62.05] },
];

// deno-fmt-ignore
const scits: readonly SuiteRow[] = [
  { task: "ASU01", published: [67.2, 64.1, 1.1, 65.7, 61.6, 98] },
  { task: "ASU03", published: [15.6, 16.3, 12.3, 18.9, 15.2, 75.9] },
  { task: "BIU01", published: [0.2, 1.5, 0, 0.8, 0.9, 20.8] },
  { task: "BIU03", published: [12.7, 12.4, 5.8, 17.9, 8.3, 88.3] },
  { task: "EAU01", published: [67, 67.6, 40.2, 67.6, 72.5, 99.5] },
  { task: "MEU01", published: [44, 60.9, 59.3, 30.4, 64.1, 65.6] },
  { task: "NEU06", published: [16.1, 5.8, 13.6, 13.3, 11.6, 71.3] },
  { task: "PHU01", published: [24, 20.7, 28.9, 21.4, 22.7, 36.8] },
  { task: "PHU04", published: [52.7, 64.8, 50.7, 47.8, 59, 93.2] },
];

const scitsModels = [
  "GPT-4.1-mini (text)",
  "Gemini2.5-Flash (text)",
  "DeepSeek-V3 (text)",
  "GPT-5-mini (image)",
  "Gemini2.5-Flash (image)",
  "Intern-S1-Pro (native)",
];

/**
 * The suites of the report. Biology-Instruction: 21 tasks beside the specialist model. SciTS: the
 * nine tasks of the time-series table (F1 in percent; the rows of other models are the SciTS
 * paper's own), without an average.
 */
export const suites: readonly Suite[] = [
  {
    benchmark: "biology-instruction",
    title: "Biology-Instruction",
    columns: ["Specialist", "Intern-S1-Pro"].map((label) => ({
      label,
      source: biologySource,
      decimals: 2,
    })),
    rows: biology,
    average: [39.24, 52.45],
  },
  {
    benchmark: "scits",
    title: "SciTS",
    columns: scitsModels.map((label) => ({ label, source: scitsSource, decimals: 1 })),
    rows: scits,
    average: null,
  },
];

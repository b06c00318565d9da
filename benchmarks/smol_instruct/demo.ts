import type { TaskRow } from "./tasks.ts";

interface Pair {
  readonly input: string;
  readonly output: string;
}

const pairs = (...rows: readonly (readonly [string, string])[]): readonly Pair[] =>
  rows.map(([input, output]) => ({ input, output }));

/** Small, well-known molecules; the questions are written for the demo. */
const IN_BRIEF: Readonly<Record<string, { readonly ask: string; readonly rows: readonly Pair[] }>> =
  {
    "NC-I2F": {
      ask: "Which formula has",
      rows: pairs(["ethanol", "C2H6O"], ["benzene", "C6H6"], ["azanium", "H4N+"]),
    },
    "NC-I2S": {
      ask: "Write as SMILES:",
      rows: pairs(["ethanol", "CCO"], ["benzene", "C1=CC=CC=C1"], ["acetic acid", "CC(=O)O"]),
    },
    "NC-S2F": {
      ask: "Which formula has",
      rows: pairs(["CCO", "C2H6O"], ["C1=CC=CC=C1", "C6H6"], ["CC(=O)[O-]", "C2H3O2-"]),
    },
    "NC-S2I": {
      ask: "How is this called:",
      rows: pairs(["CCO", "ethanol"], ["CC(=O)O", "acetic acid"], ["C1CCCCC1", "cyclohexane"]),
    },
    "PP-ESOL": {
      ask: "How soluble is",
      rows: pairs(["CCO", "1.1"], ["C1=CC=CC=C1", "-1.64"], ["CCCCCC", "-3.84"]),
    },
    "PP-Lipo": {
      ask: "Which partition coefficient has",
      rows: pairs(["CCO", "-0.31"], ["C1=CC=CC=C1", "2.13"], ["CCCCCC", "4.0"]),
    },
    "PP-BBBP": {
      ask: "Does this reach the brain:",
      rows: pairs(["CCO", "Yes"], ["OC(=O)CC(O)(C(O)=O)CC(O)=O", "No"], ["CC(C)=O", "Yes"]),
    },
    "PP-ClinTox": {
      ask: "Is this toxic:",
      rows: pairs(["O", "No"], ["[C-]#N", "Yes"], ["OCC(O)CO", "No"]),
    },
    "PP-HIV": {
      ask: "Does this stop HIV:",
      rows: pairs(["CCO", "No"], ["CC1=CN(C2CC(N=[N+]=[N-])C(CO)O2)C(=O)NC1=O", "Yes"], [
        "O",
        "No",
      ]),
    },
    "PP-SIDER": {
      ask: "Are side effects of the nervous system known of",
      rows: pairs(["CCO", "Yes"], ["CN1C=NC2=C1C(=O)N(C)C(=O)N2C", "Yes"], ["O", "No"]),
    },
    "MC": {
      ask: "Describe",
      rows: pairs(
        ["CCO", "The molecule is a primary alcohol with two carbon atoms."],
        ["C1=CC=CC=C1", "The molecule is an aromatic ring of six carbon atoms."],
        ["CC(=O)O", "The molecule is a simple carboxylic acid found in vinegar."],
      ),
    },
    "MG": {
      ask: "Draw up:",
      rows: pairs(
        ["The molecule is a primary alcohol with two carbon atoms.", "CCO"],
        ["The molecule is an aromatic ring of six carbon atoms.", "C1=CC=CC=C1"],
        ["The molecule is a simple carboxylic acid found in vinegar.", "CC(=O)O"],
      ),
    },
    "FS": {
      ask: "What is made of",
      rows: pairs(
        ["CCO.CC(=O)O.OS(=O)(=O)O", "CCOC(C)=O"],
        ["CC(=O)Cl.NC1=CC=CC=C1", "CC(=O)NC1=CC=CC=C1"],
        ["C=C.BrBr", "BrCCBr"],
      ),
    },
    "RS": {
      ask: "What is needed for",
      rows: pairs(
        ["CCOC(C)=O", "CC(=O)O.CCO"],
        ["CC(=O)NC1=CC=CC=C1", "CC(=O)Cl.NC1=CC=CC=C1"],
        ["BrCCBr", "BrBr.C=C"],
      ),
    },
  };

const INPUT_TAGS: Readonly<Record<string, string>> = {
  "NC-I2F": "IUPAC",
  "NC-I2S": "IUPAC",
  MG: "",
};
const OUTPUT_TAGS: Readonly<Record<string, string>> = {
  "formula": "MOLFORMULA",
  "smiles": "SMILES",
  "smiles-set": "SMILES",
  "iupac": "IUPAC",
  "number": "NUMBER",
  "yes-no": "BOOLEAN",
  "caption": "",
};

function inTags(text: string, tag: string): string {
  return tag === "" ? text : `<${tag}> ${text} </${tag}>`;
}

/** Made-up records of a sub-task, as the hub shows its own. */
export function demoRecords(row: TaskRow) {
  const { ask, rows } = IN_BRIEF[row.id] ?? { ask: "", rows: [] };
  return rows.map(({ input, output }) => ({
    input: `${ask} ${inTags(input, INPUT_TAGS[row.id] ?? "SMILES")}`,
    output: inTags(output, OUTPUT_TAGS[row.llm4chem] ?? ""),
    raw_input: input,
    raw_output: output,
    target: null,
  }));
}

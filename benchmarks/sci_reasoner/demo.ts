import type { Json } from "../../scoring/json.ts";
import type { KindName } from "./kinds.ts";
import type { SubsetRow } from "./rows.ts";

type Made = Readonly<Record<string, Json>>;

/** Records from questions and gold answers. */
function pairs(...rows: readonly (readonly [input: string, output: string])[]): readonly Made[] {
  return rows.map(([input, output]) => ({ input, output }));
}

/** Records from sequences and labels, as bio_instruction has them. */
function labelled(ask: string, labels: readonly Json[]): readonly Made[] {
  return labels.map((label, at) => ({
    input: `<dna>${SEQUENCES[at % SEQUENCES.length]}</dna> ${ask}`,
    output: "The label says it.",
    label,
    task: "made-up",
  }));
}

/** Made-up sequences; nothing is known or claimed about them. */
const SEQUENCES = ["ACGTTGCAAGCT", "TTGACATATAAT", "GGGCGGCATCCA", "CAGCTTACCGTA", "TATAAACGCGGA"];

const PRODUCT = "Which product do these make?";
const PROTEIN = "<protein>MKTAYIAKQRQI</protein>";
const CRYSTAL = "<material> Na Cl <sg> <sg225> </material>";

/** A value for a property, from a number. */
function values(property: string, label: boolean): readonly Made[] {
  const written = label
    ? property.startsWith("Direct") ? ["Direct", "Indirect", "Direct"] : ["True", "False", "False"]
    : ["1.25", "-0.5", "3.75"];
  return written.map((value, at) => ({
    input: `Crystal ${at + 1} of ours, a cube of ${at + 3} angstrom. What is its ${property}?`,
    output: `{${property} : ${value}}`,
  }));
}

const answers: Readonly<Record<KindName, readonly Made[]>> = {
  "gue": ["positive", "negative", "positive", "negative"].map((label, at) => ({
    input: `<dna>${SEQUENCES[at]}</dna> Does a promoter lie in this stretch?`,
    output: "Here is what was found.",
    meta_data: { label },
  })),
  "bio-yes-no": labelled("Does it bind?", ["positive", "negative", "negative", "positive"]),
  "bio-spearman": labelled("How well does this guide cut?", [0.12, 0.87, 0.45, 0.63]),
  "bio-r2": labelled("How many ribosomes does it load?", [5.5, 7.25, 6.1, 4.75]),
  "bio-isoform": labelled("Which share uses the near site?", [0.2, 0.9, 0.55, 0.4]),
  "bio-mixed": labelled("By how many percent is it silenced?", [12.5, 71, 28, 90.25]),
  "bio-enhancer": labelled(
    "How active is it?",
    [1.5, -0.5, 2.75, 0.25].map((hk, at) => ({ hk, dev: hk * (at + 1) })),
  ),
  "bio-switches": labelled(
    "What are its levels?",
    [0.5, 0.25, 0.75, 0.9].map((level, at) => ({ ON: level, OFF: level / (at + 2), ON_OFF: at })),
  ),
  "bio-modifications": labelled("Which modifications does it carry?", ["m6A", "none", "Am,Gm"]),
  "opi-label": pairs(["Which enzyme class?", "1.1.1.1"], ["Which enzyme class?", "2.7.11.1"]),
  "opi-function": pairs(
    ["What does it do?", "Binds calcium ions."],
    ["What does it do?", "Takes part in the repair of DNA."],
  ),
  "opi-labels": pairs(
    ["Which terms fit?", "membrane; transport; zinc"],
    ["Which terms fit?", "kinase"],
  ),
  "peer": pairs(
    [`${PROTEIN} Will it dissolve?`, "The answer is Yes."],
    ["<protein>MSLEQKGLAKLV</protein> Will it dissolve?", "The answer is No."],
  ),
  "peer-stability": pairs(
    [`${PROTEIN} How stable is it?`, "1.75"],
    ["<protein>MSLEQKGLAKLV</protein> How stable is it?", "0.5"],
  ),
  "smol-smiles": pairs(
    [PRODUCT, "<SMILES> CC(=O)OCC </SMILES>"],
    ["Which molecule is sodium chloride?", "<SMILES> [Na+].[Cl-] </SMILES>"],
  ),
  "smol-smiles-set": pairs(["What is it made of?", "<SMILES> CCO.CC(=O)O </SMILES>"]),
  "smol-formula": pairs(
    ["Formula of ethanol?", "<MOLFORMULA> C2H6O </MOLFORMULA>"],
    ["Formula of ammonium?", "<MOLFORMULA> NH4+ </MOLFORMULA>"],
  ),
  "smol-iupac": pairs(["Name of CCO?", "<IUPAC> ethanol </IUPAC>"]),
  "smol-esol": pairs(
    ["How soluble is CCO?", "<NUMBER> 1.1 </NUMBER>"],
    ["How soluble is c1ccccc1?", "<NUMBER> -1.64 </NUMBER>"],
  ),
  "smol-lipo": pairs(["How lipophilic is CCO?", "<NUMBER> -0.31 </NUMBER>"]),
  "smol-yes-no": pairs(
    ["Is CCO toxic?", "<BOOLEAN> No </BOOLEAN>"],
    ["Does CCO pass?", "<BOOLEAN> Yes </BOOLEAN>"],
  ),
  "smol-caption": pairs(["Describe CCO.", "The molecule is a primary alcohol with two carbons."]),
  "uspto": pairs(["What is CCOC(C)=O made of?", "<SMILES>CCO.CC(=O)O</SMILES>"]),
  "mol-pairs": pairs(
    ["Which pairs interact?", "(caffeine, insomnia), (aspirin, ulcer)"],
    ["Which pairs interact?", "(dopamine, nausea)"],
  ),
  "mol-pairs-left-out": pairs(["Which pairs interact?", "(aspirin, cyclooxygenase)"]),
  "mol-entities": pairs(["Caffeine and aspirin were given.", "caffeine, aspirin"]),
  "mol-choice": pairs(
    ["Which is a base? (A) HCl (B) NaOH", "The final answer is (B)."],
    ["Which is an acid? (A) HCl (B) NaOH", "The final answer is (A)."],
  ),
  "mol-open": pairs(["What does aspirin do?", "It keeps platelets from clotting."]),
  "mol-verdict": pairs(["Is water a base?", "Maybe, it is both."], [
    "Is HCl a base?",
    "No, it is an acid.",
  ]),
  "mol-property": pairs(["Which gap has C?", "0.1812"], ["Which energy has CC?", "-0.2479"]),
  "mol-molecule": pairs(
    [PRODUCT, "<SMILES> CC(=O)OCC </SMILES>"],
    ["A ring of six carbons, please.", "<SMILES> c1ccccc1 </SMILES>"],
  ),
  "mol-description": pairs([
    "Describe CCO.",
    "The molecule is a primary alcohol. It is a solvent.",
  ]),
  "mol-protein": pairs(
    [`${PROTEIN} What does it do?`, "The protein binds calcium ions."],
    ["<protein>MSLEQKGLAKLV</protein> What does it do?", "It takes part in DNA repair."],
  ),
  "mol-design": pairs(["A protein that binds, please.", PROTEIN]),
  "property-number": [],
  "property-label": [],
  "composition": pairs(["Design a material composed of Na, Cl.", CRYSTAL]),
  "bulk-modulus": pairs(["A material of a bulk modulus of 25 GPa, please.", CRYSTAL]),
  "any-material": [],
  "any-rna": [],
  "any-protein": [],
  "any-molecule": [],
};

/** Made-up records of a sub-task, as the published files have them. */
export function demoRecords({ kind, property = "", ask }: SubsetRow): readonly Made[] {
  if (ask !== undefined) {
    return Array.from({ length: 2 }, () => ({ input: ask.prompt, output: "" }));
  }
  if (kind === "property-number") return values(property, false);
  if (kind === "property-label") return values(property, true);
  return answers[kind];
}

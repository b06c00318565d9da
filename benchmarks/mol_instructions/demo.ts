import type { Kind } from "./tasks.ts";
import type { ZjunlpKind } from "../../scoring/mol_instructions/zjunlp.ts";

type Pair = readonly [question: string, answer: string];

const ETHANOL = "[C][C][O]";
const BENZENE = "[C][=C][C][=C][C][=C][Ring1][=Branch1]";
const ACETIC_ACID = "[C][C][=Branch1][C][=O][O]";

/** Small, well-known molecules; the questions are written for the demo. */
const PAIRS: Readonly<Record<Kind, readonly Pair[]>> = {
  molecule: [
    [`What comes of ethanol and air in time? ${ETHANOL}`, `<SELFIES>${ACETIC_ACID}</SELFIES>`],
    ["Which ring has six carbon atoms and is aromatic?", `<SELFIES>${BENZENE}</SELFIES>`],
    ["Which salt is in the sea?", "<SELFIES>[Na+1].[Cl-1]</SELFIES>"],
  ],
  property: [
    [`How high is the highest occupied orbital of ${ETHANOL}?`, "-0.26"],
    [`How wide is the gap between the frontier orbitals of ${BENZENE}?`, "0.25"],
    [`How high is the lowest unoccupied orbital of ${ACETIC_ACID}?`, "0.011"],
  ],
  description: [
    [`Describe ${ETHANOL}.`, "The molecule is a primary alcohol with two carbon atoms."],
    [`Describe ${BENZENE}.`, "The molecule is an aromatic ring of six carbon atoms."],
    [`Describe ${ACETIC_ACID}.`, "The molecule is a simple carboxylic acid found in vinegar."],
  ],
};

/** Made-up records of a kind, as the published files have them. */
export function demoRecords(kind: Kind) {
  return PAIRS[kind].map(([question, answer], at) => ({
    id_ddm: `demo-${at + 1}`,
    dialogs: [{ content: question }, { content: answer }],
  }));
}

const MADE_UP: Readonly<Record<ZjunlpKind, readonly Pair[]>> = {
  molecule: [["What comes of ethanol and air?", ACETIC_ACID], ["Name a ring.", BENZENE]],
  property: PAIRS.property.slice(0, 2),
  description: PAIRS.description.slice(0, 2),
  function: [
    ["MKTAYIAKQRQI", "Binds the first half of a made-up substrate."],
    ["MSLEQKGLAKLV", "Opens a channel when the light goes out."],
  ],
  pairs: [
    ["Salt raised the pressure of blood.", "(salt, high blood pressure)"],
    ["Lead brought anaemia, mercury tremor.", "(lead, anaemia), (mercury, tremor)"],
  ],
  entities: [
    ["Ethanol was poured into water.", "ethanol, water"],
    ["Nothing but benzene was left.", "benzene"],
  ],
  choice: [
    ["Which is a metal? (A) sulfur (B) iron", "The final answer is (B)."],
    ["Which is a gas? (A) helium (B) carbon", "The final answer is (A)."],
  ],
  verdict: [
    ["Is water wet?", "Yes, it is."],
    ["Will it rain?", "Maybe, nobody knows."],
  ],
  open: [
    ["What is vinegar?", "Vinegar is a thin solution of acetic acid in water."],
    ["What is brine?", "Brine is a strong solution of salt in water."],
  ],
};

/** Made-up records of a task of the original release. */
export function zjunlpDemo(kind: ZjunlpKind) {
  return MADE_UP[kind].map(([input, output]) => ({
    instruction: "Answer what is asked.",
    input,
    output,
    metadata: { split: "test" },
  }));
}

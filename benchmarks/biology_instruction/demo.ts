import type { Json } from "../../scoring/json.ts";
import type { Kind, TaskRow } from "./tasks.ts";
import type { AnswerType } from "./prompts.ts";

/** Made-up sequences; nothing is known or claimed about them. */
const SEQUENCES: Readonly<Record<TaskRow["sequences"][number], readonly string[]>> = {
  dna: ["ACGTTGCAAGCT", "TTGACATATAAT", "GGGCGGCATCCA", "CAGCTTACCGTA", "TATAAACGCGGA"],
  rna: ["GGCUAACGUUAC", "AUGGCCAUUGUA", "CCUAGGUUAACG", "UUCGAACGGAUC", "GAGACUCUACGU"],
  protein: ["MKTAYIAKQRQI", "MSLEQKGLAKLV", "MGDVEKGKKIFV", "MAHHHHHHVGTG", "MNRSPTQWEYLC"],
};

interface Answers {
  readonly type: AnswerType;
  /** The name by which a record selects the format of a text answer. */
  readonly task?: string;
  readonly golds: readonly Json[];
}

const READINGS: Answers = { type: "number", golds: [0.12, 0.87, 0.45, 0.63, 0.31] };

const ANSWERS: Readonly<Record<Kind, Answers>> = {
  "yes-no": { type: "cls", golds: ["positive", "negative", "negative", "positive", "negative"] },
  "pcc": READINGS,
  "spearman": READINGS,
  "r2": READINGS,
  "mixed": { type: "number", golds: [12.5, 71, 28, 90.25, 55] },
  "label": { type: "cls", golds: ["positive", "negative", "positive", "negative", "positive"] },
  "family": {
    type: "string",
    task: "Non-coding RNA Function Classification",
    golds: ["tRNA", "5_8S_rRNA", "CD-box", "Intron_gpI", "miRNA"],
  },
  "modifications": {
    type: "string",
    task: "Modification Prediction",
    golds: ["m6A", "none", "Psi", "Am,Gm", "m6A,m5C"],
  },
  "enzymes": {
    type: "string",
    task: "Function EC",
    golds: ["EC2.7.11.1", "EC3.6.4.13,EC2.7.7.48", "EC1.1.1.1", "EC4.2.1.11", "EC2.7.11.1"],
  },
};

/** Five made-up records of a sub-task, as the published files have them. */
export function demoRecords(row: TaskRow) {
  const { type, task = row.id, golds } = ANSWERS[row.kind];
  return golds.map((gold, at) => {
    const sequences = row.sequences.map((kind, position) => {
      const list = SEQUENCES[kind];
      return `<${kind}>${list[(at + position) % list.length]}</${kind}>`;
    });
    const { names } = row;
    return {
      prompt: `${sequences.join(" ")} ${row.question}`,
      ground_truth: names === undefined ? gold : valuesOf(names, gold as number),
      meta_data: { ans_type: names === undefined ? type : "dict", task },
    };
  });
}

/** Several made-up values from one. */
function valuesOf(names: readonly string[], gold: number): Json {
  return Object.fromEntries(names.map((name, at) => [name, Number((gold * (at + 1)).toFixed(3))]));
}

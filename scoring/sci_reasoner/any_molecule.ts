/**
 * A molecule of the model's own choice: valid if RDKit reads what upstream finds in the reply.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/unconditional_molecule_generation/UMG.py`.
 *
 * @module
 */
import { loadRdkit, type Rdkit } from "../chem/rdkit.ts";
import { meanValue } from "../metrics/mean.ts";
import type { BreakdownMetric, MeanMetric, Scorer } from "../types.ts";
import { textScorer } from "./scorer.ts";

/** Characters of a stretch that may be SMILES; an asterisk may stand in it and not beside it. */
const STRETCH = /(?<!\*)[A-Za-z0-9\u2080-\u2089().+\-=#$:@*/%\\]{2,}(?!\*)/g;

/** Stretches shorter than this are left alone. */
const SHORTEST = 4;

/** What may stand in tags: no square brackets, no colon, no percent sign. */
const PLAIN = "[A-Za-z0-9()=#+@\\\\/.-]+";
/** One blank on each side. */
const TAGGED = new RegExp(`<SMILES> (${PLAIN}) </SMILES>`);
const ALL_PLAIN = new RegExp(`^${PLAIN}$`);

/**
 * What is taken for the molecule: the first tagged stretch, else the whole reply. In a reply without an
 * opening tag, every stretch of four and more characters that follows the grammar counts as tagged.
 */
export function chosenMolecule(rdkit: Rdkit, reply: string): string {
  if (reply.includes("<SMILES>")) return TAGGED.exec(reply)?.[1] ?? reply;
  let tagged = "";
  let from = 0;
  for (const { 0: stretch, index } of reply.matchAll(STRETCH)) {
    if (stretch.length < SHORTEST) continue;
    using molecule = rdkit.parse(stretch, { sanitize: false });
    if (molecule === null) continue;
    if (ALL_PLAIN.test(stretch)) return stretch;
    tagged += `${reply.slice(from, index)}<SMILES> ${stretch} </SMILES>`;
    from = index + stretch.length;
  }
  return tagged + reply.slice(from);
}

/** Any molecule. */
export const anyMolecule: Scorer<string> = textScorer("any-molecule", async (text) => {
  const rdkit = await loadRdkit();
  const chosen = text === "" ? "" : chosenMolecule(rdkit, text);
  using molecule = chosen === "" ? null : rdkit.parse(chosen);
  const valid = molecule !== null;
  return {
    outcome: text === "" ? "no-answer" : valid ? "correct" : "wrong",
    answer: chosen === "" ? null : chosen,
    values: { valid, chosen: valid ? chosen : null },
    perSample: { prediction: chosen, valid },
  };
});

/** Share of valid molecules, 0..1. */
export const moleculeValidity: MeanMetric = meanValue("validity", "valid", {
  unit: "fraction",
  better: "higher",
  range: [0, 1],
});

/** Share of different texts among the valid ones, under upstream's spelling. */
export const moleculeUniqueness: BreakdownMetric = {
  kind: "breakdown",
  id: "molecules",
  unit: "fraction",
  compute: (items) => {
    const valid = items.flatMap(({ values }) => values.chosen ?? []);
    return { uniquness: valid.length === 0 ? 0 : new Set(valid).size / valid.length };
  },
};

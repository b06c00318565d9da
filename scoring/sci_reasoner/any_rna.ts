/**
 * An RNA of the model's own choice: the lower its folded energy, the better. The energy is RNAfold's
 * (ViennaRNA), a program that the user gives: without it the sub-task has a number only where no reply
 * has a sequence.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/uncond_RNA.py`.
 *
 * @module
 */
import { tagContent } from "../answers/tags.ts";
import { countOf } from "../metrics/mean.ts";
import { pyFloat } from "../python/float.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";
import type { BreakdownMetric, Item, Scorer, SetMetric } from "../types.ts";
import { textScorer } from "./scorer.ts";

/**
 * What stands in the first `<rna>` tags, T written as U; with a closing tag alone the last run of bases
 * before it, in capitals.
 */
export function taggedRna(text: string): string {
  const rna = text.replaceAll("T", "U").replaceAll("t", "u");
  const content = tagContent(rna, { names: ["rna"], take: "first", ignoreCase: true });
  if (content !== null) return pyStrip(content);
  const end = rna.search(/<\/rna>/i);
  if (end === -1) return "";
  return (rna.slice(0, end).match(/[ACGU]+/gi)?.at(-1) ?? "").toUpperCase();
}

/** Sequences above this length are counted. */
const LONG = 1024;

/** Any RNA. With RNAfold its `energy` in kcal/mol, and in `counted` what upstream reads of it. */
export const anyRna: Scorer<string> = {
  ...textScorer<string>("any-rna", async (text, _, { rnaFolder }, signal) => {
    const prediction = taggedRna(text);
    const sequence = pyStrip(prediction).toUpperCase();
    const valid = /^[AUCG]+$/.test(sequence);
    const fold = valid ? await rnaFolder?.fold(sequence, signal) : undefined;
    return {
      outcome: valid ? "correct" : sequence === "" ? "no-answer" : "wrong",
      answer: valid ? sequence : null,
      values: {
        valid,
        long: valid && sequence.length > LONG,
        ...(fold === undefined
          ? {}
          : { energy: fold.energyKcal, counted: readEnergies(fold.line) }),
      },
      perSample: { prediction },
    };
  }),
  version: 2,
  needs: ["rnafold"],
};

/**
 * Mean energy in kcal/mol of the sequences whose energy upstream reads: 0 where no reply has a sequence,
 * none where one was not folded or no energy is read.
 */
export const averageEnergy: SetMetric = {
  kind: "set",
  id: "average_mfe",
  unit: "value",
  better: "lower",
  range: [-Infinity, Infinity],
  compute: (items) => {
    const valid = items.filter(({ values }) => values.valid === true);
    if (items.length > 0 && valid.length === 0) return 0;
    if (valid.some(notFolded)) return null;
    const energies = valid.flatMap(({ values }) => values.counted as number[]).toSorted(byValue);
    if (energies.length === 0) return null;
    return energies.reduce((sum, energy) => sum + energy, 0) / energies.length;
  },
  gap: (items) =>
    items.some((item) => item.values.valid === true && notFolded(item))
      ? "needs RNAfold"
      : "no energy of -10 kcal/mol or less, which alone count",
};

const byValue = (a: number, b: number): number => a - b;

function notFolded({ values }: Item): boolean {
  return values.counted === undefined;
}

/**
 * Counts of replies with and without a sequence, and of folded ones whose energy is not read. The families of Rfam among them are what `cmscan`
 * would find; without a sequence there are none.
 */
export const rnaCounts: BreakdownMetric = {
  kind: "breakdown",
  id: "rna",
  unit: "count",
  compute: (items) => {
    const valid = countOf(items, "valid");
    return {
      total_samples: items.length,
      invalid_prediction_count: items.length - valid,
      overlength_prediction_count: countOf(items, "long"),
      valid_sequence_count: valid,
      retrieved_rfam_family_count: valid === 0 ? 0 : null,
      energies_left_out:
        items.filter(({ values }) =>
          (values.counted as readonly number[] | undefined)?.length === 0
        ).length,
    };
  },
};

const ENERGY = new RegExp(`[${PY_WHITESPACE}]\\(([-.\\p{Nd}]+)\\)$`, "u");

/**
 * Energies that upstream reads from RNAfold's output: those in brackets at the end of a line. RNAfold
 * pads single digits with a blank, `( -1.20)`, and these are passed over.
 */
export function readEnergies(output: string): number[] {
  return output.split(/\r\n|[\n\r]/).flatMap((line) => {
    const energy = ENERGY.exec(pyStrip(line))?.[1];
    return energy === undefined ? [] : pyFloat(energy) ?? [];
  });
}

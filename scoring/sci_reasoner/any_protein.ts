/**
 * A protein of the model's own choice: any letters of amino acids will do.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/unconditional_protein_generation/UPG.py`,
 * without its mean pLDDT, which OmegaFold predicts and which has no part in the suite's number.
 *
 * @module
 */
import { tagContent } from "../answers/tags.ts";
import { meanValue } from "../metrics/mean.ts";
import { AMINO_ACIDS } from "../protein/blosum45.ts";
import { pyRound } from "../python/round.ts";
import { pyStrip } from "../python/text.ts";
import type { BreakdownMetric, Item, MeanMetric, Scorer, SetMetric } from "../types.ts";
import { textScorer } from "./scorer.ts";

const LETTERS = new Set(`${AMINO_ACIDS}-`);

/** The sequence in the last `<protein>` tags, in capitals and without other characters. */
export function lastSequence(text: string): string {
  const content = pyStrip(tagContent(text, { names: ["protein"], take: "last" }) ?? "");
  return Array.from(content.toUpperCase()).filter((letter) => LETTERS.has(letter)).join("");
}

/** Any protein. */
export const anyProtein: Scorer<string> = textScorer("any-protein", (text) => {
  const prediction = lastSequence(text);
  const valid = prediction !== "";
  return {
    outcome: valid ? "correct" : "no-answer",
    answer: valid ? prediction : null,
    values: { valid, sequence: prediction },
    perSample: { prediction },
  };
});

const validShare: MeanMetric = meanValue("valid_rate", "valid", {
  unit: "fraction",
  better: "higher",
  range: [0, 1],
});

/** Share of replies with a sequence, 0..1 with four decimals. */
export const proteinValidRate: SetMetric = {
  ...validShare,
  kind: "set",
  compute: (items) =>
    items.length === 0 ? null : pyRound(sequencesOf(items).length / items.length, 4),
  extremes: (items, unscored) => {
    const [valid, all] = [sequencesOf(items).length, items.length + unscored];
    return [pyRound(valid / all, 4), pyRound((valid + unscored) / all, 4)];
  },
};

function sequencesOf(items: readonly Item[]): string[] {
  return items.toSorted((a, b) =>
    a.sampleId < b.sampleId ? -1 : a.sampleId > b.sampleId ? 1 : a.repeat - b.repeat
  ).flatMap(({ values }) => values.sequence === "" ? [] : String(values.sequence));
}

/** Sequences below this length are counted: upstream folds them. */
const SHORT = 100;

/** Sequences as alike as this are one. */
const ALIKE = 0.99;

/** Mean length, share of different sequences, and how many are short. */
export const proteinOthers: BreakdownMetric = {
  kind: "breakdown",
  id: "proteins",
  unit: "value",
  compute: (items) => {
    const sequences = sequencesOf(items);
    if (sequences.length === 0) return { num_length_less_100: 0, average_length: 0, diversity: 0 };
    const letters = sequences.reduce((sum, sequence) => sum + sequence.length, 0);
    return {
      num_length_less_100: sequences.filter((sequence) => sequence.length < SHORT).length,
      average_length: pyRound(letters / sequences.length, 2),
      diversity: pyRound(different(sequences) / sequences.length, 4),
    };
  },
};

/** How many sequences are left when each that is like an earlier one of the same length is taken out. */
function different(sequences: readonly string[]): number {
  const kept = new Map<number, string[]>();
  let count = 0;
  for (const sequence of sequences) {
    const known = kept.get(sequence.length) ?? [];
    if (known.some((other) => alike(sequence, other))) continue;
    kept.set(sequence.length, [...known, sequence]);
    count++;
  }
  return count;
}

function alike(a: string, b: string): boolean {
  let same = 0;
  for (let at = 0; at < a.length; at++) if (a[at] === b[at]) same++;
  return same / a.length >= ALIKE;
}

/**
 * Mol-Instructions' descriptions of proteins, and proteins for a description.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/Mol_Instructions/protein.py`,
 * Hugging Face's `evaluate` with `rouge`.
 *
 * @module
 */
import { withoutThinking } from "../answers/reasoning.ts";
import { tagContent } from "../answers/tags.ts";
import { bootstrapMedians } from "../metrics/bootstrap_median.ts";
import { meanPercent, numberOf } from "../metrics/mean.ts";
import { meanOf } from "../metrics/reduce.ts";
import { shareOutcome } from "../metrics/share_outcome.ts";
import { AMINO_ACIDS } from "../protein/blosum45.ts";
import { sequenceSimilarity } from "../protein/smith_waterman.ts";
import { pyStrip } from "../python/text.ts";
import { rougeLsum } from "../text/rouge_lsum.ts";
import { rouge } from "../text/rouge.ts";
import type { BreakdownMetric, Item, Metric, Scorer, SetMetric } from "../types.ts";
import { textScorer, withoutEndMarks } from "./scorer.ts";

/** A description of a protein; the target is the gold text. */
export const proteinText: Scorer<string> = textScorer("protein-text", (text, target) => {
  const [prediction, reference] = [text, target].map((side) =>
    pyStrip(withoutThinking(withoutEndMarks(pyStrip(side))))
  ) as [string, string];
  const scores = rouge(reference, prediction);
  return {
    outcome: prediction === "" ? "no-answer" : prediction === reference ? "correct" : "partial",
    answer: prediction,
    values: { ...scores, rougeLsum: rougeLsum(reference, prediction) },
    perSample: { prediction, reference },
  };
});

/** The kinds of ROUGE in the order in which upstream draws their bootstraps. */
const KINDS = ["rouge1", "rouge2", "rougeL", "rougeLsum"] as const;

/** The seed OpenCompass sets before a metric of Hugging Face's. */
const SEED = 0;

/**
 * How a ROUGE of many texts is one number: their `mean`, or the median of a thousand `bootstrap` means
 * as upstream has it, which is near and depends on the order of the rows.
 */
export type ProteinRouge = "mean" | "bootstrap";

/** ROUGE of descriptions in percent, the first standing for the sub-task. */
export function proteinMetrics(aggregate: ProteinRouge): readonly Metric[] {
  return aggregate === "mean"
    ? [
      meanPercent("rougeL"),
      othersOf("rouge", KINDS, (kind, items) => meanOf(meanPercent(kind), items)),
    ]
    : [
      bootstrapRouge,
      {
        kind: "breakdown",
        id: "rouge",
        unit: "percent",
        compute: (items) => {
          const { rougeL: _, ...others } = medians(items);
          return others;
        },
      },
    ];
}

function othersOf(
  id: string,
  kinds: readonly string[],
  compute: (kind: string, items: readonly Item[]) => number | null,
): BreakdownMetric {
  return {
    kind: "breakdown",
    id,
    unit: "percent",
    compute: (items) =>
      Object.fromEntries(
        kinds.filter((kind) => kind !== "rougeL").map((kind) => [kind, compute(kind, items)]),
      ),
  };
}

const bootstrapRouge: SetMetric = {
  kind: "set",
  id: "rougeL",
  unit: "percent",
  better: "higher",
  range: [0, 100],
  compute: (items) => medians(items).rougeL ?? null,
};

function medians(items: readonly Item[]): Record<string, number | null> {
  const rows = items.toSorted((a, b) =>
    a.sampleId < b.sampleId ? -1 : a.sampleId > b.sampleId ? 1 : a.repeat - b.repeat
  );
  const lists = KINDS.map((kind) => rows.map(({ values }) => numberOf(values[kind]) ?? 0));
  const found = rows.length === 0 ? [] : bootstrapMedians(lists, SEED);
  return Object.fromEntries(
    KINDS.map((kind, at) => [kind, found[at] === undefined ? null : 100 * found[at]]),
  );
}

const LETTERS = new Set(AMINO_ACIDS);

/** The sequence in the first `<protein>` tags on one line, other characters left out. */
export function taggedSequence(text: string): string {
  const options = { names: ["protein"], take: "first", lines: false } as const;
  const content = tagContent(withoutThinking(pyStrip(text)), options) ?? "";
  return Array.from(content).filter((letter) => LETTERS.has(letter)).join("");
}

/** A sequence for a description; the target is the gold text. Similarity in percent. */
export const proteinDesign: Scorer<string> = textScorer("protein-design", (text, target) => {
  const prediction = taggedSequence(text);
  const reference = taggedSequence(target);
  const share = sequenceSimilarity(prediction, reference);
  return {
    outcome: shareOutcome(prediction, share),
    answer: prediction === "" ? null : prediction,
    values: { score: 100 * share },
    perSample: { prediction, reference },
  };
});

function scoresOf(items: readonly Item[]): number[] {
  return items.map(({ values }) => numberOf(values.score) ?? 0).sort((a, b) => a - b);
}

/** The best of all rows: one good sequence is full marks. */
export const bestDesign: SetMetric = {
  kind: "set",
  id: "Max SW score",
  unit: "percent",
  better: "higher",
  range: [0, 100],
  compute: (items) => scoresOf(items).at(-1) ?? null,
  extremes: (items, unscored) => {
    const best = scoresOf(items).at(-1) ?? 0;
    return [best, unscored > 0 ? 100 : best];
  },
};

/** Worst and mean, and the mean of the rows above 0. */
export const designOthers: BreakdownMetric = {
  kind: "breakdown",
  id: "designs",
  unit: "percent",
  compute: (items) => {
    const scores = scoresOf(items);
    const mean = (kept: readonly number[]) =>
      kept.length === 0 ? 0 : kept.reduce((sum, score) => sum + score, 0) / kept.length;
    return {
      "Min SW score": scores[0] ?? null,
      "Average SW score": scores.length === 0 ? null : mean(scores),
      "valid average SW score": mean(scores.filter((score) => score > 0)),
    };
  },
};

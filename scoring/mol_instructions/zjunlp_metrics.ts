import { meanPercent, meanValue } from "../metrics/mean.ts";
import { type BleuCounts, bleuOf } from "../text/bleu.ts";
import { pieceNumbers } from "../text/caption_pieces.ts";
import type { BreakdownMetric, Item, MeanMetric, Metric, SetMetric } from "../types.ts";
import type { ZjunlpKind } from "./zjunlp.ts";

/** A mean of shares, 0..1. Samples without the value are left out. */
function share(id: string, value: string = id): MeanMetric {
  return meanValue(id, value, { unit: "fraction", better: "higher", range: [0, 1] });
}

function distance(id: string, value: string): MeanMetric {
  return meanValue(id, value, { unit: "value", better: "lower", range: [0, Infinity] });
}

function isKept({ values }: Item): boolean {
  return values.kept === true;
}

/** How many rows could be read on both sides: all other numbers are of these. */
const kept: SetMetric = {
  kind: "set",
  id: "kept",
  unit: "count",
  better: "higher",
  range: [0, Infinity],
  compute: (items) => items.filter(isKept).length,
};

const bleuSelfies: SetMetric = {
  kind: "set",
  id: "bleu_selfies",
  unit: "fraction",
  better: "higher",
  range: [0, 1],
  compute(items) {
    const rows = items.filter(isKept);
    return rows.length === 0
      ? null
      : bleuOf(rows.map(({ values }) => values.bleu as unknown as BleuCounts));
  },
};

/** Always 1: what is not valid has been left out before. */
const validity: SetMetric = {
  kind: "set",
  id: "validity",
  unit: "fraction",
  better: "higher",
  range: [0, 1],
  compute: (items) => items.some(isKept) ? 1 : null,
};

const VERDICTS: readonly string[] = ["yes", "no", "maybe"];

/** Mean F1 of the three verdicts; 0 for one that neither side has. */
const macroF1: SetMetric = {
  kind: "set",
  id: "macro_f1",
  unit: "fraction",
  better: "higher",
  range: [0, 1],
  compute(items) {
    if (items.length === 0) return null;
    const f1 = (verdict: string): number => {
      const named = items.filter(({ values }) => values.pred === verdict).length;
      const gold = items.filter(({ values }) => values.label === verdict).length;
      const both =
        items.filter(({ values }) => values.pred === verdict && values.label === verdict).length;
      return named + gold === 0 ? 0 : 2 * both / (named + gold);
    };
    return VERDICTS.reduce((sum, verdict) => sum + f1(verdict), 0) / VERDICTS.length;
  },
};

/** BLEU and METEOR on SciBERT's word pieces; nothing without its vocabulary. */
const pieces: BreakdownMetric = {
  kind: "breakdown",
  id: "scibert",
  unit: "fraction",
  compute: (items) => pieceNumbers(items.map(({ values }) => values)),
};

const rouges = [share("rouge1"), share("rouge2"), share("rougeL")] as const;

/** The metrics of a kind by the names of the authors' scripts; the first one stands for the task. */
export const zjunlpMetrics = {
  molecule: [
    share("exact"),
    share("morgan_count", "morgan"),
    share("maccs"),
    share("rdk"),
    bleuSelfies,
    distance("levenshtein_smiles", "levenshtein"),
    validity,
    kept,
  ],
  property: [distance("mae", "error"), kept],
  description: [rouges[2], rouges[0], rouges[1], pieces],
  function: [rouges[2], rouges[0], rouges[1]],
  pairs: [share("f1")],
  entities: [share("f1")],
  choice: [meanPercent("accuracy", "correct")],
  verdict: [meanPercent("accuracy", "correct"), macroF1],
  open: [share("rouge1_f", "rouge1"), share("bleu")],
} as const satisfies Readonly<Record<ZjunlpKind, readonly [MeanMetric | SetMetric, ...Metric[]]>>;

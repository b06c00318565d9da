/**
 * USPTO-50K: equal canonical SMILES of the whole, stereo chemistry and doubles counted.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/LLM4Chem/retrosynthesis_evaluator.py`,
 * one beam.
 *
 * @module
 */
import { withoutThinkPairs } from "../answers/reasoning.ts";
import { tagContent } from "../answers/tags.ts";
import { loadRdkit, type Rdkit } from "../chem/rdkit.ts";
import { withoutAtomMaps } from "../chem/smiles_input.ts";
import { countOf, meanPercent } from "../metrics/mean.ts";
import { pyStrip } from "../python/text.ts";
import type { BreakdownMetric, MeanMetric, Scorer } from "../types.ts";
import { textScorer } from "./scorer.ts";

/** What stands in the last `<SMILES>` tags, trimmed; `""` without any. */
export function usptoAnswer(text: string): string {
  const content = tagContent(withoutThinkPairs(text), { names: ["SMILES"], take: "last" });
  return content === null ? "" : pyStrip(content);
}

/** Canonical SMILES without atom maps, and that of the largest of its parts. */
interface Canonical {
  readonly whole: string;
  readonly largest: string;
}

/** `null` for what is no molecule, and for the empty one. */
function canonical(rdkit: Rdkit, smiles: string): Canonical | null {
  using molecule = rdkit.parse(withoutAtomMaps(smiles));
  const whole = molecule?.smiles() ?? "";
  if (whole === "") return null;
  let largest = "";
  let most = -1;
  for (const part of whole.split(".")) {
    using fragment = rdkit.parse(part);
    const atoms = fragment?.graph().atoms.length ?? 0;
    if (fragment === null || atoms <= most) continue;
    most = atoms;
    largest = fragment.smiles();
  }
  return { whole, largest };
}

/** The reactants of a product; the target is the gold text. A gold answer that is none matches nothing. */
export const usptoScorer: Scorer<string> = textScorer("uspto", async (text, target) => {
  const rdkit = await loadRdkit();
  const prediction = usptoAnswer(text);
  const reference = usptoAnswer(target);
  const pred = canonical(rdkit, prediction);
  const gold = canonical(rdkit, reference);
  const correct = pred !== null && pred.whole === gold?.whole;
  const fragment = pred !== null && pred.largest !== "" && pred.largest === gold?.largest;
  return {
    outcome: prediction === "" ? "no-answer" : correct ? "correct" : fragment ? "partial" : "wrong",
    answer: prediction === "" ? null : prediction,
    values: { correct, fragment, invalid: gold !== null && pred === null },
    perSample: { prediction, reference },
  };
});

/** Share of right answers in percent. */
export const usptoAccuracy: MeanMetric = meanPercent("Top-1 Accuracy", "correct");

/** The same by the largest part alone, and the share of answers that are no molecule. */
export const usptoOthers: BreakdownMetric = {
  kind: "breakdown",
  id: "beams",
  unit: "percent",
  compute: (items) => {
    const share = (flag: string) =>
      items.length === 0 ? null : 100 * countOf(items, flag) / items.length;
    return {
      "Top-1 MaxFrag Accuracy": share("fragment"),
      "Invalid SMILES Rate (at beam 1)": share("invalid"),
    };
  },
};

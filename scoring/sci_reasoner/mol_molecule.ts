/**
 * Mol-Instructions' molecules, its property of molecules and descriptions of molecules.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/Mol_Instructions/molecule.py`.
 *
 * @module
 */
import { numberTexts } from "../answers/numbers.ts";
import { withoutThinking } from "../answers/reasoning.ts";
import { tagContent } from "../answers/tags.ts";
import { loadRdkit, type Rdkit } from "../chem/rdkit.ts";
import { encodeSelfies } from "../chem/selfies_encoder.ts";
import { similarities } from "../chem/similarity.ts";
import type { JsonObject } from "../json.ts";
import { MAX_ERROR } from "../metrics/error_points.ts";
import { pyFloat } from "../python/float.ts";
import { pyStrip } from "../python/text.ts";
import { bleuCounts } from "../text/bleu.ts";
import { levenshtein } from "../text/levenshtein.ts";
import { rouge } from "../text/rouge.ts";
import type { Scorer } from "../types.ts";
import { textScorer, withoutEndMarks } from "./scorer.ts";

function cleaned(text: string): string {
  return withoutThinking(withoutEndMarks(pyStrip(text)));
}

/**
 * Canonical SMILES without stereo chemistry of what stands in the first `<SMILES>` tags on one line;
 * `null` without tags and for what is no molecule.
 */
function taggedMolecule(rdkit: Rdkit, text: string): string | null {
  const options = { names: ["SMILES"], take: "first", lines: false } as const;
  const content = tagContent(cleaned(text), options);
  using molecule = content === null ? null : rdkit.parse(pyStrip(content));
  return molecule === null ? null : molecule.smiles(false);
}

/**
 * The same molecule but for stereo chemistry; the target is the gold text. Answers without a molecule,
 * and those that SELFIES cannot write, are no part of the score: `kept` says which are.
 */
export const molecule: Scorer<string> = textScorer("molecule", async (text, target) => {
  const rdkit = await loadRdkit();
  const prediction = taggedMolecule(rdkit, text);
  const reference = taggedMolecule(rdkit, target);
  const values = compared(rdkit, prediction, reference);
  return {
    outcome: prediction === null ? "no-answer" : values.exact === true ? "correct" : "wrong",
    answer: prediction,
    values,
    perSample: { prediction, reference },
  };
});

function compared(rdkit: Rdkit, prediction: string | null, reference: string | null): JsonObject {
  using pred = prediction === null ? null : rdkit.parse(prediction);
  using gold = reference === null ? null : rdkit.parse(reference);
  if (pred === null || gold === null || prediction === null || reference === null) {
    return { valid: pred !== null, kept: false };
  }
  const valid = { valid: true, ...similarities(rdkit, gold, pred) };
  const [selfies, wanted] = [encodeSelfies(prediction), encodeSelfies(reference)];
  if (selfies === null || wanted === null) return { ...valid, kept: false };
  return {
    ...valid,
    kept: true,
    exact: pred.inchi() === gold.inchi(),
    bleu: { ...bleuCounts({ reference: [...wanted], hypothesis: [...selfies] }) },
    levenshtein: levenshtein(prediction, reference),
  };
}

const SPLIT_DIGITS = /(?<=\p{Nd}) +(?=\p{Nd})|(?<=\.) +(?=\p{Nd})/gu;

/** The first number, `0. 12` being 0.12 and an integer having no sign; the number 0 for none. */
export function propertyText(text: string): string | 0 {
  const joined = cleaned(text).replace(SPLIT_DIGITS, "");
  return numberTexts(joined, "decimal")[0] ?? 0;
}

/** How far the first number is from the gold one; a missing one is 0. The target is the gold text. */
export const property: Scorer<string> = textScorer("mol-property", (text, target) => {
  const prediction = propertyText(text);
  const reference = propertyText(target);
  const [pred, gold] = [pyFloat(`${prediction}`) ?? 0, pyFloat(`${reference}`) ?? 0];
  const error = Math.min(Math.abs(pred - gold), MAX_ERROR);
  return {
    outcome: error === 0 ? "correct" : prediction === 0 ? "no-answer" : "partial",
    answer: prediction === 0 ? null : prediction,
    values: { error },
    perSample: { prediction, reference },
  };
});

/** The text up to its last full stop; without one it gets one. */
function upToLastStop(text: string): string {
  const end = text.lastIndexOf(".");
  return `${end === -1 ? text : text.slice(0, end)}.`;
}

/** A description of a molecule; the target is the gold text. What stands behind its last stop is cut. */
export const description: Scorer<string> = textScorer("mol-description", (text, target) => {
  const prediction = cleaned(text);
  const reference = cleaned(target);
  const scores = rouge(reference, upToLastStop(prediction));
  return {
    outcome: pyStrip(prediction) === ""
      ? "no-answer"
      : prediction === reference
      ? "correct"
      : "partial",
    answer: prediction,
    values: { ...scores },
    perSample: { prediction, reference },
  };
});

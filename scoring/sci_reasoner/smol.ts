/**
 * SmolInstruct's 14 sub-tasks as SciReasoner scores them, which is LLM4Chem's scorer behind other
 * readers. Beside tags, some answers are found anywhere in a reply.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/LLM4Chem/evaluator.py`,
 * `utils/metrics.py`, `utils/smiles_canonicalization.py`.
 *
 * @module
 */
import { numberTexts } from "../answers/numbers.ts";
import { withoutThinkPairs } from "../answers/reasoning.ts";
import { withoutSpans } from "../answers/spans.ts";
import { inchiSet } from "../chem/inchi_set.ts";
import { lastLooseFormula } from "../chem/loose_formula.ts";
import { loadRdkit, type Rdkit } from "../chem/rdkit.ts";
import { mixtureSimilarities } from "../chem/similarity.ts";
import { withoutAtomMaps } from "../chem/smiles_input.ts";
import type { JsonObject } from "../json.ts";
import { pyStrip } from "../python/text.ts";
import { isWordBoundary } from "../python/word_boundary.ts";
import { meteor } from "../text/meteor.ts";
import { wordPieces } from "../text/word_piece.ts";
import { answerValues, llm4chemAnswer, type Llm4chemTask } from "../smol_instruct/llm4chem.ts";
import type { Outcome, Scorer } from "../types.ts";
import { textScorer } from "./scorer.ts";

/** The answer of a reply or of a gold text, `""` for none. Linear in the length of the text. */
export function smolAnswer(task: Llm4chemTask, text: string): string {
  const rest = withoutThinkPairs(text);
  const tagged = llm4chemAnswer(task, rest);
  switch (task) {
    case "smiles":
    case "smiles-set":
      return tagged.replaceAll(";", ".");
    case "yes-no":
      return tagged === "" ? lastYesNo(rest) : tagged;
    case "number":
      return tagged === ""
        ? numberTexts(withoutSpans(rest, "<SMILES>", "</SMILES>"), "signed").at(-1) ?? ""
        : tagged;
    case "formula":
      return tagged === "" ? lastLooseFormula(rest) ?? "" : tagged;
    case "iupac":
    case "caption":
      return tagged;
  }
}

/** The last of four words that stands alone, as yes or no. */
function lastYesNo(text: string): string {
  let last = "";
  for (const { 0: word, index } of text.matchAll(/yes|true|no|false/giu)) {
    if (!isWordBoundary(text, index) || !isWordBoundary(text, index + word.length)) continue;
    last = ["yes", "true"].includes(word.toLowerCase()) ? "Yes" : "No";
  }
  return last;
}

/** A sub-task of SmolInstruct; the target is the gold text. */
export function smolScorer(task: Llm4chemTask): Scorer<string> {
  const scorer = textScorer<string>(`smol-${task}`, async (text, target, { scibertVocabulary }) => {
    const prediction = smolAnswer(task, text);
    const reference = smolAnswer(task, target);
    const values = task === "smiles" || task === "smiles-set"
      ? smilesValues(await loadRdkit(), prediction, reference)
      : answerValues(task, prediction, pyStrip(reference));
    const outcome = outcomeOf(task, prediction, reference, values);
    return {
      outcome,
      answer: prediction === "" ? null : prediction,
      values: {
        ...values,
        match: outcome === "correct",
        ...(task === "caption" ? captionValues(prediction, reference, scibertVocabulary) : {}),
      },
      perSample: { prediction, reference },
    };
  });
  return task === "caption" ? { ...scorer, version: 2, needs: ["scibert-vocabulary"] } : scorer;
}

/** METEOR on word pieces, where there is a caption and a vocabulary. */
function captionValues(
  prediction: string,
  reference: string,
  vocabulary?: ReadonlySet<string>,
): JsonObject {
  if (vocabulary === undefined || prediction === "") return { captioned: prediction !== "" };
  const pieces = (text: string) => wordPieces(text, vocabulary, CAPTION_PIECES);
  return { captioned: true, meteor: meteor(pieces(reference), pieces(prediction)) };
}

/** Word pieces of a caption at most; upstream's tokenizer adds no marks of its ends. */
const CAPTION_PIECES = 2048;

function outcomeOf(
  task: Llm4chemTask,
  prediction: string,
  reference: string,
  { pred, gold, valid }: JsonObject,
): Outcome {
  if (prediction === "") return "no-answer";
  if (task === "caption") return prediction === reference ? "correct" : "partial";
  const same = JSON.stringify(pred) === JSON.stringify(gold);
  if (task === "number") return same ? "correct" : valid === true ? "partial" : "wrong";
  if (task === "yes-no") return same && valid === true ? "correct" : "wrong";
  return same && pred !== null ? "correct" : "wrong";
}

/**
 * Molecules of a mixture as a set, and similarities of the whole. A part that is no molecule stands for
 * all of it: it equals nothing but another gold answer that cannot be read. An empty part makes the
 * answer invalid.
 */
function smilesValues(rdkit: Rdkit, prediction: string, reference: string): JsonObject {
  const answered = prediction !== "";
  const pred = answered ? moleculeSet(rdkit, prediction) : null;
  const gold = moleculeSet(rdkit, pyStrip(reference));
  const near = pred === null || gold === null
    ? null
    : mixtureSimilarities(rdkit, prediction, reference);
  return { answered, pred, gold, similarities: near };
}

/** What stands for a mixture with a part that cannot be read. */
const UNREADABLE: readonly string[] = [""];

function moleculeSet(rdkit: Rdkit, smiles: string): readonly string[] | null {
  // Upstream rebuilds every molecule from symbols, charges and bonds, which loses isotopes.
  const known = inchiSet(rdkit, smiles, { isotopes: "drop" });
  if (known !== null) return known;
  for (const part of smiles.split(".")) {
    if (part === "") return null;
    using molecule = rdkit.parse(withoutAtomMaps(part));
    if (molecule === null) return UNREADABLE;
  }
  return null;
}

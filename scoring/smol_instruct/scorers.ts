/**
 * How SmolInstruct judges one reply, by kind of answer. The target is a record's whole `output`, read
 * as a reply is.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/smolinstruct.py`.
 *
 * @module
 */
import { taggedNumber } from "../answers/tagged_number.ts";
import { parseFormula, sameFormula } from "../chem/formula.ts";
import { loadRdkit } from "../chem/rdkit.ts";
import { morganSimilarity } from "../chem/similarity.ts";
import type { JsonObject } from "../json.ts";
import { MAX_ERROR } from "../metrics/error_points.ts";
import { shareOutcome } from "../metrics/share_outcome.ts";
import { pyStrip } from "../python/text.ts";
import { judgeDescription } from "../text/description.ts";
import type { Scored, Scorer } from "../types.ts";
import { taggedAnswer } from "./answer.ts";
import { type Llm4chemGold, type Llm4chemTask, llm4chemValues } from "./llm4chem.ts";
import { readYesNo } from "./yes_no.ts";

/** What a reply is judged against. */
export type SmolTarget = {
  readonly output: string;
  /** For the numbers of LLM4Chem beside; `null` where the record lacks what they need. */
  readonly llm4chem: Llm4chemGold | null;
};

type Judged = Omit<Scored, "kind">;

function scorer(
  id: string,
  task: Llm4chemTask | null,
  judge: (text: string, output: string) => Judged | Promise<Judged>,
): Scorer<SmolTarget> {
  return {
    id: `smol-${id}`,
    version: 1,
    needs: [],
    async score({ text, raw, target }, { scibertVocabulary }) {
      const judged = await judge(text, target.output);
      const beside: JsonObject = task === null || target.llm4chem === null
        ? {}
        : { llm4chem: await llm4chemValues(task, raw, target.llm4chem, scibertVocabulary) };
      const values = { ...judged.values, ...beside };
      return { kind: "scored", ...judged, values };
    },
  };
}

/** The same atoms and charge, however the formula is written. A gold formula that is none matches nothing. */
export function formulaMatch(task: Llm4chemTask): Scorer<SmolTarget> {
  return scorer("formula", task, (text, output) => {
    const pred = taggedAnswer(text);
    const answer = taggedAnswer(output);
    const formula = pred === "" ? null : parseFormula(pred);
    const gold = formula === null ? null : parseFormula(answer);
    const score = formula !== null && gold !== null && sameFormula(formula, gold);
    return {
      outcome: shareOutcome(pred, score ? 1 : 0),
      answer: pred,
      // An empty answer is wrong and counts as valid.
      values: { score, valid: pred === "" || formula !== null },
      perSample: { pred, answer, score },
    };
  });
}

/** The very same text. Nothing is put into canonical form, and everything is valid. */
export function exactText(task: Llm4chemTask): Scorer<SmolTarget> {
  return scorer("exact-text", task, (text, output) => {
    const pred = taggedAnswer(text);
    const answer = taggedAnswer(output);
    const correct = pred !== "" && pyStrip(pred) === pyStrip(answer);
    return {
      outcome: shareOutcome(pred, correct ? 1 : 0),
      answer: pred,
      values: { score: correct, valid: true },
      perSample: { pred, answer, correct },
    };
  });
}

/** How far the first number in tags or a box is from the gold one; a missing one is 0. */
export function numberError(task: Llm4chemTask): Scorer<SmolTarget> {
  return scorer("number", task, (text, output) => {
    const number = taggedNumber(text, "first");
    const answer = goldNumber(output);
    if (answer === null) throw new RangeError("Cannot score as the record's output has no number");
    const pred = number ?? 0;
    const error = Math.min(Math.abs(pred - answer), MAX_ERROR);
    return {
      outcome: number === null ? "no-answer" : error === 0 ? "correct" : "partial",
      answer: number === null ? null : String(number),
      values: { error },
      perSample: { pred: Math.min(pred, MAX_ERROR), answer, score: error },
    };
  });
}

/** The number of a record's output; `null` where there is none. */
export function goldNumber(output: string): number | null {
  const number = taggedNumber(output, "first");
  return number === null || !Number.isFinite(number) ? null : number;
}

/** Yes or no in the records' form, equal to the whole output: one with words around it never is. */
export function yesNo(task: Llm4chemTask): Scorer<SmolTarget> {
  return scorer("yes-no", task, (text, output) => {
    const prediction = readYesNo(text);
    const correct = prediction === output;
    return {
      outcome: shareOutcome(prediction, correct ? 1 : 0),
      answer: prediction === "" ? null : prediction,
      values: { correct },
      perSample: { prediction, correct },
    };
  });
}

/** METEOR between words divided by white space, punctuation and all. */
export function caption(task: Llm4chemTask): Scorer<SmolTarget> {
  return scorer("caption", task, (text, output) => {
    const { score, outcome } = judgeDescription(text, output);
    return {
      outcome,
      answer: text,
      values: { score },
      perSample: { pred: text, answer: output, score },
    };
  });
}

/** Similarity of Morgan fingerprints in percent. Where a side is no molecule: 0, and not valid. */
export function similarity(task: Llm4chemTask): Scorer<SmolTarget> {
  return scorer("similarity", task, async (text, output) => {
    const pred = taggedAnswer(text);
    const answer = taggedAnswer(output);
    const share = morganSimilarity(await loadRdkit(), pred, answer);
    const score = 100 * (share ?? 0);
    return {
      outcome: shareOutcome(pred, share ?? 0),
      answer: pred,
      values: { score, valid: share !== null },
      perSample: { pred, answer, score },
    };
  });
}

/**
 * MatBench without a judge: the `regex` profile. Its numbers are not comparable with the judged ones.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/matbench/{matbench,post_process}.py`.
 *
 * @module
 */
import { keywordLabel } from "../answers/keywords.ts";
import { numberInText } from "../answers/numbers.ts";
import { toJsonNumber } from "../metrics/json_number.ts";
import { pyFloat } from "../python/float.ts";
import type { Scorer } from "../types.ts";
import { withoutFormulas } from "./formulas.ts";

const ANSWER = /answer:(-?\p{Nd}+(?:\.\p{Nd}+)?(?:e[-+]?\p{Nd}+)?)/gu;

/** From here on a value is taken for a mistake and becomes 0, right yield strengths included. */
const TOO_LARGE = 20;

/**
 * The number of a reply, chemistry taken out: the last behind `answer:`, else the last at all, else
 * 0. A negative one loses its sign, one of 20 or more becomes 0.
 */
export function regexNumber(reply: string): number {
  const text = withoutFormulas(reply);
  const squeezed = text.toLowerCase().replaceAll(" ", "");
  const answered = [...squeezed.matchAll(ANSWER)].at(-1)?.[1];
  const number = answered === undefined
    ? numberInText(text, "scientific", "last")
    : pyFloat(answered);
  if (number === null) return 0;
  if (number < 0) return -number;
  return number < TOO_LARGE ? number : 0;
}

/**
 * Yes or no: "no" anywhere is a no ("unknown" too), everything else a yes, an empty reply included.
 */
export function regexTruth(reply: string): boolean {
  const squeezed = reply.toLowerCase().replaceAll(" ", "");
  return keywordLabel(squeezed, [
    { label: "true", words: ["answer:true"] },
    { label: "false", words: ["answer:false", "no"] },
  ], { match: "anywhere", letters: "exact" }) !== "false";
}

/** A number against a gold number; `values.error` is what the mean absolute error is made of. */
export const regexRegression: Scorer<{ readonly answer: number }> = {
  id: "matbench-regex-number",
  version: 1,
  needs: [],
  score({ text, target }) {
    const pred = regexNumber(text);
    const error = toJsonNumber(Math.abs(pred - target.answer));
    return {
      kind: "scored",
      outcome: error === 0 ? "correct" : "partial",
      answer: String(pred),
      values: { error },
      perSample: { pred: toJsonNumber(pred), error },
    };
  },
};

/** A truth against a gold truth. */
export const regexClassification: Scorer<{ readonly answer: boolean }> = {
  id: "matbench-regex-truth",
  version: 1,
  needs: [],
  score({ text, target }) {
    const pred = regexTruth(text);
    const correct = pred === target.answer;
    return {
      kind: "scored",
      outcome: correct ? "correct" : "wrong",
      answer: String(pred),
      values: { gold: target.answer, pred },
      perSample: { pred, correct },
    };
  },
};

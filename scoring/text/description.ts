import { meanValue } from "../metrics/mean.ts";
import { shareOutcome } from "../metrics/share_outcome.ts";
import { pySplit } from "../python/text.ts";
import type { MeanMetric, Outcome } from "../types.ts";
import { meteor } from "./meteor.ts";

/**
 * METEOR of a description, both sides cut at white space with their punctuation; 0 where a side is
 * empty. A copy, but for case and blanks, is `correct`, though it has a little less than 1.
 */
export function judgeDescription(
  text: string,
  gold: string,
): { readonly score: number; readonly outcome: Outcome } {
  const [words, wanted] = [pySplit(text), pySplit(gold)];
  const score = meteor(wanted, words);
  const copy = words.join(" ").toLowerCase() === wanted.join(" ").toLowerCase();
  return { score, outcome: copy && score > 0 ? "correct" : shareOutcome(text, score) };
}

/** Mean METEOR, 0..1. */
export const meteorScore: MeanMetric = meanValue("score", "score", {
  unit: "fraction",
  better: "higher",
  range: [0, 1],
});

import type { Outcome } from "../types.ts";

/** The outcome of an answer that gets a share of the marks, 0..1; an empty one is no answer. */
export function shareOutcome(answer: string, share: number): Outcome {
  if (answer === "") return "no-answer";
  return share === 1 ? "correct" : share === 0 ? "wrong" : "partial";
}

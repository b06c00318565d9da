import { assembleReply, splitReasoning } from "../answers/reasoning.ts";
import type { JudgeReply, JudgeRequest } from "../types.ts";

/**
 * What of a judge's reply a parser reads.
 *
 * - `content`: the message; reasoning that the server kept apart is left out
 * - `strip`: the message without a thinking part inside of it
 * - `upstream`: reasoning and message put together, as OpenCompass's client does. A judge that reasons
 *   is then graded by the first letters of its reasoning
 */
export type JudgeTextMode = "content" | "strip" | "upstream";

/** The text of a judge's reply that a parser reads. */
export function judgeText({ text, reasoning }: JudgeReply, mode: JudgeTextMode): string {
  switch (mode) {
    case "content":
      return text;
    case "strip":
      return splitReasoning(text, "opencompass");
    case "upstream":
      return assembleReply(reasoning, text);
  }
}

/** Sampling of the judge in OpenCompass's example configuration. */
export const JUDGE_SAMPLING: JudgeRequest["sampling"] = { temperature: 0.001, maxTokens: 8192 };

/**
 * Longest prediction a judge is shown, in UTF-16 units: with prompt and question it stays within the
 * 24,476 tokens that upstream leaves for a judge's prompt.
 */
export const MAX_PREDICTION = 48_000;

/** A prediction as a judge is shown it: of a very long one the end, behind a line that says so. */
export function shownPrediction(
  prediction: string,
): { readonly text: string; readonly cut: boolean } {
  if (prediction.length <= MAX_PREDICTION) return { text: prediction, cut: false };
  const left = prediction.length - MAX_PREDICTION;
  // Never half of a surrogate pair.
  const tail = prediction.slice(left).replace(/^[\udc00-\udfff]/, "");
  return { text: `[${left} characters left out]\n${tail}`, cut: true };
}

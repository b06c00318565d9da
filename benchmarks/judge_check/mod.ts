/**
 * Labelled pairs that measure a judge: what it calls right that is wrong, and the other way round.
 *
 * @module
 */
import { formPairs } from "./forms.ts";
import type { JudgePair } from "./pair.ts";
import { voicePairs } from "./voices.ts";

export { type JudgePair, type PairLabel, PairRow } from "./pair.ts";

/** The bundled pairs, all written for this check. */
export const judgePairs: readonly JudgePair[] = [...formPairs, ...voicePairs];

const PADDING = [
  "Thank you for this question. It is a pleasure to think about it in some detail.",
  "Before the answer, a word on method: every step was looked at twice, and the notation is the " +
  "usual one. The reader who is in a hurry may go straight to the end.",
  "A remark beside the point: questions of this kind come up often, and how one begins matters " +
  "less than how careful one is.",
];

/** A reply with words around it that say nothing: a judge's verdict must not change. */
export function padded(reply: string): string {
  return [...PADDING, reply].join("\n\n");
}

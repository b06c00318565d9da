import { loneLetter, statedLetter } from "../answers/stated_letter.ts";
import { meanByGroup, meanValue } from "../metrics/mean.ts";
import { firstCharacter } from "../python/characters.ts";
import { pyStrip } from "../python/text.ts";
import type { Metric, Scorer } from "../types.ts";

const LETTERS = ["A", "B", "C", "D"];

/** The letter of a true answer: its first character. */
export function goldLetter(answer: string): string {
  return firstCharacter(pyStrip(answer));
}

/**
 * The first capital A to D of the reply, parts of words included: `Answer: B` is A and `It is a Circle`
 * is C.
 *
 * Values: `correct`, and `strict`, whether a letter that is stated or stands alone is right.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/utils/sarena.py:evaluate_understanding`.
 */
export const sarenaChoice: Scorer<string> = {
  id: "sarena-choice",
  version: 1,
  needs: [],
  score({ text, target }) {
    const letter = /[A-D]/.exec(text)?.[0] ?? null;
    const correct = letter === target;
    const stated = statedLetter(text, LETTERS) ?? loneLetter(text, LETTERS);
    return {
      kind: "scored",
      outcome: letter === null ? "no-answer" : correct ? "correct" : "wrong",
      answer: letter,
      values: { correct, strict: stated === target },
      perSample: correct ? 1 : 0,
    };
  },
};

const fraction = { unit: "fraction", better: "higher", range: [0, 1] } as const;
const overall = meanValue("Overall", "correct", fraction);

/** Name of the group of a sample's subject, and what it is called without one. */
export const SUBJECT = "subject";
export const NO_SUBJECT = "Unknown_Subject";

/** `Overall` and each subject under its name, and `strict`; fractions. */
export const choiceMetrics: readonly Metric[] = [
  overall,
  meanByGroup(overall, SUBJECT, (subject) => subject),
  meanValue("strict", "strict", fraction),
];

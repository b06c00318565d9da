import { z } from "zod";

/** What a judge should say about a reply. */
export type PairLabel = "correct" | "incorrect";

/** A question, its gold answer, a reply and what a judge should say about it. */
export interface JudgePair {
  readonly id: string;
  readonly category: string;
  readonly question: string;
  readonly gold: string;
  readonly reply: string;
  readonly label: PairLabel;
}

/** A line of a user's file of pairs; `id` and `category` may be left out. */
export const PairRow = z.object({
  id: z.string().min(1, "a text").optional(),
  category: z.string().min(1, "a text").default("uncategorised"),
  question: z.string(),
  gold: z.string(),
  reply: z.string(),
  label: z.enum(["correct", "incorrect"], '"correct" or "incorrect"'),
});

/** A pair without what its place in a table says. */
export type Row = readonly [question: string, gold: string, reply: string];

/** The pairs of one category: first those a judge should accept, then those it should not. */
export function category(
  name: string,
  { correct, incorrect }: { readonly correct: readonly Row[]; readonly incorrect: readonly Row[] },
): readonly JudgePair[] {
  const made = (rows: readonly Row[], label: PairLabel) =>
    rows.map(([question, gold, reply], at) => ({
      id: `${name}/${label}-${at + 1}`,
      category: name,
      question,
      gold,
      reply,
      label,
    }));
  return [...made(correct, "correct"), ...made(incorrect, "incorrect")];
}

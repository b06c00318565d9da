import { z } from "zod";
import { choicesOfRow } from "../../scoring/vlmevalkit/choices.ts";
import type { McqTarget } from "../../scoring/vlmevalkit/mcq_scorer.ts";

const Row = z.looseObject({ question: z.string().default(""), answer: z.string() });

/** The target of a record that has its options as columns `A`, `B` and so on. */
export function targetOfRow(record: unknown): McqTarget {
  const row = Row.parse(record);
  return { question: row.question, choices: choicesOfRow(row), answer: row.answer };
}

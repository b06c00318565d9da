import { z } from "zod";
import { finalAnswer } from "../../scoring/gaia/final_answer.ts";
import { isQuasiExact } from "../../scoring/gaia/quasi_exact.ts";
import type { Message } from "../../scoring/messages.ts";
import type { Sample } from "../define.ts";

/** A row of GAIA with the hub's own column names; the level is a text in one revision, a number in another. */
export const GaiaRecord = z.object({
  task_id: z.string(),
  Question: z.string(),
  Level: z.union([z.string(), z.number()]).transform(String),
  "Final answer": z.string(),
  file_name: z.string(),
});

/** A row of GAIA. */
export type GaiaRecord = z.output<typeof GaiaRecord>;

const INSTRUCTIONS =
  `You are a general assistant. You get a question: think aloud, then end your reply
with a line of this form:
FINAL ANSWER: [YOUR FINAL ANSWER]
The final answer is a number, or as few words as possible, or a list of numbers and words separated by
commas.
A number is written in digits, without commas between thousands, and without a unit such as $ or %
unless the question asks for one.
Words come without articles and without abbreviations (of cities, for example); digits in them are
written out as words unless the question asks otherwise.
In a list the same rules hold for each element.`;

/** What is asked about a row: instructions, then the question as it stands. */
export function gaiaMessages({ Question }: GaiaRecord): readonly Message[] {
  return [{ role: "system", content: INSTRUCTIONS }, { role: "user", content: Question }];
}

/** The sample of a row, labelled with its level. */
export function gaiaSample(row: GaiaRecord): Sample<string> {
  return {
    id: row.task_id,
    messages: gaiaMessages(row),
    target: row["Final answer"],
    groups: { level: row.Level },
  };
}

/**
 * A reply that gets full marks, or `null` for an answer that cannot be said: `nan`, which nothing
 * equals, and what loses marks around the whole of it and needs them.
 */
export function gaiaReference(row: GaiaRecord): string | null {
  const wanted = row["Final answer"];
  const reply = `I looked it up.\nFINAL ANSWER: ${wanted}`;
  return isQuasiExact(finalAnswer(reply), wanted) ? reply : null;
}

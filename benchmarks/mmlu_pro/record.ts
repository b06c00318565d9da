import { z } from "zod";
import { categories } from "../../scoring/mmlu_pro/categories.ts";
import { LETTERS } from "../../scoring/mmlu_pro/options.ts";

/** A row of both splits; other columns pass. */
export const Row = z.object({
  question_id: z.union([z.number(), z.string()]),
  question: z.string(),
  options: z.array(z.string()).min(1).max(LETTERS.length),
  answer: z.string().regex(new RegExp(`^[${LETTERS}]$`), "a letter from A to P"),
  category: z.enum(categories),
});

/** A question. */
export type Row = z.output<typeof Row>;

/** A row of the validation split: a question with a worked answer. */
export const Example = Row.extend({ cot_content: z.string() });

/** A worked example. */
export type Example = z.output<typeof Example>;

/**
 * The 14 categories of MMLU-Pro in the official order. Each weighs the same in the table's number.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/configs/summarizers/groups/mmlu_pro.py`.
 */
export const categories = [
  "math",
  "physics",
  "chemistry",
  "law",
  "engineering",
  "other",
  "economics",
  "health",
  "psychology",
  "business",
  "biology",
  "philosophy",
  "computer science",
  "history",
] as const;

/** A category of MMLU-Pro. */
export type Category = typeof categories[number];

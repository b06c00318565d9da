import { z } from "zod";
import { categories } from "../../scoring/mmlu_pro/categories.ts";
import { closedOptions, gapAnswer, gapOptions } from "../../scoring/mmlu_pro/options.ts";
import { pyLength, pyStrip } from "../../scoring/python/text.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Row = z.object({
  options: z.array(z.string()),
  answer: z.string(),
  cot_content: z.string().default(""),
});

const Group = z.object({
  results: z.array(z.object({ category: z.string(), n: z.number(), correct: z.number() })),
});

/** What upstream's loader takes off a worked answer. */
const OPENING = "A: Let's think step by step.";

/**
 * MMLU-Pro beside its tasks: how a row's options are written (`options_string`, `length` is that of the
 * last one), and the two means over categories (`_group`).
 *
 * @throws {RangeError} for any other name
 */
export function mmluProVector({ task, samples }: VectorInput): VectorResult {
  if (task === "options_string") {
    const perSample = samples.map(({ record }) => {
      const { options, answer, cot_content: worked } = Row.parse(record);
      return {
        options_str: gapOptions(options),
        answer_string: gapAnswer(options, answer),
        cot: pyStrip(worked.startsWith(OPENING) ? worked.slice(OPENING.length) : worked),
        tiger_options: closedOptions(options),
      };
    });
    return { metrics: { length: pyLength(perSample.at(-1)?.options_str ?? "") }, perSample };
  }
  if (task === "_group") return { metrics: groupMeans(samples[0]?.record), perSample: [] };
  throw new RangeError(`Cannot score vectors of "mmlu-pro/${task}": not known`);
}

/** Means in percent: of the 14 categories, `null` unless all are there, and of all questions. */
function groupMeans(record: unknown): { macro: number | null; micro: number | null } {
  const { results } = Group.parse(record);
  const known = new Map(results.map((result) => [result.category, result]));
  let sum = 0;
  let complete = true;
  for (const category of categories) {
    const result = known.get(category);
    if (result === undefined || result.n === 0) complete = false;
    else sum += 100 * result.correct / result.n;
  }
  const n = results.reduce((total, result) => total + result.n, 0);
  const correct = results.reduce((total, result) => total + result.correct, 0);
  return {
    macro: complete ? sum / categories.length : null,
    micro: n === 0 ? null : 100 * correct / n,
  };
}

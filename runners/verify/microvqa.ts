import { z } from "zod";
import { microvqaMetrics, microvqaOfficial } from "../../scoring/microvqa/official.ts";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import { choicesOfList, LETTERS } from "../../scoring/vlmevalkit/choices.ts";
import type { McqTarget } from "../../scoring/vlmevalkit/mcq_scorer.ts";
import { targetOfRow } from "./mcq_row.ts";
import { scoreMcq } from "./mcq_samples.ts";
import { perSampleOf, scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Hub = z.object({
  question: z.string().default(""),
  choices: z.array(z.string()),
  correct_index: z.int().nonnegative(),
  task: z.union([z.int(), z.string()]).optional(),
});

/**
 * Vectors of MicroVQA: `official` is the authors' scorer, `vlmeval` VLMEvalKit's chain, with
 * `-2026-02` behind it in that version.
 *
 * @throws {RangeError} if the task names neither
 */
export async function microvqaVector({ task, samples }: VectorInput): Promise<VectorResult> {
  if (/^vlmeval(?:-|$)/.test(task)) {
    const version = task.includes("2026-02") ? "2026-02" : "current";
    return await scoreMcq(samples, { version, target: mcqTarget });
  }
  if (!/^official(?:-|$)/.test(task)) {
    throw new RangeError(
      `Cannot score vectors of "microvqa/${task}": known are official, vlmeval, vlmeval-2026-02`,
    );
  }
  const { items, verdicts } = await scoreReplies(samples, ({ record }) => {
    const { correct_index, task } = Hub.parse(record);
    const groups: Record<string, string> = task === undefined ? {} : { task: String(task) };
    return { scorer: microvqaOfficial, target: correct_index, item: { groups } };
  });
  return { metrics: reduceMetrics(microvqaMetrics, items), perSample: perSampleOf(verdicts) };
}

/** From a record of the hub, told by its list of choices, or of VLMEvalKit's table. */
function mcqTarget(record: unknown): McqTarget {
  if (!Object.hasOwn(record as object, "choices")) return targetOfRow(record);
  const { question, choices, correct_index } = Hub.parse(record);
  const answer = LETTERS[correct_index] ?? "";
  return { question, choices: choicesOfList(choices), answer };
}

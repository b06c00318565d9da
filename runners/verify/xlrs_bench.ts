import { z } from "zod";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import { xlrsMetrics, xlrsTask } from "../../scoring/xlrs/metrics.ts";
import { xlrsJudge, xlrsRule } from "../../scoring/xlrs/scorers.ts";
import { perSampleOf, scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Row = z.object({
  question: z.string(),
  "multi-choice options": z.string(),
  category: z.string(),
  "l2-category": z.string(),
  answer: z.string(),
});

/**
 * Vectors of XLRS-Bench: `rule` and `judge`, whose text is read as it is.
 *
 * @throws {RangeError} if the task names neither
 */
export async function xlrsBenchVector({ task, samples }: VectorInput): Promise<VectorResult> {
  const called = task.split("-", 1)[0];
  if (called !== "rule" && called !== "judge") {
    throw new RangeError(`Cannot score vectors of "xlrs-bench/${task}": known are rule and judge`);
  }
  const scorer = called === "rule" ? xlrsRule : xlrsJudge("content");
  const { items, verdicts } = await scoreReplies(samples, ({ record }) => {
    const row = Row.parse(record);
    return {
      scorer,
      target: { question: row.question, options: row["multi-choice options"], answer: row.answer },
      item: { groups: { task: xlrsTask(row.category, row["l2-category"]) } },
    };
  });
  return { metrics: reduceMetrics(xlrsMetrics, items), perSample: perSampleOf(verdicts) };
}

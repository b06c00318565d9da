import { z } from "zod";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import { pyLength } from "../../scoring/python/text.ts";
import { sfeExhibit, sfeJudge } from "../../scoring/sfe/judge.ts";
import { sfeMetrics } from "../../scoring/sfe/metrics.ts";
import { judgeTextsOf } from "./mcq_samples.ts";
import { perSampleOf, scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Row = z.object({
  question: z.string(),
  answer: z.coerce.string(),
  category: z.string().nullish(),
  question_type: z.string().nullish(),
});

/**
 * Vectors of SFE: `judge` is its scorer, with the judge's texts read as they are; `judge-input` what
 * the judge is shown.
 *
 * @throws {RangeError} if the task names neither
 */
export async function sfeVector({ task, samples }: VectorInput): Promise<VectorResult> {
  if (/^judge-input(?:-|$)/.test(task)) {
    const shown = samples.map(({ record, response }) => sfeExhibit(Row.parse(record), response));
    const length = (name: "question" | "answer" | "prediction") =>
      shown.reduce((sum, exhibit) => sum + pyLength(exhibit[name]), 0);
    const metrics = {
      question_length: length("question"),
      answer_length: length("answer"),
      prediction_length: length("prediction"),
    };
    return { metrics, perSample: shown };
  }
  if (!/^judge(?:-|$)/.test(task)) {
    throw new RangeError(`Cannot score vectors of "sfe/${task}": known are judge and judge-input`);
  }
  const scorer = sfeJudge("content");
  const { items, verdicts } = await scoreReplies(samples, (sample) => {
    const { question, answer, category, question_type } = Row.parse(sample.record);
    return {
      scorer,
      target: { question, answer },
      judgeTexts: judgeTextsOf(sample),
      item: {
        groups: {
          ...(typeof category === "string" ? { category } : {}),
          ...(typeof question_type === "string" ? { question_type } : {}),
        },
      },
    };
  });
  return { metrics: reduceMetrics(sfeMetrics, items), perSample: perSampleOf(verdicts) };
}

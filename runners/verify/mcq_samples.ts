import { z } from "zod";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import type { Metric } from "../../scoring/types.ts";
import type { McqVersion } from "../../scoring/vlmevalkit/infer.ts";
import { mcqMetrics } from "../../scoring/vlmevalkit/mcq_metrics.ts";
import { mcqScorer, type McqTarget, type Reading } from "../../scoring/vlmevalkit/mcq_scorer.ts";
import type { SampleInput } from "../score_samples.ts";
import { perSampleOf, scoreReplies } from "./score_replies.ts";
import type { VectorResult } from "./vector.ts";

const Tries = z.object({ judge_tries: z.array(z.string()).nonempty().optional() });

const Labels = z.object({ category: z.string().nullish(), "l2-category": z.string().nullish() });

/**
 * The judge texts of a sample, a text a try: `record.judge_tries`, else the sample's `judge` for
 * every try; none without a judge.
 */
export function judgeTextsOf({ record, judge }: SampleInput): readonly string[] {
  const { judge_tries } = Tries.parse(record);
  return judge_tries ?? (judge === undefined ? [] : [judge]);
}

/** The reply as upstream's table reader hands it on: a missing one is the text `nan`. */
export function tableText(sample: SampleInput): SampleInput {
  const response: unknown = sample.response;
  return { ...sample, response: typeof response === "string" ? response : "nan" };
}

/** Labels of a record to break numbers down by. */
export function labelsOf(record: unknown): Record<string, string> {
  const labels = Object.entries(Labels.parse(record));
  return Object.fromEntries(
    labels.flatMap(([name, label]) => typeof label === "string" ? [[name, label]] : []),
  );
}

/** How {@linkcode scoreMcq} scores. */
export interface ScoreMcqOptions {
  readonly version: McqVersion;
  readonly target: (record: unknown) => McqTarget;
  readonly reading?: Reading;
  readonly metrics?: readonly Metric[];
}

/**
 * Scores samples of a vector through VLMEvalKit's chain as upstream does: with a judge where the
 * sample has judge texts, which are read as they are, and without one otherwise.
 */
export async function scoreMcq(
  samples: readonly SampleInput[],
  { version, target, reading, metrics = mcqMetrics }: ScoreMcqOptions,
): Promise<VectorResult> {
  const options = { version, judgeReads: "content", ...(reading && { reading }) } as const;
  const judged = mcqScorer(options);
  const alone = mcqScorer({ ...options, judge: "none" });
  const { items, verdicts } = await scoreReplies(samples.map(tableText), (sample) => {
    const judgeTexts = judgeTextsOf(sample);
    return {
      scorer: judgeTexts.length > 0 ? judged : alone,
      target: target(sample.record),
      judgeTexts,
      item: { groups: labelsOf(sample.record) },
    };
  });
  return { metrics: reduceMetrics(metrics, items), perSample: perSampleOf(verdicts) };
}

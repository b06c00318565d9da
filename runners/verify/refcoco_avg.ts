import { z } from "zod";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import { refcocoMetrics } from "../../scoring/refcoco/metrics.ts";
import { refcocoScorer } from "../../scoring/refcoco/scorer.ts";
import { refcocoSamples } from "../../scoring/refcoco/table.ts";
import { scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Row = z.looseObject({});

/** Vectors of RefCOCO: whatever a task is called, its records are one table. */
export async function refcocoAvgVector({ samples }: VectorInput): Promise<VectorResult> {
  const rows = refcocoSamples(samples.map(({ record }) => Row.parse(record)));
  const scorer = refcocoScorer();
  const { items, verdicts } = await scoreReplies(samples, (_, at) => {
    const { split, target } = rows[at] ?? { split: "", target: { box: null, width: 1, height: 1 } };
    return { scorer, target, item: { groups: { split } } };
  }, "interns1-adapter");
  const perSample = verdicts.map(({ values: { hit, iou, box } }, at) => ({
    hit: hit === true ? 1 : 0,
    iou,
    box,
    split: rows[at]?.split,
  }));
  return { metrics: reduceMetrics(refcocoMetrics, items), perSample };
}

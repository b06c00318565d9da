import { z } from "zod";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import { screenspotClick } from "../../scoring/screenspot/click.ts";
import { boxColumn, type ScreenspotTarget } from "../../scoring/screenspot/element.ts";
import {
  screenspotGroups,
  screenspotMetrics,
  screenspotPlatform,
} from "../../scoring/screenspot/metrics.ts";
import { seeclick, seeclickMetrics } from "../../scoring/screenspot/seeclick.ts";
import type { Metric, Scorer } from "../../scoring/types.ts";
import { perSampleOf, scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Row = z.object({
  bbox: z.unknown(),
  image_size: z.tuple([z.number(), z.number()]),
  data_type: z.string(),
  img_filename: z.string().default(""),
  category: z.string().nullish(),
});
type Row = z.infer<typeof Row>;

/**
 * Vectors of ScreenSpot V2: `seeclick` is the first scorer, `table` all platforms at once, and every
 * other task one platform.
 */
export async function screenspotV2Vector({ task, samples }: VectorInput): Promise<VectorResult> {
  if (/^seeclick(?:-|$)/.test(task)) return await scored(samples, seeclick, seeclickMetrics);
  if (/^table(?:-|$)/.test(task)) {
    return await scored(
      samples,
      screenspotClick(),
      screenspotMetrics,
      (row) => screenspotGroups(row.img_filename, row.data_type, row.category ?? undefined),
    );
  }
  return await scored(samples, screenspotClick(), [screenspotPlatform]);
}

async function scored(
  samples: VectorInput["samples"],
  scorer: Scorer<ScreenspotTarget>,
  metrics: readonly Metric[],
  groupsOf: (row: Row) => Readonly<Record<string, string>> = ({ data_type, category }) =>
    typeof category === "string" ? { type: data_type, category } : { type: data_type },
): Promise<VectorResult> {
  const { items, verdicts } = await scoreReplies(samples, ({ record }) => {
    const row = Row.parse(record);
    const target = { box: boxColumn(row.bbox), size: row.image_size };
    return { scorer, target, item: { groups: groupsOf(row) } };
  }, scorer === seeclick ? "none" : "interns1-adapter");
  return { metrics: reduceMetrics(metrics, items), perSample: perSampleOf(verdicts) };
}

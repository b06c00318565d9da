import { GaiaRecord, gaiaSample } from "../../benchmarks/gaia_text/record.ts";
import { splitReasoning } from "../../scoring/answers/reasoning.ts";
import { gaiaMetrics, gaiaScorer } from "../../scoring/gaia/scorer.ts";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import type { Item } from "../../scoring/types.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

/**
 * Scores a vector of GAIA: under every label replies to rows, as a run would score them. A missing
 * response is an empty one, or `None` where that is wanted, as the leaderboard's program prints it.
 */
export async function gaiaTextVector({ samples }: VectorInput): Promise<VectorResult> {
  const items: Item[] = [];
  const perSample: unknown[] = [];
  for (const { record, response } of samples) {
    const { id, target, groups } = gaiaSample(GaiaRecord.parse(record));
    const missing = target === "None" ? target : "";
    const raw = typeof response === "string" ? response : missing;
    const text = splitReasoning(raw, "opencompass");
    const verdict = await gaiaScorer.score({ text, raw, truncated: false, target, judged: [] }, {});
    if (verdict.kind !== "scored") throw new TypeError("GAIA's scorer asks nobody and fails never");
    const { outcome, values } = verdict;
    items.push({ sampleId: id, repeat: 0, groups: groups ?? {}, outcome, values });
    perSample.push(verdict.perSample);
  }
  return { metrics: reduceMetrics(gaiaMetrics, items), perSample };
}

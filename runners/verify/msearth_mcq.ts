import { z } from "zod";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import { msearthMetrics, msearthOfficial } from "../../scoring/msearth/official.ts";
import { parseQuery } from "../../scoring/msearth/query.ts";
import { targetOfRow } from "./mcq_row.ts";
import { scoreMcq } from "./mcq_samples.ts";
import { perSampleOf, scoreReplies } from "./score_replies.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Gold = z.object({ response: z.string() });
const Query = z.object({ query: z.string(), response: z.string() });

/**
 * Vectors of MSEarth-MCQ: `vlmeval` is VLMEvalKit's chain, with `-2026-02` behind it in that version;
 * `official` the authors' scorer, `parse-query` the reading of a hub record.
 *
 * @throws {RangeError} if the task names none of these
 */
export async function msearthMcqVector({ task, samples }: VectorInput): Promise<VectorResult> {
  if (/^vlmeval(?:-|$)/.test(task)) {
    const version = task.includes("2026-02") ? "2026-02" : "current";
    return await scoreMcq(samples, { version, target: targetOfRow });
  }
  if (/^parse-query(?:-|$)/.test(task)) {
    const rows = samples.map(({ record }) => {
      const { query, response } = Query.parse(record);
      return parseQuery(query, response);
    });
    const options = rows.flatMap(({ A, B, C, D }) => [A, B, C, D]);
    const empty = options.filter((text) => text === "").length;
    return { metrics: { rows: rows.length, empty_options: empty }, perSample: rows };
  }
  if (!/^official(?:-|$)/.test(task)) {
    throw new RangeError(
      `Cannot score vectors of "msearth-mcq/${task}": known are official, parse-query, vlmeval, ` +
        "vlmeval-2026-02",
    );
  }
  const { items, verdicts } = await scoreReplies(samples, ({ record }) => ({
    scorer: msearthOfficial,
    target: Gold.parse(record).response,
  }));
  return { metrics: reduceMetrics(msearthMetrics, items), perSample: perSampleOf(verdicts) };
}

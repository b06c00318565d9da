import { z } from "zod";
import { repairAnswerBench } from "../../benchmarks/imo_repair.ts";
import { readCsv } from "../../scoring/python/csv.ts";
import { scoreSamples } from "../score_samples.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Text = z.object({ csv: z.string() });

/**
 * Scores a vector of IMO-AnswerBench that names no task: `csv_repair` reads a file, anything else is
 * the judged task under another name, such as `by_category`.
 */
export async function imoAnswerBenchVector(vector: VectorInput): Promise<VectorResult> {
  if (vector.task !== "csv_repair") return await scoreSamples({ ...vector, task: "judge" });
  const [first] = vector.samples;
  const { text, repaired } = repairAnswerBench(Text.parse(first?.record).csv);
  const [header = [], ...rows] = readCsv(text).filter((row) => row.length > 0);
  const records = rows.map((row) =>
    Object.fromEntries(header.map((name, at) => [name, row[at] ?? null]))
  );
  return { metrics: { rows: records.length, repaired }, perSample: records };
}

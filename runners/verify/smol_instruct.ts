import { z } from "zod";
import { splitReasoning } from "../../scoring/answers/reasoning.ts";
import { llm4chemNumbers, llm4chemValues } from "../../scoring/smol_instruct/llm4chem.ts";
import { errorPoints } from "../../scoring/metrics/error_points.ts";
import { taskRows } from "../../benchmarks/smol_instruct/tasks.ts";
import { groupResults, naiveAverage } from "./group_results.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Gold = z.object({
  raw_input: z.string(),
  raw_output: z.string(),
  target: z.string().nullish(),
});

const LLM4CHEM = "llm4chem/";

/** What the official summary puts behind the names of tasks. */
const ENDING = /-0shot-instruct(?:-mini)?$/;

/**
 * Components of SmolInstruct: `_component/reasoning_split` (on the reply), the average `_group`, and
 * `llm4chem/<task of the hub>`, the numbers of the authors' own scorer.
 *
 * @throws {RangeError} for any other name
 */
export async function smolInstructVector(vector: VectorInput): Promise<VectorResult> {
  const { task, samples } = vector;
  if (task === "_component/reasoning_split") {
    const perSample = samples.map(({ response }) => ({
      text: splitReasoning(response, "opencompass"),
    }));
    return { metrics: {}, perSample };
  }
  if (task === "_group") return group(samples[0]?.record);
  if (task.startsWith(LLM4CHEM)) return await llm4chem(vector);
  throw new RangeError(`Cannot score vectors of "smolinstruct/${task}": not known`);
}

function group(record: unknown): VectorResult {
  const results = new Map(
    [...groupResults(record)].map(([name, value]) => [name.replace(ENDING, ""), value]),
  );
  const limits = new Map(taskRows.map(({ id, limit }) => [id, limit]));
  const average = naiveAverage(results, taskRows.map(({ id }) => id), (id, value) => {
    const limit = limits.get(id);
    return limit !== undefined ? errorPoints(value, limit) : id === "MC" ? 100 * value : value;
  });
  return average === null
    ? { metrics: {}, perSample: [{ error: true }] }
    : { metrics: { naive_average: average }, perSample: [] };
}

async function llm4chem({ task, samples }: VectorInput): Promise<VectorResult> {
  const name = task.slice(LLM4CHEM.length);
  const row = taskRows.find((candidate) => candidate.name === name);
  if (row === undefined) throw new RangeError(`SMolInstruct has no task "${name}"`);
  const all = await Promise.all(samples.map(({ record, response }) => {
    const { raw_input, raw_output, target } = Gold.parse(record);
    const key = JSON.stringify([raw_input, target ?? null]);
    return llm4chemValues(row.llm4chem, response, { key, gold: raw_output });
  }));
  return { metrics: llm4chemNumbers(row.llm4chem, all), perSample: [] };
}

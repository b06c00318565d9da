import { z } from "zod";
import { matbenchRows } from "../../benchmarks/matbench.ts";
import {
  classificationFold,
  type FoldNumbers,
  regressionFold,
} from "../../scoring/matbench/classic.ts";
import { pointsOf } from "../../scoring/matbench/metrics.ts";
import { pyFloat } from "../../scoring/python/float.ts";
import { groupResults, naiveAverage } from "./group_results.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Numbers = z.array(z.object({ target: z.number() }));
const Truths = z.array(z.object({ target: z.boolean() }));

/**
 * MatBench beside its tasks: the average `_group`, and the original benchmark's metrics `v0.1/…`, for
 * which the kind of the targets tells regression from classification.
 *
 * @throws {RangeError} for any other name, or if a prediction is not a number
 */
export function matbenchVector({ task, samples }: VectorInput): VectorResult {
  if (task === "_group") {
    return { metrics: { naive_average: average(samples[0]?.record) }, perSample: [] };
  }
  if (task.startsWith("v0.1/")) return { metrics: classic(samples), perSample: [] };
  throw new RangeError(`Cannot score vectors of "matbench/${task}": not known`);
}

function average(record: unknown): number | null {
  const worst = new Map(
    matbenchRows.flatMap((row) => row.kind === "regression" ? [[row.id, row.worst] as const] : []),
  );
  return naiveAverage(groupResults(record), matbenchRows.map(({ id }) => id), (id, value) => {
    const limit = worst.get(id);
    return limit === undefined ? value : pointsOf(value, limit);
  });
}

function classic(samples: VectorInput["samples"]): FoldNumbers {
  const predictions = samples.map(({ response }) => {
    const number = pyFloat(response);
    if (number !== null) return number;
    throw new RangeError(
      `Cannot score a prediction as it must be a number: current value is ${
        JSON.stringify(response)
      }`,
    );
  });
  const records = samples.map(({ record }) => record);
  const truths = Truths.safeParse(records);
  if (truths.success) {
    return classificationFold(
      truths.data.map(({ target }, at) => ({ gold: target, probability: predictions[at] ?? NaN })),
    );
  }
  return regressionFold(
    Numbers.parse(records).map(({ target }, at) => ({
      gold: target,
      pred: predictions[at] ?? NaN,
    })),
  );
}

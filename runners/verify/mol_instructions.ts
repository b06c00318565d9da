import { z } from "zod";
import { groupOrder, PROPERTY_LIMIT, taskRows } from "../../benchmarks/mol_instructions/tasks.ts";
import { decodeSelfies } from "../../scoring/chem/selfies.ts";
import { errorPoints } from "../../scoring/metrics/error_points.ts";
import { groupResults, naiveAverage } from "./group_results.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Selfies = z.object({ selfies: z.string() });

/**
 * Components of Mol-Instructions: `_component/selfies`, where an error of the decoder is `null`, and
 * the averages `_group`.
 *
 * @throws {RangeError} for any other name
 */
export function molInstructionsVector({ task, samples }: VectorInput): VectorResult {
  if (task === "_component/selfies") {
    const decoded = samples.map(({ record }) => decodeSelfies(Selfies.parse(record).selfies));
    return { metrics: {}, perSample: decoded };
  }
  if (task === "_group") return group(samples[0]?.record);
  throw new RangeError(`Cannot score vectors of "mol-instructions/${task}": not known`);
}

function group(record: unknown): VectorResult {
  const results = groupResults(record);
  const kinds = new Map(taskRows.map(({ id, kind }) => [id, kind]));
  const average = (descriptions: number) =>
    naiveAverage(results, groupOrder, (id, value) => {
      const kind = kinds.get(id);
      return kind === "property"
        ? errorPoints(value, PROPERTY_LIMIT)
        : kind === "description"
        ? descriptions * value
        : value;
    });
  const upstream = average(1);
  const metrics = { mol_instruct_upstream: upstream, mol_instruct_mc100: average(100) };
  return { metrics, perSample: upstream === null ? [{ error: true }] : [] };
}

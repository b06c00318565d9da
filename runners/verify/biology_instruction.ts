import { z } from "zod";
import { miniPlaces } from "../../benchmarks/biology_instruction/mini.ts";
import { taskRows } from "../../benchmarks/biology_instruction/tasks.ts";
import { lastBoxedText } from "../../scoring/answers/boxed_text.ts";
import { lastBraces } from "../../scoring/answers/brace_dict.ts";
import { fmax } from "../../scoring/metrics/fmax.ts";
import { groupResults, naiveAverage } from "./group_results.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Text = z.object({ text: z.string() });
const Matrix = z.array(z.array(z.number()));
const Matrices = z.object({ pred: Matrix, target: Matrix });
const Size = z.object({ n: z.int().nonnegative() });

/**
 * Components of Biology-Instruction: `_component/boxed_text`, `_component/dict_text`,
 * `_component/f1_max`, `_component/mini_indices`, and the average `_group`.
 *
 * @throws {RangeError} for any other name
 */
export function biologyInstructionVector({ task, samples }: VectorInput): VectorResult {
  const records = samples.map(({ record }) => record);
  switch (task.replace(/^_component\//, "")) {
    case "boxed_text":
      return perSample(records.map((record) => lastBoxedText(Text.parse(record).text)));
    case "dict_text":
      return perSample(records.map((record) => lastBraces(Text.parse(record).text)));
    case "mini_indices":
      return perSample(records.flatMap((record) => miniPlaces(Size.parse(record).n)));
    case "f1_max": {
      const [value] = records.map((record) => {
        const { pred, target } = Matrices.parse(record);
        return fmax(pred, target);
      });
      return { metrics: { f1_max: value ?? null }, perSample: [] };
    }
    case "_group": {
      const results = groupResults(records[0]);
      const average = naiveAverage(results, taskRows.map(({ id }) => id));
      return { metrics: { naive_average: average }, perSample: [] };
    }
    default:
      throw new RangeError(`Cannot score vectors of "biology-instruction/${task}": not known`);
  }
}

function perSample(values: readonly unknown[]): VectorResult {
  return { metrics: {}, perSample: values };
}

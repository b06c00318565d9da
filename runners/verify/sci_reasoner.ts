import { z } from "zod";
import type { TaskNumbers } from "../../benchmarks/define.ts";
import {
  groupScore,
  macroScore,
  metricOf,
  microScore,
  subsets,
} from "../../benchmarks/sci_reasoner/groups.ts";
import { groupNames } from "../../benchmarks/sci_reasoner/rows.ts";
import { finiteOrNull } from "../../scoring/metrics/json_number.ts";
import { numpyChoices } from "../../scoring/python/numpy_choice.ts";
import { pySample } from "../../scoring/python/random.ts";
import { readEnergies } from "../../scoring/sci_reasoner/any_rna.ts";
import { propertyValue } from "../../scoring/sci_reasoner/llm4mat.ts";
import { parseComposition } from "../../scoring/smact/composition.ts";
import { smactValidity } from "../../scoring/smact/validity.ts";
import {
  firstFloat,
  labelNumbers,
  labelsOf,
  propertyFloat,
  regressionNumbers,
  yesNoNumbers,
  yesScore,
} from "../../scoring/sci_reasoner/v1_5.ts";
import { meteor } from "../../scoring/text/meteor.ts";
import type { SampleInput } from "../score_samples.ts";
import { groupResults } from "./group_results.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

const Property = z.object({ property: z.string() });
const Formula = z.object({ formula: z.string() });
const Folded = z.object({ rnafold_output: z.string() });
const Mini = z.object({ n: z.int(), k: z.int(), seed: z.int() });
const Choice = z.object({ n: z.int(), seed: z.int(), draws: z.int() });
const Tokens = z.object({
  reference_tokens: z.array(z.string()),
  hypothesis_tokens: z.array(z.string()),
});
const Answer = z.object({
  answer: z.object({
    value: z.union([z.number(), z.string()]),
    property: z.string().nullish(),
    target: z.string().nullish(),
  }),
});

const PREFIX = "SciReasoner-";

/**
 * Components of SciReasoner: `LLM4Mat_extract`, `_component/...`, the scores `_group`, and the tasks of
 * `scireasoner1_5/...`.
 *
 * @throws {RangeError} for any other name
 */
export function sciReasonerVector({ task, samples }: VectorInput): VectorResult {
  if (task.startsWith("scireasoner1_5/")) return laterSuite(task, samples);
  const records = samples.map(({ record }) => record);
  switch (task) {
    case "LLM4Mat_extract":
      return {
        metrics: {},
        perSample: samples.map(({ record, response }) => {
          const value = propertyValue(response, Property.parse(record).property);
          return { prediction: typeof value === "number" ? finiteOrNull(value) : value };
        }),
      };
    case "_component/smact_validity":
      return numbersOf(records[0], (record) => {
        const composition = parseComposition(Formula.parse(record).formula);
        const valid = composition === null ? null : smactValidity(composition);
        return { valid: valid === null ? null : Number(valid) };
      });
    case "_component/parse_mfe":
      return numbersOf(records[0], (record) => {
        const energies = readEnergies(Folded.parse(record).rnafold_output);
        const sum = energies.reduce((total, energy) => total + energy, 0);
        return { average_mfe: finiteOrNull(sum / energies.length), n: energies.length };
      });
    case "_component/mini_sample": {
      const { n, k, seed } = Mini.parse(records[0]);
      const places = pySample(n, k, seed);
      return {
        metrics: {
          sum: places.reduce((total, place) => total + place, 0),
          first: places[0] ?? null,
          last: places.at(-1) ?? null,
        },
        perSample: places.map((index) => ({ index })),
      };
    }
    case "_component/numpy_choice": {
      const { n, seed, draws } = Choice.parse(records[0]);
      const drawn = numpyChoices(n, draws, seed);
      return {
        metrics: { sum: drawn.flat().reduce((total, place) => total + place, 0) },
        perSample: drawn.map((index) => ({ index })),
      };
    }
    case "_component/meteor_tokens":
      return numbersOf(records[0], (record) => {
        const { reference_tokens: reference, hypothesis_tokens: hypothesis } = Tokens.parse(record);
        return { meteor: meteor(reference, hypothesis) };
      });
    case "_group":
      return { metrics: groupMetrics(records[0]), perSample: [] };
    default:
      throw new RangeError(`Cannot score vectors of "scireasoner/${task}": not known`);
  }
}

function numbersOf(
  record: unknown,
  numbers: (record: unknown) => Record<string, number | null>,
): VectorResult {
  return { metrics: numbers(record), perSample: [] };
}

/** The nine groups and both means, sub-tasks without a number counting as upstream counts them. */
function groupMetrics(record: unknown): Record<string, number | null> {
  const results = groupResults(record);
  const known = new Map(subsets.map((row) => [row.id, metricOf(row)]));
  const number: TaskNumbers = (task, metric) =>
    known.get(task) === metric ? finiteOrNull(results.get(PREFIX + task) ?? NaN) : null;
  return {
    ...Object.fromEntries(groupNames.map((name) => [name, groupScore(name, number, "strict")])),
    macro_groups: macroScore(number, "strict"),
    micro_subsets: microScore(number, "strict"),
  };
}

function laterSuite(task: string, samples: readonly SampleInput[]): VectorResult {
  const rows = samples.map(({ record, response }) => ({
    ...Answer.parse(record).answer,
    response,
  }));
  const name = task.slice(task.indexOf("/") + 1);
  switch (name) {
    case "GO-BP": {
      const labels = rows.map(({ value, response }) => ({
        pred: labelsOf(response),
        gold: labelsOf(String(value)),
      }));
      return { metrics: labelNumbers(labels), perSample: [] };
    }
    case "TMScore": {
      const read = pairsOf(rows, ({ response }) => firstFloat(response));
      const outside = read.filter(({ pred }) => pred < 0 || pred > 1).length;
      const metrics = { ...regressionNumbers(read, rows.length), out_of_range_count: outside };
      return { metrics, perSample: [] };
    }
    case "DUDE-count": {
      const targets = rows.map(({ value, target, response }) => ({
        gold: Number(value) === 1,
        score: yesScore(response),
        target: target || "unknown",
      }));
      return { metrics: yesNoNumbers(targets), perSample: [] };
    }
    default: {
      // Every other sub-task is a property: its name stands behind the source of the data.
      const read = pairsOf(
        rows,
        ({ response, property }) =>
          propertyFloat(response, property ?? name.slice(name.indexOf("-") + 1)),
      );
      return { metrics: regressionNumbers(read, rows.length), perSample: [] };
    }
  }
}

function pairsOf<Row extends { readonly value: number | string }>(
  rows: readonly Row[],
  read: (row: Row) => number | null,
): { readonly gold: number; readonly pred: number }[] {
  return rows.flatMap((row) => {
    const pred = read(row);
    return pred === null ? [] : [{ gold: Number(row.value), pred }];
  });
}

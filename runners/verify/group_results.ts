import { z } from "zod";
import { fromJsonNumber } from "../../scoring/metrics/json_number.ts";

const Group = z.object({
  results: z.array(z.object({
    subset: z.string(),
    value: z.union([z.number(), z.enum(["nan", "inf", "-inf"])]).nullable(),
  })),
});

/** The numbers a `_group` vector averages, by sub-task; `nan` and `inf` are what they say. */
export function groupResults(record: unknown): ReadonlyMap<string, number> {
  const { results } = Group.parse(record);
  return new Map(results.map(({ subset, value }) => [subset, fromJsonNumber(value)]));
}

/** The plain mean of the named results, transformed; `null` where one is missing or not finite. */
export function naiveAverage(
  results: ReadonlyMap<string, number>,
  names: readonly string[],
  transform: (name: string, value: number) => number = (_, value) => value,
): number | null {
  let sum = 0;
  for (const name of names) {
    const value = results.get(name);
    if (value === undefined) return null;
    sum += transform(name, value);
  }
  return Number.isFinite(sum) ? sum / names.length : null;
}

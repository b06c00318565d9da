/**
 * Small constructors of metrics over one value of a verdict.
 *
 * @module
 */
import type { Json } from "../json.ts";
import type { BreakdownMetric, Item, MeanMetric, SetMetric } from "../types.ts";

/** A number, or a flag as 0 or 1; anything else leaves the sample out of the mean. */
export function numberOf(value: Json | undefined): number | null {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "number" ? value : null;
}

/**
 * The mean of a flag or of a number between 0 and 1, in percent; higher is better.
 *
 * @param id Name of the metric
 * @param valueName Which of the verdict's values is averaged. Default: `id`
 */
export function meanPercent(id: string, valueName: string = id): MeanMetric {
  return {
    kind: "mean",
    id,
    unit: "percent",
    better: "higher",
    scale: 100,
    range: [0, 1],
    value: (item) => numberOf(item.values[valueName]),
  };
}

/**
 * The plain mean of a number, in the unit and with the bounds that are given.
 *
 * @param id Name of the metric
 * @param valueName Which of the verdict's values is averaged
 */
export function meanValue(
  id: string,
  valueName: string,
  about: Pick<MeanMetric, "unit" | "better" | "range"> & { readonly scale?: number },
): MeanMetric {
  return {
    kind: "mean",
    id,
    unit: about.unit,
    better: about.better,
    scale: about.scale ?? 1,
    range: about.range,
    value: (item) => numberOf(item.values[valueName]),
  };
}

/**
 * A mean broken down by a label of the samples: `accuracy/Algebra` and so on, in alphabetical order.
 * Samples without the label are left out.
 *
 * @param metric What is averaged
 * @param group Name of the label, such as `Category`
 * @param name What the number of a label is called. Default: the metric's id, `/` and the label
 */
export function meanByGroup(
  metric: MeanMetric,
  group: string,
  name: (label: string) => string = (label) => `${metric.id}/${label}`,
): BreakdownMetric {
  return {
    kind: "breakdown",
    id: `${metric.id}/${group}`,
    unit: metric.unit,
    compute: (items) =>
      Object.fromEntries(
        groupMeans(metric, group, items).map(([label, mean]) => [name(label), mean]),
      ),
  };
}

/**
 * The plain mean of the means of a label's groups, whatever their sizes; `null` without any group.
 *
 * @param id Name of the metric
 * @param metric What is averaged in each group
 * @param group Name of the label
 * @param wanted Groups that must all be there, else there is no number. Default: any will do
 */
export function macroMean(
  id: string,
  metric: MeanMetric,
  group: string,
  wanted: readonly string[] = [],
): SetMetric {
  const [low, high] = metric.range;
  return {
    kind: "set",
    id,
    unit: metric.unit,
    better: metric.better,
    range: [metric.scale * low, metric.scale * high],
    compute(items) {
      const groups = groupMeans(metric, group, items);
      if (groups.length === 0 || missing(wanted, groups).length > 0) return null;
      return sumInOrder(groups.map(([, mean]) => mean)) / groups.length;
    },
    gap(items) {
      const labels = missing(wanted, groupMeans(metric, group, items));
      const shown = labels.slice(0, SHOWN_LABELS).map((label) => `"${label}"`).join(", ");
      return labels.length === 0
        ? `no sample has a ${group}`
        : `no scored sample of ${labels.length} of ${wanted.length} groups by ${group}: ${shown}${
          labels.length > SHOWN_LABELS ? ", ..." : ""
        }`;
    },
  };
}

/** Labels named where many are missing. */
const SHOWN_LABELS = 3;

function missing(
  wanted: readonly string[],
  groups: readonly (readonly [string, number])[],
): readonly string[] {
  const there = new Set(groups.map(([label]) => label));
  return wanted.filter((label) => !there.has(label));
}

/** Means by label, in alphabetical order. */
function groupMeans(
  metric: MeanMetric,
  group: string,
  items: readonly Item[],
): (readonly [string, number])[] {
  const values = new Map<string, number[]>();
  for (const item of items) {
    const label = item.groups[group];
    const value = metric.value(item);
    if (label === undefined || value === null) continue;
    const known = values.get(label);
    if (known === undefined) values.set(label, [value]);
    else known.push(value);
  }
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([label, numbers]) => [
    label,
    (metric.scale * sumInOrder(numbers)) / numbers.length,
  ]);
}

/** How many samples have a flag set. */
export function countOf(items: readonly Item[], valueName: string): number {
  return items.filter((item) => item.values[valueName] === true).length;
}

/** Counts of flags, as a breakdown: `{ [name]: how many samples have it set }`. */
export function countsOf(id: string, flags: Readonly<Record<string, string>>): BreakdownMetric {
  return {
    kind: "breakdown",
    id,
    unit: "count",
    compute: (items) =>
      Object.fromEntries(
        Object.entries(flags).map(([name, valueName]) => [name, countOf(items, valueName)]),
      ),
  };
}

/** A sum that the order of values cannot change: whole numbers add up exactly, others are sorted. */
function sumInOrder(values: readonly number[]): number {
  const whole = values.every(Number.isSafeInteger);
  let sum = 0;
  for (const value of whole ? values : values.toSorted((a, b) => a - b)) sum += value;
  return sum;
}

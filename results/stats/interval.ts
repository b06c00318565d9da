import { meanOf } from "../../scoring/metrics/reduce.ts";
import type { Item, MeanMetric, SetMetric } from "../../scoring/types.ts";
import type { Interval, MetricResult } from "../types.ts";
import { bootstrapLimits } from "./bootstrap.ts";
import { clusteredLimits, clustersOf } from "./clustered.ts";
import { type Limits, wilson } from "./wilson.ts";

/** Coverage that all intervals aim at. */
export const LEVEL = 0.95;

/** How many asks stand behind the items and how many are missing. */
export interface Counts {
  /** Planned asks. */
  readonly planned: number;
  /** Planned asks without a scored verdict, whatever the reason. */
  readonly unscored: number;
}

/**
 * Reduces items to one number with its interval and its worst and best case.
 *
 * | metric | interval |
 * |---|---|
 * | mean of 0/1 values, one ask a sample | `wilson` |
 * | other means: repeats, partial credit, errors | `clustered` by sample |
 * | number of the whole set | `bootstrap` over samples |
 *
 * Samples are taken as drawn from a larger population of such samples; repeats of one sample are
 * never counted as independent. There is no interval where the data cannot tell: a single sample
 * (other than 0/1), or a set on which every resample agrees.
 *
 * Worst and best case say what the value could have been had every unscored ask been as bad or as
 * good as the metric's range allows, in the metric's own direction. For means they are exact. A set
 * metric tells its own through `extremes`; without it they are `null` while anything is unscored.
 *
 * @param items Scored asks in any order: nothing in the result depends on it.
 * @param seed Built from ids (column, benchmark, task); the metric's id is added.
 * @returns `n` counts the items that have a value; without any the value is `null`.
 * @throws {RangeError} If the metric gives a number that is not finite or leaves its range.
 */
export function metricResult(
  metric: MeanMetric | SetMetric,
  items: readonly Item[],
  counts: Counts,
  seed: string,
): MetricResult {
  const sorted = inOrder(items);
  const { value, n, interval, extremes } = metric.kind === "mean"
    ? meanResult(metric, sorted, counts)
    : setResult(metric, sorted, counts, `${seed}/${metric.id}`);
  const { low, high } = extremes ?? { low: null, high: null };
  const [worst, best] = metric.better === "higher" ? [low, high] : [high, low];
  const reason = metric.kind === "set" && value === null && items.length > 0
    ? metric.gap?.(sorted)
    : undefined;
  return {
    id: metric.id,
    unit: metric.unit,
    better: metric.better,
    value,
    ...(reason === undefined ? {} : { reason }),
    n,
    interval,
    worst,
    best,
  };
}

interface Reduced {
  readonly value: number | null;
  readonly n: number;
  readonly interval: Interval | null;
  readonly extremes: Limits | null;
}

function meanResult(metric: MeanMetric, items: readonly Item[], counts: Counts): Reduced {
  const [lowest, highest] = metric.range;
  const values: { readonly sampleId: string; readonly value: number }[] = [];
  for (const item of items) {
    const value = metric.value(item);
    if (value === null) continue;
    // A hair of rounding is no breach; NaN fails both comparisons.
    const hair = 1e-9 * Math.max(1, Math.abs(value));
    if (!(value >= lowest - hair && value <= highest + hair) || !Number.isFinite(value)) {
      throw new RangeError(
        `Cannot reduce metric "${metric.id}" as the value of sample "${item.sampleId}" repeat ${item.repeat} must be a number from ${lowest} to ${highest}: current value is ${value}`,
      );
    }
    values.push({ sampleId: item.sampleId, value });
  }
  const n = values.length;
  const { unscored } = counts;
  const scaled = ({ low, high }: Limits): Limits =>
    metric.scale < 0
      ? { low: metric.scale * high, high: metric.scale * low }
      : { low: metric.scale * low, high: metric.scale * high };
  const sum = values.reduce((total, { value }) => total + value, 0);
  const bounded = Number.isFinite(lowest) && Number.isFinite(highest);
  const value = meanOf(metric, items);
  const extremes = unscored === 0
    ? value === null ? null : { low: value, high: value }
    : bounded
    ? scaled({
      low: (sum + unscored * lowest) / (n + unscored),
      high: (sum + unscored * highest) / (n + unscored),
    })
    : null;
  if (value === null) return { value, n, interval: null, extremes };

  // Items are in order, so the asks of one sample are neighbours.
  const binary = lowest >= 0 && highest <= 1 &&
    values.every(({ value, sampleId }, i) =>
      (value === 0 || value === 1) && sampleId !== values[i - 1]?.sampleId
    );
  const limits = binary
    ? wilson(sum, n, LEVEL)
    : clusteredLimits(clustersOf(values), metric.range, LEVEL);
  const interval = limits && intervalOf(scaled(limits), binary ? "wilson" : "clustered");
  return { value, n, interval, extremes };
}

function setResult(
  metric: SetMetric,
  items: readonly Item[],
  counts: Counts,
  seed: string,
): Reduced {
  const n = items.length;
  const value = n === 0 ? null : metric.compute(items);
  if (value !== null && !Number.isFinite(value)) {
    throw new RangeError(
      `Cannot reduce metric "${metric.id}" as its value over ${n} items must be finite or null: current value is ${value}`,
    );
  }
  const extremes = counts.unscored === 0
    ? value === null ? null : { low: value, high: value }
    : toldExtremes(metric, items, counts.unscored);
  if (value === null) return { value, n, interval: null, extremes };
  const limits = bootstrapLimits(bySample(items), (drawn) => metric.compute(drawn), {
    seed,
    level: LEVEL,
    // Metrics such as pass@k group by sample: one drawn twice must count as two.
    copy: (item, times) => ({ ...item, sampleId: `${item.sampleId}\u0000${times}` }),
  });
  return { value, n, interval: limits && intervalOf(limits, "bootstrap"), extremes };
}

function toldExtremes(metric: SetMetric, items: readonly Item[], unscored: number): Limits | null {
  if (metric.extremes === undefined) return null;
  const [low, high] = metric.extremes(items, unscored);
  return { low, high };
}

function intervalOf({ low, high }: Limits, method: Interval["method"]): Interval {
  return { low, high, level: LEVEL, method };
}

/** Items by sample id, then repeat: the order that every sum and every draw is made in. */
export function inOrder(items: readonly Item[]): readonly Item[] {
  const ordered = items.every((item, i) => {
    const before = items[i - 1];
    return before === undefined || compare(before, item) <= 0;
  });
  return ordered ? items : [...items].sort(compare);
}

function compare(a: Item, b: Item): number {
  if (a.sampleId !== b.sampleId) return a.sampleId < b.sampleId ? -1 : 1;
  return a.repeat - b.repeat;
}

/** Neighbours of one sample together; items must be in order. */
function bySample(items: readonly Item[]): readonly (readonly Item[])[] {
  const clusters: Item[][] = [];
  let last: Item | undefined;
  for (const item of items) {
    if (last?.sampleId === item.sampleId) clusters.at(-1)?.push(item);
    else clusters.push([item]);
    last = item;
  }
  return clusters;
}

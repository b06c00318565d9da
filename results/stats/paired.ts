import { meanOf } from "../../scoring/metrics/reduce.ts";
import type { Item, MeanMetric, SetMetric } from "../../scoring/types.ts";
import type { Interval } from "../types.ts";
import { bootstrapLimits } from "./bootstrap.ts";
import { inOrder, LEVEL } from "./interval.ts";
import { type McNemar, mcnemar } from "./mcnemar.ts";

/** Two columns compared on the samples that both have. */
export interface PairedDifference {
  /** Samples that both have. */
  readonly samples: number;
  /** Samples that only one of them has: left out. */
  readonly unpaired: number;
  readonly first: number | null;
  readonly second: number | null;
  /** `second - first`, in the metric's unit. */
  readonly difference: number | null;
  /** Of the difference; `null` where resampling shows no spread. */
  readonly interval: Interval | null;
  /** For 0/1 values with one ask a sample; `null` otherwise. */
  readonly mcnemar: McNemar | null;
}

interface Pair {
  readonly first: readonly Item[];
  readonly second: readonly Item[];
}

/**
 * Difference of a metric between two columns, by bootstrap over the samples that both have. Samples
 * are drawn with both columns' asks together, so what is hard for both cancels out: two columns with
 * wide intervals of their own may still differ clearly.
 *
 * @param first Scored asks of one column in any order.
 * @param second Scored asks of the other, of the same task.
 * @param seed Built from ids (both columns, benchmark, task); the metric's id is added.
 */
export function pairedDifference(
  metric: MeanMetric | SetMetric,
  first: readonly Item[],
  second: readonly Item[],
  seed: string,
): PairedDifference {
  const reduce = (items: readonly Item[]) =>
    metric.kind === "mean" ? meanOf(metric, items) : metric.compute(items);
  const difference = (pairs: readonly Pair[]) => {
    const a = reduce(pairs.flatMap((pair) => pair.first));
    const b = reduce(pairs.flatMap((pair) => pair.second));
    return a === null || b === null ? null : b - a;
  };
  const { pairs, unpaired } = pairUp(first, second);
  const limits = bootstrapLimits(pairs.map((pair) => [pair]), difference, {
    seed: `${seed}/${metric.id}`,
    level: LEVEL,
    copy: (pair, times) => ({
      first: renamed(pair.first, times),
      second: renamed(pair.second, times),
    }),
  });
  return {
    samples: pairs.length,
    unpaired,
    first: pairs.length === 0 ? null : reduce(pairs.flatMap((pair) => pair.first)),
    second: pairs.length === 0 ? null : reduce(pairs.flatMap((pair) => pair.second)),
    difference: pairs.length === 0 ? null : difference(pairs),
    interval: limits && { ...limits, level: LEVEL, method: "bootstrap" },
    mcnemar: metric.kind === "mean" ? discordance(metric, pairs) : null,
  };
}

function pairUp(
  first: readonly Item[],
  second: readonly Item[],
): { readonly pairs: readonly Pair[]; readonly unpaired: number } {
  const others = bySample(second);
  const pairs: Pair[] = [];
  let unpaired = 0;
  for (const [sampleId, items] of bySample(first)) {
    const other = others.get(sampleId);
    if (other === undefined) unpaired++;
    else {
      pairs.push({ first: items, second: other });
      others.delete(sampleId);
    }
  }
  return { pairs, unpaired: unpaired + others.size };
}

function bySample(items: readonly Item[]): Map<string, Item[]> {
  return Map.groupBy(inOrder(items), ({ sampleId }) => sampleId);
}

function renamed(items: readonly Item[], times: number): readonly Item[] {
  return items.map((item) => ({ ...item, sampleId: `${item.sampleId}\u0000${times}` }));
}

/** McNemar's test where every sample has one 0/1 value on each side. */
function discordance(metric: MeanMetric, pairs: readonly Pair[]): McNemar | null {
  let onlyFirst = 0;
  let onlySecond = 0;
  for (const pair of pairs) {
    const a = oneValue(metric, pair.first);
    const b = oneValue(metric, pair.second);
    if (a === null || b === null) return null;
    if (a > b) onlyFirst++;
    else if (b > a) onlySecond++;
  }
  return pairs.length === 0 ? null : mcnemar(onlyFirst, onlySecond);
}

function oneValue(metric: MeanMetric, items: readonly Item[]): 0 | 1 | null {
  const [item] = items;
  if (item === undefined || items.length !== 1) return null;
  const value = metric.value(item);
  return value === 0 || value === 1 ? value : null;
}

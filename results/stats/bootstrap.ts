import { bcaLimits } from "./bca.ts";
import { seededDraw } from "../../scoring/random.ts";
import type { Limits } from "./wilson.ts";

/** How to resample. */
export interface BootstrapOptions<Item> {
  /** Built from ids, so that the same run gives the same interval. */
  readonly seed: string;
  /** Number of resamples. Default: 1,000, fewer where they would touch over 20 million items. */
  readonly resamples?: number;
  /** Wanted coverage in (0, 1). Default 0.95. */
  readonly level?: number;
  /**
   * Makes an item of the `times`-th copy (2, 3, ...) of a cluster look like one of another cluster,
   * for statistics that group items by cluster themselves (pass@k). Default: the item as it is.
   */
  readonly copy?: (item: Item, times: number) => Item;
}

/** Items that one interval may touch before resamples are saved on. */
const itemBudget = 20_000_000;
/** Leave-one-out values that are enough for the acceleration. */
const leaveOutGroups = 100;
/** More undefined resamples than this share: the statistic is too fragile for an interval. */
const undefinedShare = 0.2;

/**
 * Interval of any statistic of a set, by resampling whole clusters (a sample with all its repeats).
 *
 * Resamples where the statistic is undefined (`null`, such as a correlation of constants) are left
 * out; when they are more than one in five there is no interval. Nor is there one where all
 * resamples agree (30 of 30 right): resampling cannot tell how much was missed by luck.
 *
 * @param clusters Items by cluster, in an order that does not depend on when they were scored.
 * @param statistic Reads the items of a resample; must not depend on their order.
 * @returns `null` where resampling says nothing.
 */
export function bootstrapLimits<Item>(
  clusters: readonly (readonly Item[])[],
  statistic: (items: readonly Item[]) => number | null,
  options: BootstrapOptions<Item>,
): Limits | null {
  const size = clusters.length;
  if (size < 2) return null;
  const estimate = statistic(clusters.flat());
  if (estimate === null) return null;
  const items = clusters.reduce((sum, cluster) => sum + cluster.length, 0);
  const resamples = options.resamples ??
    Math.max(200, Math.min(1_000, Math.floor(itemBudget / items)));

  const draw = seededDraw(options.seed);
  const { copy } = options;
  const resampled: number[] = [];
  const times = new Uint32Array(size);
  for (let round = 0; round < resamples; round++) {
    times.fill(0);
    const drawn: Item[] = [];
    for (let i = 0; i < size; i++) {
      const at = Math.floor(draw() * size);
      const cluster = clusters[at] ?? [];
      const nth = times[at] = (times[at] ?? 0) + 1;
      for (let j = 0; j < cluster.length; j++) {
        const item = cluster[j] as Item;
        drawn.push(nth === 1 || copy === undefined ? item : copy(item, nth));
      }
    }
    const value = statistic(drawn);
    if (value !== null && Number.isFinite(value)) resampled.push(value);
  }
  if (resampled.length < resamples * (1 - undefinedShare)) return null;
  resampled.sort((a, b) => a - b);
  if (resampled[0] === resampled[resampled.length - 1]) return null;

  return bcaLimits({
    estimate,
    resampled,
    leftOut: leaveOut(clusters, statistic, items),
    clusters: size,
    level: options.level ?? 0.95,
  });
}

/** The statistic without each cluster, or without each of up to 100 interleaved groups of many. */
function leaveOut<Item>(
  clusters: readonly (readonly Item[])[],
  statistic: (items: readonly Item[]) => number | null,
  items: number,
): readonly number[] {
  const affordable = Math.max(20, Math.floor(itemBudget / 4 / items));
  const groups = Math.min(clusters.length, leaveOutGroups, affordable);
  const values: number[] = [];
  for (let group = 0; group < groups; group++) {
    const kept: Item[] = [];
    for (let i = 0; i < clusters.length; i++) {
      if (i % groups !== group) { for (const item of clusters[i] ?? []) kept.push(item); }
    }
    const value = statistic(kept);
    if (value !== null && Number.isFinite(value)) values.push(value);
  }
  return values;
}

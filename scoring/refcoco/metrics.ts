/**
 * RefCOCO's numbers over the samples' group `split`.
 *
 * @module
 */
import { meanPercent, meanValue } from "../metrics/mean.ts";
import { meanOf } from "../metrics/reduce.ts";
import type { BreakdownMetric, Item, MeanMetric, Metric, SetMetric } from "../types.ts";
import { refcocoSplits } from "./splits.ts";

const precision = meanPercent("precision:micro", "hit");
const iou = meanValue("iou:micro", "iou", { unit: "fraction", better: "higher", range: [0, 1] });

/** The plain mean of the splits' means: of the eight that are there, or over all rows without any. */
function average(id: string, mean: MeanMetric): SetMetric {
  const [low, high] = mean.range;
  return {
    kind: "set",
    id,
    unit: mean.unit,
    better: mean.better,
    range: [mean.scale * low, mean.scale * high],
    compute(items) {
      const means = [...counted(items)].flatMap(([, rows]) => meanOf(mean, rows) ?? []);
      if (means.length === 0) return meanOf(mean, items);
      return means.reduce((sum, value) => sum + value, 0) / means.length;
    },
  };
}

/** `precision:<split>` in percent, and so on, in upstream's order. */
function bySplit(name: string, unit: "percent" | "fraction", mean: MeanMetric): BreakdownMetric {
  return {
    kind: "breakdown",
    id: `${name}:split`,
    unit,
    compute: (items) =>
      Object.fromEntries(
        [...splits(items)].map(([split, rows]) => [`${name}:${split}`, meanOf(mean, rows)]),
      ),
  };
}

/** Rows of each split, and those that the average is made of. */
const rowsBySplit: BreakdownMetric = {
  kind: "breakdown",
  id: "n:split",
  unit: "count",
  compute(items) {
    const inAverage = [...counted(items)].reduce((sum, [, rows]) => sum + rows.length, 0);
    return {
      ...Object.fromEntries(
        [...splits(items)].map(([split, rows]) => [`n:${split}`, rows.length]),
      ),
      "n:Average": inAverage === 0 ? items.length : inAverage,
    };
  },
};

function splits(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const held = Map.groupBy(items, ({ groups }) => groups.split ?? "");
  const others = [...held.keys()].filter((name) => !refcocoSplits.includes(name)).sort();
  const ordered = [...refcocoSplits, ...others];
  return new Map(ordered.flatMap((name) => {
    const rows = held.get(name);
    return rows === undefined ? [] : [[name, rows]];
  }));
}

function counted(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  return new Map([...splits(items)].filter(([name]) => refcocoSplits.includes(name)));
}

/**
 * `precision:Average` in percent and `iou:Average` as a fraction (each split weighs the same),
 * `precision:micro` and `iou:micro` (each row does), and precision, IoU and rows of each split.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/refcoco.py:evaluate`, without the two micro means.
 */
export const refcocoMetrics: readonly Metric[] = [
  average("precision:Average", precision),
  average("iou:Average", iou),
  precision,
  iou,
  bySplit("precision", "percent", precision),
  bySplit("iou", "fraction", iou),
  rowsBySplit,
];

import type { Item, MeanMetric, Metric } from "../types.ts";

/**
 * `scale` times the mean of a metric's per-sample value; `null` when no item counts.
 *
 * Summed in sorted order, so that the order of items cannot change the last digit.
 */
export function meanOf(metric: MeanMetric, items: readonly Item[]): number | null {
  const values: number[] = [];
  for (const item of items) {
    const value = metric.value(item);
    if (value !== null) values.push(value);
  }
  if (values.length === 0) return null;
  values.sort((a, b) => a - b);
  let sum = 0;
  for (const value of values) sum += value;
  return (metric.scale * sum) / values.length;
}

/** Every number of a task's metrics by name: breakdowns add the names their data gives. */
export function reduceMetrics(
  metrics: readonly Metric[],
  items: readonly Item[],
): Record<string, number | null> {
  const numbers: Record<string, number | null> = {};
  for (const metric of metrics) {
    if (metric.kind === "mean") numbers[metric.id] = meanOf(metric, items);
    else if (metric.kind === "set") numbers[metric.id] = metric.compute(items);
    else Object.assign(numbers, metric.compute(items));
  }
  return numbers;
}

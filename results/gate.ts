import type { MetricResult, RunSummary } from "./types.ts";

/** A number that a run must reach. */
export interface Threshold {
  readonly benchmark: string;
  /** `null` for the headline. */
  readonly task: string | null;
  /** `null` for the headline, or the metric that stands for the task. */
  readonly metric: string | null;
  readonly bound: "min" | "max";
  readonly value: number;
}

/** A threshold held against one column. */
export interface GateCheck {
  readonly threshold: Threshold;
  /** `null` where the run has no such number at all. */
  readonly column: string | null;
  readonly value: number | null;
  readonly passed: boolean;
  /** Why it did not pass where the number does not tell; `null` otherwise. */
  readonly reason: string | null;
}

/**
 * Holds every threshold against every column of a run. A number that does not exist fails: a gate
 * must not open because a benchmark was left out.
 */
export function checkGate(summary: RunSummary, thresholds: readonly Threshold[]): GateCheck[] {
  return thresholds.flatMap((threshold): GateCheck[] => {
    const cells = summary.cells.filter(({ benchmark }) => benchmark === threshold.benchmark);
    if (cells.length === 0) {
      const reason = `the run has no "${threshold.benchmark}"`;
      return [{ threshold, column: null, value: null, passed: false, reason }];
    }
    return cells.map((cell) => {
      const metric = find(cell, threshold);
      const value = metric?.value ?? null;
      const reason = metric === null
        ? "there is no such task or metric"
        : value === null
        ? cell.reason ?? "it has no value"
        : null;
      const passed = value !== null &&
        (threshold.bound === "min" ? value >= threshold.value : value <= threshold.value);
      return { threshold, column: cell.column, value, passed, reason };
    });
  });
}

function find(cell: RunSummary["cells"][number], { task, metric }: Threshold): MetricResult | null {
  if (task === null && metric === null) return cell.headline;
  const result = cell.tasks.find((candidate) => candidate.task === (task ?? cell.headlineTask));
  const wanted = metric ?? result?.primary;
  return result?.metrics.find(({ id }) => id === wanted) ?? null;
}

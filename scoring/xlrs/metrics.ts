/**
 * XLRS-Bench's numbers over the samples' group `task`, which is `<category>/<l2-category>`.
 *
 * @module
 */
import { countsOf, macroMean, meanByGroup, meanPercent } from "../metrics/mean.ts";
import type { BreakdownMetric, Metric } from "../types.ts";

/**
 * Name of a record's sub-task.
 *
 * @throws {RangeError} if a category holds a `/`: such a file splits its categories otherwise, and the
 *   mean over sub-tasks would be another number
 */
export function xlrsTask(category: string, subCategory: string): string {
  for (const name of [category, subCategory]) {
    if (name.includes("/")) {
      throw new RangeError(`Cannot group by category "${name}" as it holds a "/" itself`);
    }
  }
  return `${category}/${subCategory}`;
}

const micro = meanPercent("Overall micro", "correct");

/** Rows of each sub-task, `rows/<task>`: they differ a lot. */
const rows: BreakdownMetric = {
  kind: "breakdown",
  id: "rows",
  unit: "count",
  compute(items) {
    const counts: Record<string, number> = {};
    for (const { groups } of items) {
      if (groups.task === undefined) continue;
      const name = `rows/${groups.task}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  },
};

/**
 * `Overall macro` (mean over the sub-tasks present), `Overall micro` (over the rows), each sub-task
 * under its name, in percent; `rows/<task>` and `wordy` (replies longer than 20 characters).
 */
export const xlrsMetrics: readonly Metric[] = [
  macroMean("Overall macro", micro, "task"),
  micro,
  meanByGroup(micro, "task", (task) => task),
  rows,
  countsOf("form", { wordy: "wordy" }),
];

const ruleMicro = meanPercent("rule micro", "rule_correct");

/** {@linkcode xlrsMetrics} of the judge, and beside them what the rule makes of the same replies. */
export const xlrsJudgeMetrics: readonly Metric[] = [
  ...xlrsMetrics,
  macroMean("rule macro", ruleMicro, "task"),
  ruleMicro,
];

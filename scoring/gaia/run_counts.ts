import type { BreakdownMetric, Item } from "../types.ts";

/** What ends a run before it could answer. */
const ERRORS: ReadonlySet<unknown> = new Set(["out-of-tokens", "out-of-money", "out-of-time"]);

/** What is counted of how runs went, in the order of the table. */
const COUNTED = ["turns", "searches", "visits", "programs", "failed", "withheld", "unrun"] as const;

/**
 * How runs went, summed over all asks: `errors` (ended before they could answer; each counts as
 * wrong), model turns, calls by tool, failed calls, results and pages that were withheld as they hold
 * the benchmark, and programs not run for want of a sandbox.
 */
export const runCounts: BreakdownMetric = {
  kind: "breakdown",
  id: "runs",
  unit: "count",
  compute: (items) => ({
    errors: items.filter(({ values }) => ERRORS.has(values.end)).length,
    ...Object.fromEntries(COUNTED.map((name) => [name, sum(items, name)])),
  }),
};

function sum(items: readonly Item[], name: string): number {
  return items.reduce((total, { values }) => {
    const value = values[name];
    return total + (typeof value === "number" ? value : 0);
  }, 0);
}

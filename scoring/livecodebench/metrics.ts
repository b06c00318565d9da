import { countsOf, meanByGroup, meanPercent, numberOf } from "../metrics/mean.ts";
import { passAtK } from "../metrics/k_sample.ts";
import { passNumbers } from "../metrics/k_sample_metrics.ts";
import type { BreakdownMetric, Item, MeanMetric, Metric } from "../types.ts";

/** Days, `YYYY-MM-DD`, both included; a missing one does not bound. */
export interface DateWindow {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The window other reports mean by "v6": 131 problems. */
export const REPORTED_WINDOW: DateWindow = { from: "2025-02-01", to: "2025-04-05" };

/**
 * True if a contest lies in the window. As upstream does, a day stands for its midnight, so that of
 * the last day only contests at midnight count.
 *
 * @param date Such as `2025-02-11T00:00:00`
 */
export function inWindow(date: string, { from, to }: DateWindow): boolean {
  return (from === undefined || date >= `${from}T00:00:00`) &&
    (to === undefined || date <= `${to}T00:00:00`);
}

/** pass@1 in percent over the window, then by difficulty, platform and date, and what went wrong. */
export function codeMetrics(window: DateWindow): readonly Metric[] {
  const all = meanPercent("pass@1", "passed");
  const passes: MeanMetric = {
    ...all,
    value: (item) => inWindow(item.groups.date ?? "", window) ? all.value(item) : null,
  };
  return [
    passes,
    passNumbers("passed"),
    meanByGroup(passes, "difficulty"),
    meanByGroup(passes, "platform"),
    windowMean(all, REPORTED_WINDOW),
    countsOf("failures", {
      "late only": "lateOnly",
      "run again alone": "rerunAlone",
      "extractions differ": "extractionsDiffer",
    }),
  ];
}

function windowMean(metric: MeanMetric, window: DateWindow): BreakdownMetric {
  const name = `pass@1/window_${window.from}_${window.to}`;
  return {
    kind: "breakdown",
    id: "window",
    unit: "percent",
    compute(items) {
      const inside = items.filter((item) => inWindow(item.groups.date ?? "", window));
      return inside.length === 0 ? {} : { [name]: percentPassed(metric, inside) };
    },
  };
}

function percentPassed(metric: MeanMetric, items: readonly Item[]): number {
  const passed = items.filter((item) => numberOf(item.values.passed) === 1).length;
  return (metric.scale * passed) / items.length;
}

/**
 * pass@k in percent for every `k` up to the smallest number of samples.
 *
 * @param outcomes For each problem whether each of its samples passed
 */
export function passAtEach(outcomes: readonly (readonly boolean[])[]): Record<string, number> {
  const most = Math.min(...outcomes.map(({ length }) => length));
  const numbers: Record<string, number> = {};
  for (let k = 1; Number.isFinite(most) && k <= most; k++) {
    const chances = outcomes.map((each) => passAtK(each.length, each.filter(Boolean).length, k));
    const sum = chances.sort((a, b) => a - b).reduce((total, chance) => total + chance, 0);
    numbers[`pass@${k}`] = (100 * sum) / outcomes.length;
  }
  return numbers;
}

/**
 * Numbers over conversations. Upstream: tau2-bench@a2c0247 src/tau2/metrics/agent_metrics.py.
 *
 * @module
 */
import { gPassAtK } from "../metrics/k_sample.ts";
import { meanByGroup, meanPercent, numberOf } from "../metrics/mean.ts";
import type { BreakdownMetric, Item, Metric, SetMetric } from "../types.ts";

/** True for a reward of 1, give or take a millionth. */
export function isSuccess(reward: number): boolean {
  return Math.abs(reward - 1) <= 1e-6;
}

/** How often a task was played and solved. */
export interface Trials {
  readonly played: number;
  readonly solved: number;
}

/**
 * The mean over tasks of the chance that `k` of a task's trials are all solved: `C(solved, k) /
 * C(played, k)`, from 0 to 1.
 *
 * @returns `null` if there are no tasks, or one was played less than `k` times
 */
export function passHatK(tasks: readonly Trials[], k: number): number | null {
  if (tasks.length === 0 || tasks.some(({ played }) => played < k)) return null;
  const chances = tasks.map(({ played, solved }) => gPassAtK(played, solved, k, 1));
  return chances.sort((a, b) => a - b).reduce((sum, chance) => sum + chance, 0) / tasks.length;
}

/** pass^k for every `k` up to the trials of the task that was played least, by name. */
export function passHatNumbers(tasks: readonly Trials[]): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (let k = 1;; k++) {
    const number = passHatK(tasks, k);
    if (number === null) return numbers;
    numbers[`pass^${k}`] = number;
  }
}

/** Trials by task, from scored conversations: what could not be scored does not count. */
export function trialsOf(items: readonly Item[]): Trials[] {
  const tasks = new Map<string, Trials>();
  for (const { sampleId, values } of items) {
    const { played, solved } = tasks.get(sampleId) ?? { played: 0, solved: 0 };
    const success = isSuccess(numberOf(values["reward"]) ?? 0);
    tasks.set(sampleId, { played: played + 1, solved: solved + (success ? 1 : 0) });
  }
  return [...tasks.values()];
}

/** pass^k in percent, of a domain. */
export function passHatMetric(k: number): SetMetric {
  return {
    kind: "set",
    id: `pass^${k}`,
    unit: "percent",
    better: "higher",
    range: [0, 100],
    compute(items) {
      const chance = passHatK(trialsOf(items), k);
      return chance === null ? null : 100 * chance;
    },
  };
}

/** Conversations by the reason they ended for. */
const terminationCounts: BreakdownMetric = {
  kind: "breakdown",
  id: "terminations",
  unit: "count",
  compute(items) {
    const counts = new Map<string, number>();
    for (const { values: { termination } } of items) {
      if (typeof termination !== "string") continue;
      const name = `ended/${termination}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  },
};

/** The mean of a number a conversation has, for the notes below a table. */
function meanNote(id: string, valueName: string): BreakdownMetric {
  return {
    kind: "breakdown",
    id,
    unit: "value",
    compute(items) {
      const numbers = items.map(({ values }) => numberOf(values[valueName]))
        .filter((number) => number !== null).sort((a, b) => a - b);
      if (numbers.length === 0) return {};
      return { [id]: numbers.reduce((sum, number) => sum + number, 0) / numbers.length };
    },
  };
}

/**
 * A domain's metrics for a number of trials: pass^1 first, which is its number in the table; by
 * group, the share of conversations that were solved, such as telecom's kinds of issue.
 */
export function tau2Metrics(trials: number): readonly Metric[] {
  return [
    ...Array.from({ length: trials }, (_, index) => passHatMetric(index + 1)),
    meanPercent("avg_reward", "reward"),
    meanByGroup(meanPercent("solved", "success"), "issue"),
    meanPercent("db_match"),
    terminationCounts,
    meanNote("steps", "steps"),
    meanNote("tool_errors", "errors"),
  ];
}

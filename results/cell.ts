import type { Headline } from "../scoring/types.ts";
import { LEVEL } from "./stats/interval.ts";
import { meanLimits } from "./stats/mover.ts";
import { sumTallies } from "./tally.ts";
import type { Cell, Interval, MetricResult, Tally, TaskResult } from "./types.ts";

/** What {@linkcode buildCell} puts together. */
export interface CellInput
  extends Pick<Cell, "runId" | "column" | "tokens" | "cost" | "notes" | "judges"> {
  readonly benchmark: {
    readonly id: string;
    readonly title: string;
    readonly version: number;
    readonly headline: Headline;
  };
  /** The tasks that ran, in the order they are shown. */
  readonly tasks: readonly TaskResult[];
  /** Why there is no number, where the runner knows better than the tallies: "needs a judge". */
  readonly reason?: string | null;
}

/**
 * Builds the cell of a benchmark and a column from its tasks.
 *
 * The headline is one task's metric, the plain mean of one metric over tasks, or a formula over tasks. A mean is given only
 * when every one of its tasks has a number: a missing task makes the cell empty, with a reason, and
 * never a mean over fewer. Its interval combines those of the tasks as independent; its worst and
 * best case are the means of theirs. The cell's tally and repeats are those of the tasks that the
 * headline stands on, not of variants that ran beside it.
 *
 * @throws {RangeError} If tasks of a mean give the metric in different units or directions.
 */
export function buildCell(input: CellInput): Cell {
  const { headline: rule } = input.benchmark;
  const parts = rule.kind === "metric"
    ? [partOf(rule.task, rule.metric, input.tasks)]
    : rule.kind === "mean"
    ? rule.tasks.map((id) => partOf(id, rule.metrics?.[id] ?? rule.metric, input.tasks))
    : rule.tasks.map((id) => primaryPart(id, input.tasks));
  const headline = rule.kind === "metric"
    ? parts[0]?.result ?? nothing(rule.metric)
    : rule.kind === "mean"
    ? meanOfParts(rule.metric, parts)
    : formulaResult(rule, parts);
  const tasks = parts.flatMap(({ task }) => task ?? []);
  return {
    benchmark: input.benchmark.id,
    title: input.benchmark.title,
    version: input.benchmark.version,
    column: input.column,
    runId: input.runId,
    headline,
    headlineTask: rule.kind === "metric" ? rule.task : "*",
    reason: headline.value === null ? input.reason ?? gapOf(parts) : null,
    repeats: Math.max(1, ...tasks.map((task) => task.repeats)),
    tally: sumTallies(tasks.map((task) => task.tally)),
    tasks: input.tasks,
    tokens: input.tokens,
    cost: input.cost,
    notes: input.notes,
    ...(input.judges === undefined ? {} : { judges: input.judges }),
  };
}

interface Part {
  readonly id: string;
  readonly task: TaskResult | null;
  readonly result: MetricResult | null;
}

function partOf(id: string, metric: string, tasks: readonly TaskResult[]): Part {
  const task = tasks.find((task) => task.task === id) ?? null;
  return { id, task, result: task?.metrics.find((result) => result.id === metric) ?? null };
}

function primaryPart(id: string, tasks: readonly TaskResult[]): Part {
  return partOf(id, tasks.find((task) => task.task === id)?.primary ?? "", tasks);
}

/**
 * The number of a formula over tasks. Its limits add the squares of what it moves when one task's
 * number moves to its own limit, each side for itself; a task without limits leaves it without.
 */
function formulaResult(
  rule: Extract<Headline, { kind: "formula" }>,
  parts: readonly Part[],
): MetricResult {
  if (parts.some(({ task }) => task === null)) return nothing(rule.metric);
  const results = new Map(
    parts.flatMap(({ id, task }) =>
      task === null ? [] : task.metrics.map((result) => [`${id}/${result.id}`, result] as const)
    ),
  );
  const valueWith = (read: (task: string, result: MetricResult) => number | null) =>
    rule.value((task, metric) => {
      const result = results.get(`${task}/${metric}`);
      return result === undefined || result.value === null ? null : read(task, result);
    });
  const value = valueWith((_, result) => result.value);
  const counted = parts.flatMap(({ result }) => result?.value == null ? [] : result);
  // A task without a number could have had any.
  const bound = (side: "worst" | "best") =>
    counted.length === parts.length && counted.every((result) => result[side] !== null)
      ? valueWith((_, result) => result[side])
      : null;
  return {
    ...nothing(rule.metric),
    value,
    n: counted.reduce((sum, result) => sum + result.n, 0),
    interval: value === null || counted.some(({ interval }) => interval === null)
      ? null
      : formulaInterval(value, parts, valueWith),
    worst: bound("worst"),
    best: bound("best"),
  };
}

function formulaInterval(
  value: number,
  parts: readonly Part[],
  valueWith: (read: (task: string, result: MetricResult) => number | null) => number | null,
): Interval {
  let [below, above] = [0, 0];
  for (const { id, result } of parts) {
    if (result?.interval == null) continue;
    const moved = (["low", "high"] as const).map((side) =>
      valueWith((task, one) => task === id ? one.interval?.[side] ?? one.value : one.value) ?? value
    );
    below += (value - Math.min(value, ...moved)) ** 2;
    above += (Math.max(value, ...moved) - value) ** 2;
  }
  return {
    low: value - Math.sqrt(below),
    high: value + Math.sqrt(above),
    level: LEVEL,
    method: "combined",
  };
}

function nothing(metric: string): MetricResult {
  return {
    id: metric,
    unit: "percent",
    better: "higher",
    value: null,
    n: 0,
    interval: null,
    worst: null,
    best: null,
  };
}

function meanOfParts(metric: string, parts: readonly Part[]): MetricResult {
  const results = parts.flatMap(({ result }) => result ?? []);
  const [first] = results;
  if (first === undefined) return nothing(metric);
  for (const result of results) {
    if (result.unit !== first.unit || result.better !== first.better) {
      throw new RangeError(
        `Cannot average metric "${metric}" over tasks as it must have one unit and direction: current values are "${first.unit}, ${first.better}" and "${result.unit}, ${result.better}"`,
      );
    }
  }
  const complete = results.length === parts.length;
  const mean = (read: (result: MetricResult) => number | null): number | null => {
    if (!complete) return null;
    let sum = 0;
    for (const result of results) {
      const value = read(result);
      if (value === null) return null;
      sum += value;
    }
    return sum / results.length;
  };
  const value = mean((result) => result.value);
  return {
    id: metric,
    unit: first.unit,
    better: first.better,
    value,
    n: results.reduce((sum, result) => sum + result.n, 0),
    interval: value === null ? null : combine(results),
    worst: mean((result) => result.worst),
    best: mean((result) => result.best),
  };
}

/** Interval of the mean of independent results; `null` when one of them has none. */
export function combine(
  results: readonly Pick<MetricResult, "value" | "interval">[],
): Interval | null {
  const estimates = [];
  for (const { value, interval } of results) {
    if (value === null || interval === null) return null;
    estimates.push({ value, low: interval.low, high: interval.high });
  }
  return { ...meanLimits(estimates), level: LEVEL, method: "combined" };
}

/** Says in a few words why there is no number, naming the first task at fault. */
function gapOf(parts: readonly Part[]): string {
  const gaps = parts.filter(({ result }) => result === null || result.value === null);
  const [first] = gaps;
  if (first === undefined) return "not run";
  const more = gaps.length > 1 ? ` (and ${gaps.length - 1} more tasks)` : "";
  const why = first.task === null
    ? "not run"
    : first.result === null
    ? "metric missing"
    : first.result.reason ?? emptiness(first.task.tally);
  return parts.length === 1 ? why : `task "${first.id}": ${why}${more}`;
}

/** Why asks with this tally give no number, in a few words. */
export function emptiness(tally: Tally): string {
  if (tally.planned === 0) return "nothing planned";
  if (tally.scored > 0) return "undefined for what was scored";
  const reasons = Object.entries(tally.reasons).filter(([, count]) => count > 0)
    .map(([reason, count]) => `${count} ${reason}`);
  return `nothing scored: ${reasons.join(", ")}`;
}

import type { BreakdownMetric, Item, Metric, Unit } from "../scoring/types.ts";
import { inOrder, metricResult } from "./stats/interval.ts";
import { addVerdict, emptyTally } from "./tally.ts";
import type { KeptVerdict, MetricResult, TaskResult } from "./types.ts";

/** What {@linkcode reduceTask} reads. */
export interface ReduceInput {
  readonly task: {
    readonly id: string;
    readonly title: string;
    /** Id of the mean or set metric that stands for the task. */
    readonly primary: string;
    readonly metrics: readonly Metric[];
    readonly repeats: number;
  };
  /** Asks that the plan has: samples times repeats. */
  readonly planned: number;
  /** The newest verdict of each ask, in any order. */
  readonly verdicts: AsyncIterable<KeptVerdict> | Iterable<KeptVerdict>;
  /** Labels of a sample to break numbers down by. */
  readonly groups: (sampleId: string) => Readonly<Record<string, string>>;
  /** Built from ids (column, benchmark, task), so that intervals are the same every time. */
  readonly seed: string;
}

/**
 * Reduces the verdicts of one task of one column to its numbers.
 *
 * Reads verdicts as a stream and keeps of each scored one only its values, because set metrics need
 * the set: under 100 MB for 100,000. Unscored asks and planned asks without a verdict stay out of
 * `n` and are counted in the tally with their reason.
 *
 * @throws {RangeError} If `primary` names no metric, or a metric gives what is not a number.
 */
export async function reduceTask(input: ReduceInput): Promise<TaskResult> {
  const { task } = input;
  const numbers = task.metrics.filter((metric) => metric.kind !== "breakdown");
  if (!numbers.some((metric) => metric.id === task.primary)) {
    throw new RangeError(
      `Cannot reduce task "${task.id}" as its primary metric must be one of "${
        numbers.map((metric) => metric.id).join('", "')
      }": current value is "${task.primary}"`,
    );
  }

  let tally = emptyTally(input.planned);
  const items: Item[] = [];
  const same = sharedValues();
  for await (const kept of input.verdicts) {
    tally = addVerdict(tally, kept);
    if (kept.verdict.kind === "unscored") continue;
    const { sampleId, repeat } = kept.ask;
    const { outcome, values } = kept.verdict;
    items.push({ sampleId, repeat, groups: input.groups(sampleId), outcome, values: same(values) });
  }

  const sorted = inOrder(items);
  const metrics: MetricResult[] = [];
  const breakdowns: Record<string, Readonly<Record<string, number | null>>> = {};
  const breakdownUnits: Record<string, Unit> = {};
  for (const metric of task.metrics) {
    if (metric.kind === "breakdown") {
      breakdowns[metric.id] = breakdown(metric, sorted);
      breakdownUnits[metric.id] = metric.unit;
    } else metrics.push(metricResult(metric, sorted, tally, input.seed));
  }
  return {
    task: task.id,
    title: task.title,
    primary: task.primary,
    repeats: task.repeats,
    metrics,
    breakdowns,
    breakdownUnits,
    tally,
  };
}

/** Different values that are shared: more than a scorer of right and wrong has. */
const SHARED_VALUES = 1_000;

/** Gives equal values as one object, so that a hundred thousand of `{correct: true}` take no room. */
function sharedValues(): (values: Item["values"]) => Item["values"] {
  const known = new Map<string, Item["values"]>();
  return (values) => {
    const text = JSON.stringify(values);
    const shared = known.get(text);
    if (shared !== undefined) return shared;
    if (known.size < SHARED_VALUES) known.set(text, values);
    return values;
  };
}

function breakdown(
  metric: BreakdownMetric,
  items: readonly Item[],
): Readonly<Record<string, number | null>> {
  const numbers = metric.compute(items);
  for (const [name, value] of Object.entries(numbers)) {
    if (value !== null && !Number.isFinite(value)) {
      throw new RangeError(
        `Cannot reduce metric "${metric.id}" as "${name}" must be finite or null: current value is ${value}`,
      );
    }
  }
  return numbers;
}

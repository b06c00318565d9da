import type { Benchmark } from "../benchmarks/define.ts";
import { type PairedDifference, pairedDifference } from "../results/stats/paired.ts";
import { runFolder } from "../results/run_folder.ts";
import { openSqliteStore } from "../results/store/sqlite.ts";
import type { Store } from "../results/store/types.ts";
import type { Item, Unit } from "../scoring/types.ts";
import { configOf } from "./manifest.ts";
import type { ColumnConfig } from "./run_types.ts";
import { type ResolvedTask, resolveTasks, SelectionError } from "./tasks.ts";

/** A column of a run. */
export interface ComparedColumn {
  readonly runId: string;
  /** `null` for the run's only column. */
  readonly column: string | null;
}

/** A task's primary metric in two columns, on the samples that both have. */
export interface Comparison extends PairedDifference {
  readonly benchmark: string;
  readonly task: string;
  readonly metric: string;
  readonly unit: Unit;
  readonly better: "higher" | "lower";
}

/** Options of {@linkcode compareColumns}. */
export interface CompareOptions {
  readonly runsDir: string;
  readonly first: ComparedColumn;
  readonly second: ComparedColumn;
  /** Ids of benchmarks; `null` for all that both ran. */
  readonly benchmarks: readonly string[] | null;
  readonly catalog?: readonly Benchmark[];
}

/** What was compared, with the columns that were meant. */
export interface Compared {
  readonly first: { readonly runId: string; readonly column: string };
  readonly second: { readonly runId: string; readonly column: string };
  readonly rows: readonly Comparison[];
}

/**
 * Compares two columns sample by sample in every task that both ran under the same options: what is
 * hard for both cancels out, so that a difference shows which two separate intervals would hide.
 *
 * @throws {SelectionError} if a column does not exist or the two have no task in common
 */
export async function compareColumns(options: CompareOptions): Promise<Compared> {
  const open = ({ runId }: ComparedColumn) =>
    openSqliteStore(runFolder(options.runsDir, runId).store, { readOnly: true });
  await using first = await open(options.first);
  await using second = await open(options.second);
  const one = await sideOf(first, options.first, options);
  const two = await sideOf(second, options.second, options);
  const rows: Comparison[] = [];
  for (const resolved of one.tasks) {
    const other = two.tasks.find((candidate) => sameTask(resolved, candidate));
    const { benchmark, task } = resolved;
    if (other === undefined) continue;
    if (options.benchmarks !== null && !options.benchmarks.includes(benchmark.id)) continue;
    const metric = task.metrics.find(({ id }) => id === task.primary);
    if (metric === undefined || metric.kind === "breakdown") continue;
    const difference = pairedDifference(
      metric,
      await itemsOf(first, one.column, resolved),
      await itemsOf(second, two.column, other),
      `${one.column}/${two.column}/${benchmark.id}/${task.id}`,
    );
    rows.push({
      benchmark: benchmark.id,
      task: task.id,
      metric: metric.id,
      unit: metric.unit,
      better: metric.better,
      ...difference,
    });
  }
  if (rows.length === 0) {
    throw new SelectionError(
      `Cannot compare "${options.first.runId}" with "${options.second.runId}" as they have no task ` +
        `in common under the same options`,
    );
  }
  return {
    first: { runId: options.first.runId, column: one.column },
    second: { runId: options.second.runId, column: two.column },
    rows,
  };
}

/** A column, the run it belongs to, and what it was asked. */
export interface Side {
  readonly column: string;
  readonly config: ColumnConfig;
  readonly tasks: readonly ResolvedTask[];
}

/** @throws {SelectionError} if the run has no such column, or several and none was named */
export async function sideOf(
  store: Store,
  { runId, column }: ComparedColumn,
  { catalog }: Pick<CompareOptions, "catalog">,
): Promise<Side> {
  const { config, columns } = configOf(await store.manifest() ?? {}, runId);
  const ids = columns.map(({ id }) => id);
  const [only] = ids;
  const found = column ?? (ids.length === 1 ? only : undefined);
  if (found === undefined || !ids.includes(found)) {
    throw new SelectionError(
      column === null
        ? `Cannot compare "${runId}" as it has several columns: name one, as "${runId}@${only}"`
        : `"${runId}" has no column "${column}": it has ${ids.join(", ")}`,
    );
  }
  return {
    column: found,
    config: config.columns.find(({ column }) => column.id === found)!,
    tasks: resolveTasks(config.benchmarks, catalog),
  };
}

/** True for a task under the same options. */
export function sameTask(a: ResolvedTask, b: ResolvedTask): boolean {
  return a.benchmark.id === b.benchmark.id && a.task.id === b.task.id &&
    JSON.stringify(a.options) === JSON.stringify(b.options);
}

async function itemsOf(
  store: Store,
  column: string,
  { benchmark, task }: ResolvedTask,
): Promise<Item[]> {
  const items: Item[] = [];
  const filter = { benchmark: benchmark.id, task: task.id };
  for await (const { ask, verdict } of store.verdicts(column, filter)) {
    if (verdict.kind === "unscored") continue;
    // Primary metrics read values; groups serve breakdowns.
    const { outcome, values } = verdict;
    items.push({ sampleId: ask.sampleId, repeat: ask.repeat, groups: {}, outcome, values });
  }
  return items;
}

import type { Benchmark } from "../benchmarks/define.ts";
import { runFolder } from "../results/run_folder.ts";
import { openSqliteStore } from "../results/store/sqlite.ts";
import { configOf } from "./manifest.ts";
import { resolveTasks, SelectionError } from "./tasks.ts";

/** An ask in a list. */
export interface SampleLine {
  /** `benchmark/task/id`. */
  readonly sample: string;
  readonly column: string;
  /** From 0. */
  readonly repeat: number;
  /** What became of it: an outcome, or why it is unscored. */
  readonly outcome: string;
  readonly answer: string | null;
}

/** Which asks of a run are listed. */
export interface SampleListOptions {
  readonly runsDir: string;
  readonly runId: string;
  /** `null` for all. */
  readonly column: string | null;
  readonly benchmarks: readonly string[] | null;
  readonly outcome: string | null;
  readonly limit: number;
  readonly catalog?: readonly Benchmark[];
}

/**
 * The asks of a run that have a verdict, in the order of tasks and samples.
 *
 * @throws {SelectionError} if the run has no such column
 */
export async function listSamples(options: SampleListOptions): Promise<readonly SampleLine[]> {
  const { runId, benchmarks, outcome, limit } = options;
  await using store = await openSqliteStore(runFolder(options.runsDir, runId).store, {
    readOnly: true,
  });
  const { config, columns } = configOf(await store.manifest() ?? {}, runId);
  const ids = columns.map(({ id }) => id);
  if (options.column !== null && !ids.includes(options.column)) {
    throw new SelectionError(
      `"${runId}" has no column "${options.column}": it has ${ids.join(", ")}`,
    );
  }
  const lines: SampleLine[] = [];
  for (const column of options.column === null ? ids : [options.column]) {
    for (const { benchmark, task } of resolveTasks(config.benchmarks, options.catalog)) {
      if (benchmarks !== null && !benchmarks.includes(benchmark.id)) continue;
      const filter = { benchmark: benchmark.id, task: task.id };
      for await (const { ask, verdict } of store.verdicts(column, filter)) {
        const word = verdict.kind === "scored" ? verdict.outcome : verdict.reason;
        if (outcome !== null && word !== outcome) continue;
        lines.push({
          sample: `${benchmark.id}/${task.id}/${ask.sampleId}`,
          column,
          repeat: ask.repeat,
          outcome: word,
          answer: verdict.kind === "scored" ? verdict.answer : null,
        });
        if (lines.length >= limit) return lines;
      }
    }
  }
  return lines;
}

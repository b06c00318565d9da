/**
 * A run from its configuration to its summary: prepare, ask, judge, score, reduce, on one queue.
 *
 * @module
 */
import { openSqliteStore } from "../results/store/sqlite.ts";
import { judgeChecks } from "../results/judge_check.ts";
import { runFolder } from "../results/run_folder.ts";
import type { RunSummary } from "../results/types.ts";
import type { Need } from "../scoring/types.ts";
import { type EventQueue, eventQueue } from "./event_queue.ts";
import { writeReports } from "./reports.ts";
import { RunScope } from "./run_scope.ts";
import type { EvaluateOptions, Run, RunEvent } from "./run_types.ts";
import { reduceRun } from "./summary.ts";
import { type ResolvedTask, resolveTasks, SelectionError } from "./tasks.ts";

/**
 * Runs benchmarks against models and yields what happens.
 *
 * `result` resolves with the summary when the run has finished or was interrupted through `signal`,
 * and rejects with what stopped it. Iterating is optional.
 *
 * @throws (through `result`) {@linkcode SelectionError}, {@linkcode DatasetError},
 * {@linkcode BackendError} or {@linkcode StoreError}
 */
export function evaluate(options: EvaluateOptions): Run {
  const events = eventQueue<RunEvent>();
  const result = execute(options, events).finally(() => events.end());
  // Whoever only iterates must not bring the process down; whoever awaits `result` sees the error.
  result.catch(() => {});
  return { [Symbol.asyncIterator]: () => events[Symbol.asyncIterator](), result };
}

/**
 * Refuses a run whose conversations lack somebody to talk to or to answer their calls, before
 * anything is asked.
 *
 * @throws {SelectionError}
 */
function checkParties(
  tasks: readonly ResolvedTask[],
  { config, toolsets = {} }: EvaluateOptions,
): void {
  const needing = (need: Need, missing: (id: string) => boolean) => {
    const names = tasks.filter(({ task, benchmark }) =>
      task.needs.includes(need) && missing(benchmark.id)
    ).map(({ task, benchmark }) => `${benchmark.id}/${task.id}`);
    return names.length === 0 ? null : names.join(", ");
  };
  const users = needing("user-model", () => config.user == null);
  if (users !== null) {
    throw new SelectionError(
      `Cannot run ${users} without a model that plays the user, as it moves the numbers: give ` +
        `--user-model and --user-base-url, or describe it under "user" in assay.json`,
    );
  }
  const tools = needing("toolset", (id) => toolsets[id] === undefined);
  if (tools !== null) throw new SelectionError(`Cannot run ${tools} as it has no tools here`);
}

async function execute(
  options: EvaluateOptions,
  events: EventQueue<RunEvent>,
): Promise<RunSummary> {
  const { config } = options;
  const tasks = resolveTasks(config.benchmarks, options.catalog);
  checkParties(tasks, options);
  const folder = runFolder(options.runsDir, config.runId);
  await using store = await openSqliteStore(folder.store, {
    create: !options.resume,
    onPause: (text) => events.push({ type: "note", kind: "store", text }),
  });
  await using run = new RunScope(options, tasks, store, events);
  const stop = await run.go();
  // Ended before it began: there is nothing to reduce, and the reason is all there is to say.
  if (await store.manifest() === null) throw stop.error ?? options.signal?.reason;
  const reduce = {
    runId: config.runId,
    interrupted: stop.interrupted,
    checks: await judgeChecks(options.runsDir),
    ...(options.catalog === undefined ? {} : { catalog: options.catalog }),
  };
  const reduced = await reduceRun(store, reduce);
  const summary = { ...reduced, manifest: await run.keepManifest(reduced.status) };
  await writeReports(folder.path, summary);
  if (stop.error !== null && !stop.interrupted) throw stop.error;
  events.push({ type: "finished", summary });
  return summary;
}

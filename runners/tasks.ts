import type { Benchmark, JsonOptions, Task } from "../benchmarks/define.ts";
import { benchmarks } from "../benchmarks/mod.ts";
import type { BenchmarkSelection } from "./run_types.ts";

/** A task under the options of a run. */
export interface ResolvedTask {
  readonly benchmark: Benchmark;
  readonly options: JsonOptions;
  readonly task: Task;
  readonly selection: BenchmarkSelection;
  /** Independent asks of each sample. */
  readonly repeats: number;
}

/** A selection that names what does not exist or does not parse. */
export class SelectionError extends Error {
  override readonly name = "SelectionError";
}

/**
 * The tasks that a run's selections stand for, in table order.
 *
 * @throws {SelectionError} if a benchmark, task or option does not exist
 */
export function resolveTasks(
  selections: readonly BenchmarkSelection[],
  catalog: readonly Benchmark[] = benchmarks,
): ResolvedTask[] {
  const resolved: ResolvedTask[] = [];
  for (const selection of selections) {
    const benchmark = catalog.find(({ id }) => id === selection.id);
    if (benchmark === undefined) {
      const known = catalog.map(({ id }) => id).join(", ");
      throw new SelectionError(`There is no benchmark "${selection.id}": known are ${known}`);
    }
    const parsed = benchmark.options.safeParse(selection.options);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue?.path.length ? ` "${issue.path.join(".")}"` : "";
      throw new SelectionError(
        `Cannot use the options of "${benchmark.id}": option${where}: ${issue?.message}`,
      );
    }
    const tasks = benchmark.tasks(parsed.data);
    for (const id of selection.tasks ?? []) {
      if (!tasks.some((task) => task.id === id)) {
        const known = tasks.map((task) => task.id).join(", ");
        throw new SelectionError(`"${benchmark.id}" has no task "${id}": known are ${known}`);
      }
    }
    for (const task of tasks) {
      const wanted = selection.tasks === null ? task.byDefault : selection.tasks.includes(task.id);
      if (!wanted) continue;
      resolved.push({
        benchmark,
        options: parsed.data,
        task,
        selection,
        repeats: selection.repeats ?? task.repeats,
      });
    }
  }
  const order = new Map(catalog.map(({ id }, index) => [id, index]));
  return resolved.sort((a, b) =>
    (order.get(a.benchmark.id) ?? 0) - (order.get(b.benchmark.id) ?? 0)
  );
}

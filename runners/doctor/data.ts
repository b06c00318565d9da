import type { Benchmark } from "../../benchmarks/define.ts";
import { dataState } from "../data/state.ts";
import type { BenchmarkSelection } from "../run_types.ts";
import { resolveTasks } from "../tasks.ts";
import { checksOf, type DoctorCheck } from "./check.ts";
import { reason } from "./machine.ts";

/** Options of {@linkcode dataChecks}. */
export interface DataCheckOptions {
  readonly dataDir: string;
  readonly catalog?: readonly Benchmark[];
  readonly env: (name: string) => string | undefined;
  readonly signal?: AbortSignal;
}

/** Looks at the data of each selected task on this machine, digests included, without network. */
export async function* dataChecks(
  selections: readonly BenchmarkSelection[],
  options: DataCheckOptions,
): AsyncGenerator<DoctorCheck> {
  const { ok, warn, fail } = checksOf("data");
  for (const { benchmark, task, selection } of resolveTasks(selections, options.catalog)) {
    options.signal?.throwIfAborted();
    const name = `${benchmark.id}/${task.id}`;
    const again = `assay fetch -b ${benchmark.id}`;
    const own = `or give the file yourself with --data ${benchmark.id}=FILE`;
    try {
      const { state, detail } = await dataState(task.source, {
        dataDir: options.dataDir,
        file: selection.data,
        benchmark: benchmark.id,
        verify: true,
        env: options.env,
        signal: options.signal,
      });
      if (state === "present") yield ok(`${name}: ${detail}`);
      else if (state === "changed") yield fail(`${name}: ${detail}`, `${again}, ${own}`);
      else yield warn(`${name}: ${detail}`, `${again}, ${own}; a run downloads what it needs`);
    } catch (error) {
      options.signal?.throwIfAborted();
      yield fail(`${name}: ${reason(error)}`, own);
    }
  }
}

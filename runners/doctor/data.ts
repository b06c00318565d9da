import type { Benchmark, Source } from "../../benchmarks/define.ts";
import { archivesOf } from "../data/media/archives.ts";
import { dataState } from "../data/state.ts";
import type { BenchmarkSelection } from "../run_types.ts";
import { supportFile } from "../support.ts";
import { type ResolvedTask, resolveTasks } from "../tasks.ts";
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
    const again = `assay fetch -b ${benchmark.id}${task.byDefault ? "" : `/${task.id}`}`;
    const own = `or give the file yourself with --data ${benchmark.id}=FILE`;
    for (const { name, source, file } of await filesOf({ benchmark, task, selection })) {
      try {
        const { state, detail } = await dataState(source, {
          dataDir: options.dataDir,
          file,
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
}

/** The files a task reads: its records, what they point to, and those its prompts are made with. */
async function filesOf({ benchmark, task, selection }: Pick<
  ResolvedTask,
  "benchmark" | "task" | "selection"
>): Promise<{ readonly name: string; readonly source: Source; readonly file: string | null }[]> {
  const name = `${benchmark.id}/${task.id}`;
  const records = { name, source: task.source, file: selection.data };
  const { support } = task;
  const texts = Object.entries(task.files).map(([path, { source }]) => ({
    name: `${name}, ${path}`,
    source,
    file: selection.data,
  }));
  // Beside records of the user's own lies what they point to; a folder of theirs may hold it all.
  const own = selection.data;
  const isFolder = own !== null && (await Deno.stat(own).catch(() => null))?.isDirectory === true;
  const archives = own === null || isFolder
    ? archivesOf(task.source).map((source) => ({ name: `${name}, pictures`, source, file: own }))
    : [];
  if (support === undefined) return [records, ...archives, ...texts];
  const file = supportFile({ source: task.source, support }, selection.data);
  return [records, ...archives, ...texts, {
    name: `${name}, examples`,
    source: support.source,
    file,
  }];
}

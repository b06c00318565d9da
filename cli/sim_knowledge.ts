import { benchmarks } from "../benchmarks/mod.ts";
import { type DataOptions, openRecords } from "../runners/data/load.ts";
import { type KnownPrompt, knownSamples, type KnownTask } from "../runners/sim/mod.ts";
import { readSupport } from "../runners/support.ts";
import { readTaskFiles } from "../runners/task_files.ts";
import type { SimFlags } from "./commands/sim.ts";
import { resolveDataDir } from "./config/resolve.ts";
import { findKnown, parseBenchmarks } from "./config/selection.ts";
import type { Io } from "./io.ts";

/**
 * The prompts the simulated server has a right answer to: the self-written samples of every
 * benchmark, and the real data of those that are named.
 *
 * @throws {DatasetError} if named data is not there or is not what was published
 */
export async function* knowledgeOf(flags: SimFlags, io: Io): AsyncGenerator<KnownPrompt> {
  const seed = flags.runSeed ?? 0;
  const every = benchmarks.flatMap((benchmark) =>
    benchmark.tasks(benchmark.options.parse({})).map((task): KnownTask => ({ benchmark, task }))
  );
  yield* knownSamples(every, { seed });
  const data = new Map(flags.data ?? []);
  for (const id of data.keys()) await findKnown(id);
  const named = await parseBenchmarks([...flags.benchmark ?? [], ...data.keys()]);
  const wanted = every.filter(({ benchmark, task }) => {
    const chosen = named.get(benchmark.id);
    return chosen?.tasks.includes(task.id) || (chosen?.byDefault === true && task.byDefault);
  });
  const dataDir = resolveDataDir(flags, null);
  const optionsOf = ({ benchmark }: KnownTask): DataOptions => ({
    dataDir,
    file: data.get(benchmark.id) ?? null,
    benchmark: benchmark.id,
    env: io.env,
    signal: io.signal,
    onNote: (text) => io.err(`${text}\n`),
  });
  yield* knownSamples(wanted, {
    seed,
    async *records(known) {
      const opened = await openRecords(known.task.source, optionsOf(known));
      for await (const { record } of opened.records()) yield record;
    },
    async support(known) {
      return (await readSupport(known.task, optionsOf(known)))?.records;
    },
    async files(known) {
      const files = await readTaskFiles(known.task, optionsOf(known));
      if (typeof files !== "string") return files;
      io.err(`${known.benchmark.id}/${known.task.id} is passed over: ${files}\n`);
      return null;
    },
  });
}

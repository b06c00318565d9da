import { dirname } from "node:path";
import { type ExportedAsk, exportedAsks } from "../../results/export.ts";
import { runFolder, writeAtomically } from "../../results/run_folder.ts";
import { openSqliteStore } from "../../results/store/sqlite.ts";
import type { ExportFlags } from "../commands/export.ts";
import { resolveRunsDir } from "../config/resolve.ts";
import { parseBenchmarks } from "../config/selection.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { ensureWritable } from "../permissions.ts";
import { number } from "../progress.ts";

/** `assay export`: every ask of a run as JSON lines. */
export async function exportRun(runId: string, flags: ExportFlags, io: Io): Promise<void> {
  const folder = runFolder(resolveRunsDir(flags, null), runId);
  const named = flags.benchmark === undefined ? null : await parseBenchmarks(flags.benchmark);
  if (named !== null && flags.out === undefined) {
    throw new UsageError(
      `Cannot write some benchmarks alone to "${folder.samples}": give a file with --out, or - ` +
        `for standard output`,
    );
  }
  await using store = await openSqliteStore(folder.store, { readOnly: true });
  const benchmarks = named === null ? null : [...named.keys()];
  const asks = exportedAsks(store, { runId, benchmarks });
  if (flags.out === "-") {
    for await (const line of lines(asks, io.signal)) io.out(line);
    return;
  }
  const path = flags.out ?? folder.samples;
  // The file is written beside its place first.
  await ensureWritable(dirname(path));
  let count = 0;
  await writeAtomically(path, lines(asks, io.signal, () => count++));
  io.err(`Wrote ${number(count)} asks to ${path}\n`);
}

async function* lines(
  asks: AsyncIterable<ExportedAsk>,
  signal: AbortSignal,
  onLine: () => void = () => {},
): AsyncGenerator<string> {
  for await (const ask of asks) {
    signal.throwIfAborted();
    onLine();
    yield `${JSON.stringify(ask)}\n`;
  }
}

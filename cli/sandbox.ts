import type { RunConfig } from "../runners/run_types.ts";
import { resolveTasks } from "../runners/tasks.ts";
import type { SandboxKind } from "../runners/tools/python/envelope.ts";
import {
  type PythonSandbox,
  pythonSandbox,
  SandboxMissingError,
} from "../runners/tools/python/sandbox.ts";
import type { Io } from "./io.ts";

/**
 * The sandbox of a run. Nothing is started for benchmarks that run no programs; for those that do, a
 * sandbox that is missing is told before a token is paid for. Their samples are then unscored, and
 * `assay score` finishes them.
 *
 * @param kind What the flag said; nothing else runs programs bare, no file and no earlier run
 */
export async function openSandbox(
  { benchmarks }: Pick<RunConfig, "benchmarks">,
  kind: SandboxKind | undefined,
  io: Pick<Io, "err">,
): Promise<PythonSandbox> {
  const sandbox = pythonSandbox({ kind: kind ?? "bubblewrap" });
  const wanted = resolveTasks(benchmarks).filter(({ task }) => task.needs.includes("sandbox"));
  if (wanted.length === 0) return sandbox;
  const names = [...new Set(wanted.map(({ benchmark }) => benchmark.id))].join(", ");
  if (kind === "none") {
    io.err(
      `${names}: programs of the model run bare, with all the rights this process's user has\n`,
    );
  }
  try {
    await sandbox.start();
  } catch (cause) {
    if (!(cause instanceof SandboxMissingError)) throw cause;
    io.err(`${names} will be unscored: ${cause.message}\n`);
  }
  return sandbox;
}

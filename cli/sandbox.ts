import type { RunConfig } from "../runners/run_types.ts";
import { resolveTasks } from "../runners/tasks.ts";
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
 */
export async function openSandbox(
  { benchmarks }: Pick<RunConfig, "benchmarks">,
  io: Pick<Io, "err">,
): Promise<PythonSandbox> {
  const sandbox = pythonSandbox();
  const wanted = resolveTasks(benchmarks).filter(({ task }) => task.needs.includes("sandbox"));
  if (wanted.length === 0) return sandbox;
  try {
    await sandbox.start();
  } catch (cause) {
    if (!(cause instanceof SandboxMissingError)) throw cause;
    const names = [...new Set(wanted.map(({ benchmark }) => benchmark.id))].join(", ");
    io.err(`${names} will be unscored: ${cause.message}\n`);
  }
  return sandbox;
}

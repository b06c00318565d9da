import { resolveTasks } from "../runners/tasks.ts";
import type { RunConfig } from "../runners/run_types.ts";
import { ToolError } from "../runners/tools/child/tool_process.ts";
import { NEED_OF, openGivenTools, type OpenTools } from "../runners/tools/given.ts";
import { UsageError } from "./errors.ts";
import type { Io } from "./io.ts";

/**
 * The tools of a run that its tasks need. What is missing is told before a token is paid for: its
 * numbers are then missing, and `assay score` makes them later.
 *
 * @param same True for a run that goes on, with the files it began with
 * @throws {UsageError} if a given thing cannot be used
 */
export async function openTools(
  { benchmarks, tools = [], dataDir }: Pick<RunConfig, "benchmarks" | "tools" | "dataDir">,
  same: boolean,
  io: Pick<Io, "err" | "env">,
): Promise<OpenTools> {
  const tasks = resolveTasks(benchmarks);
  const needs = new Set(tasks.flatMap(({ task }) => task.needs));
  try {
    const opened = await openGivenTools(tools, { needs, dataDir, same, env: io.env });
    for (const name of opened.missing) {
      const needing = tasks.filter(({ task }) => task.needs.includes(NEED_OF[name]))
        .map(({ benchmark, task }) => `${benchmark.id}/${task.id}`);
      io.err(
        `No ${name} is given (--tool ${name}=PATH, see docs/models.md), which ` +
          `${listed(needing)} would use\n`,
      );
    }
    return opened;
  } catch (cause) {
    if (cause instanceof ToolError) throw new UsageError(cause.message);
    throw cause;
  }
}

/** Some names, and how many there are more. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(", ");
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}

const SHOWN = 3;

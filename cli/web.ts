import { dirname, join } from "node:path";
import { runFolder } from "../results/run_folder.ts";
import type { RunConfig } from "../runners/run_types.ts";
import { resolveTasks } from "../runners/tasks.ts";
import { type PythonSandbox, SandboxMissingError } from "../runners/tools/python/sandbox.ts";
import { demoToolset, type OpenWeb, openWeb } from "../runners/tools/web/open_web.ts";
import { RecordingError } from "../runners/tools/web/recording.ts";
import type { Toolset } from "../runners/toolset.ts";
import { UsageError } from "./errors.ts";
import type { Io } from "./io.ts";
import { ensureWritable } from "./permissions.ts";

/** Tools of a run's benchmarks by their ids; close them when the run is over. */
export interface OpenToolsets extends AsyncDisposable {
  readonly toolsets: Readonly<Record<string, Toolset>>;
}

/**
 * The web tools of a run's benchmarks. Nothing is opened where none wants them, and the demo replays
 * what its benchmarks bring.
 *
 * @throws {UsageError} if they are wanted and there is neither a search engine nor a recording
 */
export async function openToolsets(
  { config, runsDir, sandbox }: {
    readonly config: Pick<RunConfig, "benchmarks" | "web" | "demo" | "runId">;
    readonly runsDir: string;
    readonly sandbox: PythonSandbox;
  },
  io: Pick<Io, "err" | "env" | "now">,
): Promise<OpenToolsets> {
  const wanted = new Map(
    resolveTasks(config.benchmarks).flatMap(({ benchmark }) =>
      benchmark.webTools === undefined ? [] : [[benchmark.id, benchmark.webTools] as const]
    ),
  );
  const made = (tool: (tools: NonNullable<ReturnType<typeof wanted.get>>) => Toolset) =>
    Object.fromEntries([...wanted].map(([id, tools]) => [id, tool(tools)]));
  if (wanted.size === 0) return { toolsets: {}, [Symbol.asyncDispose]: async () => {} };
  if (config.demo) return { toolsets: made(demoToolset), [Symbol.asyncDispose]: async () => {} };
  const names = [...wanted.keys()].join(", ");
  const { web } = config;
  if (web == null || (web.search === null && web.mode !== "replay")) {
    throw new UsageError(
      `Cannot run ${names} without a search engine: give --search-url, describe one under ` +
        `web.search in assay.json, or replay a recording with --web replay`,
    );
  }
  const recording = join(runFolder(runsDir, config.runId).path, "web.jsonl");
  if (web.mode === "record" && web.recording !== null) {
    await ensureWritable(dirname(web.recording));
  }
  const python = await started(sandbox, names, io);
  let opened: OpenWeb;
  try {
    opened = await openWeb(web, {
      sandbox: python,
      env: io.env,
      now: () => io.now(),
      recording,
    });
  } catch (cause) {
    if (cause instanceof RecordingError) throw new UsageError(cause.message);
    throw cause;
  }
  return {
    toolsets: made((tools) => opened.toolset(tools)),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

/** The sandbox for the tool `python`; what is missing is told before a token is paid for. */
async function started(
  sandbox: PythonSandbox,
  names: string,
  io: Pick<Io, "err">,
): Promise<PythonSandbox | null> {
  try {
    await sandbox.start();
    return sandbox;
  } catch (cause) {
    if (!(cause instanceof SandboxMissingError)) throw cause;
    io.err(`${names}: the tool python will fail, which moves the number: ${cause.message}\n`);
    return null;
  }
}

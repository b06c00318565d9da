/**
 * Flags over file over protocol: one run configuration, and where each value came from.
 *
 * @module
 */
import type { Benchmark, Mode } from "../../benchmarks/define.ts";
import { benchmarks } from "../../benchmarks/mod.ts";
import type { BenchmarkSelection, RunConfig } from "../../runners/run_types.ts";
import type { RunFlags } from "../commands/run.ts";
import type { Format } from "../flags.ts";
import { asPanel, resolveJudges } from "./judge.ts";
import type { LoadedConfig } from "./load.ts";
import { resolveColumns } from "./models.ts";
import { resolveUser } from "./user.ts";
import { resolveSelections } from "./selection.ts";
import { type Json, type Setting, Settings } from "./settings.ts";
import { resolveTools } from "./tools.ts";
import { resolveWeb } from "./web.ts";

/** A run ready to start. */
export interface ResolvedRun {
  readonly config: RunConfig;
  readonly runsDir: string;
  readonly format: Format;
  readonly settings: readonly Setting[];
}

/** Folder of the run folders where nothing else is said. */
export const RUNS_DIR = "runs";
/** Folder of downloaded data where nothing else is said. */
export const DATA_DIR = "data";
/** Time a scorer may take for one sample where nothing else is said, in milliseconds. */
export const SCORE_TIMEOUT_MS = 30_000;

/**
 * Merges flags, file and protocol.
 *
 * @param newId Name of the run where none is given.
 * @throws {UsageError} in a sentence about what cannot be used
 */
export async function resolveRun(
  flags: RunFlags,
  file: LoadedConfig | null,
  newId: string,
  catalog: readonly Benchmark[] = benchmarks,
): Promise<ResolvedRun> {
  const settings = new Settings();
  const at = (key: string) => `${file?.path} ${key}`;
  const selections = await resolveSelections(flags, file, settings, catalog);
  const columns = await resolveColumns(flags, file, usualModes(selections, catalog), settings);
  const labels = [...new Set(columns.map(({ column }) => column.label))];
  const judges = await resolveJudges(flags, file, labels, settings);
  const takenLabels = [...labels, ...judges.map(({ endpoint }) => endpoint.label)];
  const user = resolveUser(flags, file, takenLabels, settings);
  const seed = settings.choose("seed", [
    [flags.seed, "--seed"],
    [file?.config.seed, at("seed")],
  ], [0, "default"]);
  const probe = settings.choose("probe", [
    [flags.probe === false ? false : undefined, "--no-probe"],
    [file?.config.probe, at("probe")],
  ], [true, "default"]);
  const keepGoing = settings.choose("keepGoing", [
    [flags.keepGoing, "--keep-going"],
    [file?.config.keepGoing, at("keepGoing")],
  ], [false, "default"]);
  const scoreTimeoutMs = settings.choose("scoreTimeoutMs", [
    [flags.scoreTimeout, "--score-timeout"],
    [file?.config.scoreTimeoutMs, at("scoreTimeoutMs")],
  ], [SCORE_TIMEOUT_MS, "default"]);
  const tools = resolveTools(flags.tool, file, [], settings);
  const web = resolveWeb(flags, file, null, settings);
  const demo = settings.choose("demo", [[flags.demo, "--demo"]], [false, "default"]);
  const runId = settings.choose("runId", [[flags.runId, "--run-id"]], [
    newId,
    "default",
  ]);
  const runsDir = resolveRunsDir(flags, file, settings);
  const dataDir = resolveDataDir(flags, file, settings);
  const format = settings.choose<Format>("output.format", [
    [flags.format, "--format"],
    [file?.config.output?.format, at("output.format")],
  ], ["table", "default"]);
  const provenance = {
    configFile: file?.path ?? null,
    settings: settings.all.map(({ name, value, from }): Json => ({ name, value, from })),
  };
  return {
    config: {
      runId,
      benchmarks: selections,
      columns,
      ...asPanel(judges),
      ...(user === null ? {} : { user }),
      seed,
      dataDir,
      demo,
      probe,
      keepGoing,
      scoreTimeoutMs,
      ...(tools.length === 0 ? {} : { tools }),
      ...(web === null ? {} : { web }),
      provenance,
    },
    runsDir,
    format,
    settings: settings.all,
  };
}

interface FolderFlags {
  readonly runsDir?: string | undefined;
  readonly dataDir?: string | undefined;
}

/** Folder of the run folders: flag over file over `runs`. */
export function resolveRunsDir(
  flags: FolderFlags,
  file: LoadedConfig | null,
  settings: Settings = new Settings(),
): string {
  return settings.choose("runsDir", [
    [flags.runsDir, "--runs-dir"],
    [file?.config.runsDir, `${file?.path} runsDir`],
  ], [RUNS_DIR, "default"]);
}

/** Folder of downloaded data: flag over file over `data`. */
export function resolveDataDir(
  flags: FolderFlags,
  file: LoadedConfig | null,
  settings: Settings = new Settings(),
): string {
  return settings.choose("dataDir", [
    [flags.dataDir, "--data-dir"],
    [file?.config.dataDir, `${file?.path} dataDir`],
  ], [DATA_DIR, "default"]);
}

/** The first mode each benchmark is reported in, each once. */
function usualModes(
  selections: readonly BenchmarkSelection[],
  catalog: readonly Benchmark[],
): Mode[] {
  const modes = selections.map(({ id }) =>
    catalog.find((benchmark) => benchmark.id === id)?.modes[0] ?? "thinking"
  );
  return [...new Set(modes)];
}

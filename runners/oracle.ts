import type { Benchmark, Task } from "../benchmarks/define.ts";
import type { Json } from "../scoring/json.ts";
import type { Tools } from "../scoring/types.ts";
import { scoreStep } from "./scoring/score_step.ts";
import { rasteriser } from "./tools/raster/raster.ts";
import { built, open, openTaskFiles } from "./prepare.ts";
import { filesTool } from "./task_files.ts";
import { type ResolvedTask, resolveTasks } from "./tasks.ts";

/** How a task's reference replies were scored on its real data. */
export interface OracleReport {
  readonly benchmark: string;
  readonly task: string;
  readonly records: number;
  /** Records for which a reference reply can be written. */
  readonly withReference: number;
  /** Those whose reference was scored as correct. */
  readonly fullMarks: number;
  /** The first ones that were not, at most {@linkcode SHOWN_FAILURES}. */
  readonly failures: readonly { readonly sampleId: string; readonly detail: string }[];
  /** Why the task was not checked; `null` where it was. */
  readonly skipped: string | null;
}

/** Failures of a task that are named. */
export const SHOWN_FAILURES = 20;

/** Options of {@linkcode oracle}. */
export interface OracleOptions {
  readonly benchmarks: readonly string[];
  /** Tasks by benchmark id. Default: those that run by default */
  readonly tasks?: Readonly<Record<string, readonly string[] | null>>;
  readonly dataDir: string;
  /** The user's own files by benchmark id. */
  readonly data: Readonly<Record<string, string>>;
  /** Uses the benchmarks' self-written records instead of their data. Default `false`. */
  readonly demo?: boolean;
  readonly catalog?: readonly Benchmark[];
  readonly env?: (name: string) => string | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Scores the reference reply of every record of the named benchmarks' data. One that does not get
 * full marks means a wrong download, a changed column or a scorer's bug, found before a token is
 * paid for. No model and no judge is asked.
 *
 * @throws {SelectionError} if a benchmark does not exist
 * @throws {DatasetError} if data is missing or is not what the benchmark expects
 */
export async function* oracle(options: OracleOptions): AsyncGenerator<OracleReport> {
  const tasks = resolveTasks(
    options.benchmarks.map((id) => ({
      id,
      tasks: options.tasks?.[id] ?? null,
      options: {},
      data: options.data[id] ?? null,
      limit: null,
      repeats: null,
    })),
    options.catalog,
  );
  for (const task of tasks) {
    options.signal?.throwIfAborted();
    yield await check(task, options);
  }
}

async function check(resolved: ResolvedTask, options: OracleOptions): Promise<OracleReport> {
  const { benchmark, task } = resolved;
  const report = { benchmark: benchmark.id, task: task.id };
  const impossible = whyNot(task);
  if (impossible !== null) {
    return {
      ...report,
      records: 0,
      withReference: 0,
      fullMarks: 0,
      failures: [],
      skipped: impossible,
    };
  }
  const context = {
    config: { dataDir: options.dataDir, demo: options.demo ?? false, seed: 0 },
    env: options.env ?? ((name) => Deno.env.get(name)),
    signal: options.signal ?? new AbortController().signal,
    onNote: () => {},
  };
  let records = 0, withReference = 0, fullMarks = 0, judged = 0;
  const failures: { sampleId: string; detail: string }[] = [];
  await using raster = rasteriser();
  const tools: Tools = task.needs.includes("raster") ? { raster } : {};
  const opened = await open(resolved, context);
  const files = await openTaskFiles(resolved, context);
  if (typeof files === "string") {
    return { ...report, records: 0, withReference: 0, fullMarks: 0, failures: [], skipped: files };
  }
  for await (const { sample, record } of built(resolved, opened, context)) {
    records++;
    const reference = task.reference(record, files, opened.support);
    if (reference === null) continue;
    withReference++;
    context.signal.throwIfAborted();
    const marks = await mark(
      task,
      reference,
      sample.target,
      { ...tools, ...filesTool(files) },
      context.signal,
    );
    if (marks === null) fullMarks++;
    else {
      if (marks.judge) judged++;
      if (failures.length < SHOWN_FAILURES) {
        failures.push({ sampleId: sample.id, detail: marks.detail });
      }
    }
  }
  const skipped = withReference === 0
    ? "no record has a reference reply"
    : judged === withReference
    ? "only a judge decides"
    : null;
  return {
    ...report,
    records,
    withReference,
    fullMarks,
    failures: skipped === null ? failures : [],
    skipped,
  };
}

/** Why a task has nothing that could be checked here. */
function whyNot(task: Task): string | null {
  if (task.noReference !== undefined) return task.noReference;
  if (task.needs.includes("sandbox")) return "its scorer runs programs in the sandbox";
  return null;
}

/** What is wrong with how a reference reply was scored; `null` for full marks. */
async function mark(
  task: Task,
  reference: string,
  target: Json,
  tools: Tools,
  signal: AbortSignal,
): Promise<{ readonly detail: string; readonly judge: boolean } | null> {
  // What a run scores has been in the store and come back.
  const kept = JSON.parse(JSON.stringify(target)) as Json;
  const job = { text: reference, reasoning: "", truncated: false, target: kept, judged: [] };
  const step = await scoreStep(task, job, tools, signal);
  if (step.kind === "judge") {
    return { detail: "the rule did not accept the reference and would ask the judge", judge: true };
  }
  if (step.kind === "unscored") return { detail: `${step.reason}: ${step.detail}`, judge: false };
  if (step.outcome === "correct") return null;
  const answer = step.answer === null ? "no answer" : `answer ${JSON.stringify(step.answer)}`;
  return { detail: `scored as ${step.outcome} with ${answer.slice(0, 200)}`, judge: false };
}

import { judgeChecks } from "../results/judge_check.ts";
import { runFolder } from "../results/run_folder.ts";
import { openSqliteStore } from "../results/store/sqlite.ts";
import type { Store } from "../results/store/types.ts";
import type { AskId, KeptReply, KeptSample, ManifestJson, RunSummary } from "../results/types.ts";
import { type AskContext, type AskEnd, runAsk, type Turns } from "./ask.ts";
import { DatasetError } from "./data/errors.ts";
import { dataState } from "./data/state.ts";
import { configOf } from "./manifest.ts";
import { type JudgeDesk, judgeDesk, judgesOf } from "./judge_desk.ts";
import { type Prices, pricesOf, turnCost } from "./meter.ts";
import { openJudges } from "./open_judges.ts";
import { built, keptSample, open, openTaskFiles } from "./prepare.ts";
import type { TaskFiles } from "../scoring/types.ts";
import type { JudgeConfig, RunConfig } from "./run_types.ts";
import type { GivenTools } from "./scoring/remote_tools.ts";
import { sandboxSessions } from "./sandbox_sessions.ts";
import type { ScorePool } from "./scoring/score_pool.ts";
import { taskPools } from "./scoring/task_pools.ts";
import { scoringId } from "./scoring/scoring_id.ts";
import { reduceRun } from "./summary.ts";
import { filesTool } from "./task_files.ts";
import { type ResolvedTask, resolveTasks } from "./tasks.ts";
import { WorkAhead } from "./work_ahead.ts";
import type { GivenTool } from "./tools/given.ts";
import { writeReports } from "./reports.ts";

/** Options of {@linkcode rescore}. */
export interface RescoreOptions {
  readonly runsDir: string;
  readonly runId: string;
  /** What scorers may call. Default: nothing */
  readonly tools?: GivenTools;
  /** What the manifest is to say was given. Default: what it says */
  readonly given?: readonly GivenTool[];
  readonly signal?: AbortSignal;
  readonly env?: (name: string) => string | undefined;
  readonly onNote?: (text: string) => void;
  /**
   * Asks the run's judges for verdicts that are not kept, such as those of a changed grader prompt;
   * without it they stay `judge-failed`. `move` says where the judges are now.
   */
  readonly askJudges?: { readonly move?: (judge: JudgeConfig) => JudgeConfig };
}

/**
 * Scores a run again from its kept replies; no model is asked, and a judge only where it is said. A
 * verdict is used again only for the very prompt that it was given on.
 *
 * The target is the one that was kept with the ask. Where the task's data is at hand, its samples
 * are built again and must give the same prompts: replies are never scored against a question
 * that was not asked.
 *
 * @throws {DatasetError} if a prompt has changed since the run
 * @throws {BackendError} if a judge is to be asked and its key is refused or its model unknown
 */
export async function rescore(options: RescoreOptions): Promise<RunSummary> {
  const signal = options.signal ?? new AbortController().signal;
  const folder = runFolder(options.runsDir, options.runId);
  await using store = await openSqliteStore(folder.store, { create: false });
  const manifest = await store.manifest() ?? {};
  const { config, columns } = configOf(manifest, options.runId);
  if (options.given !== undefined) {
    const given = { ...manifest, config: { ...config, tools: options.given } };
    await store.keepManifest(JSON.parse(JSON.stringify(given)) as ManifestJson);
  }
  const tasks = resolveTasks(config.benchmarks);
  const note = (text: string) => options.onNote?.(text);
  for (const task of tasks) {
    await checkPrompts(task, store, config, { ...options, signal, note });
  }
  const filesOf = new Map<ResolvedTask, TaskFiles>();
  for (const task of tasks) {
    const env = options.env ?? ((name) => Deno.env.get(name));
    const onNote = (_: string, text: string) => note(text);
    const files = await openTaskFiles(task, { config, env, signal, onNote });
    // A verdict must not be replaced by the news that a file is missing.
    if (typeof files === "string") throw new DatasetError({ kind: "missing", message: files });
    filesOf.set(task, files);
  }
  const prices = pricesOf(config);
  const use = { since: new Date().toISOString(), sandbox: options.tools?.sandbox };
  using pool = taskPools({
    timeoutMs: config.scoreTimeoutMs,
    ...(options.tools === undefined ? {} : { tools: options.tools }),
  });
  const current = judgesOf(config).map(options.askJudges?.move ?? ((judge) => judge));
  using judges = options.askJudges === undefined ? null : await openJudges(current, {
    store,
    env: options.env ?? ((name) => Deno.env.get(name)),
    signal,
    onNote: note,
  });
  const desks = [current, ...config.formerJudges ?? []].map((panel) =>
    judgeDesk(panel, store, null)
  );
  if (judges !== null) desks.push(judgeDesk(current, store, judges.ask));
  const [scoring, writes] = [new WorkAhead(AHEAD), new WorkAhead(WRITES_AHEAD)];
  const context = { store, pool, signal, prices, desks, scoring, writes };
  for (const { id: column } of columns) {
    for (const task of tasks) await rescoreTask(column, task, filesOf.get(task) ?? {}, context);
  }
  await scoring.end();
  await writes.end();
  // Every kept reply was scored anew: what earlier processes ran their programs on is past.
  const kept = await store.manifest() ?? {};
  const sandboxes = sandboxSessions(null, use, tasks, true);
  await store.keepManifest(JSON.parse(JSON.stringify({ ...kept, sandboxes })) as ManifestJson);
  await store.flush();
  const checks = await judgeChecks(options.runsDir);
  const summary = await reduceRun(store, { runId: options.runId, checks });
  await writeReports(folder.path, summary);
  return summary;
}

/** Samples being scored at a time. */
const AHEAD = 64;

/** Verdicts on their way to the disk meanwhile: workers need not wait for it. */
const WRITES_AHEAD = 1_000;

async function rescoreTask(
  column: string,
  resolved: ResolvedTask,
  files: TaskFiles,
  { store, pool, signal, prices, desks, scoring, writes }: {
    readonly store: Store;
    readonly pool: ScorePool;
    readonly signal: AbortSignal;
    readonly prices: Prices;
    /** Where verdicts come from, the first that leaves none missing. */
    readonly desks: readonly JudgeDesk[];
    /** Shared by all tasks: none waits for the end of the one before it. */
    readonly scoring: WorkAhead;
    readonly writes: WorkAhead;
  },
): Promise<void> {
  const { benchmark, task, options, repeats } = resolved;
  const filter = { benchmark: benchmark.id, task: task.id };
  const ref = { ...filter, options };
  const id = scoringId(resolved);
  const one = async (sample: KeptSample, ask: AskId): Promise<void> => {
    const replies = await store.replies(ask);
    if (!replies.some(({ party }) => party === "model")) return;
    const context: Omit<AskContext, "judges"> = {
      task,
      turns: keptTurns(replies),
      score: (job) => pool.step(ref, job, filesTool(files).files),
      files,
      costOf: (party, reply) => turnCost(prices, party, reply),
    };
    let end: AskEnd | null = null;
    for (const judges of desks) {
      end = await runAsk(sample, ask, { ...context, judges });
      if (!("reason" in end.verdict) || end.verdict.reason !== "judge-failed") break;
    }
    if (end === null) return;
    await writes.room();
    writes.add(store.keepVerdict({ ask, scoring: id, ...end, at: Date.now() }));
  };
  for await (const sample of store.samples(filter)) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      signal.throwIfAborted();
      const ask: AskId = { column, ...filter, sampleId: sample.sampleId, repeat };
      await scoring.room();
      scoring.add(one(sample, ask));
    }
  }
}

/** Turns read back from the store: what was never asked stays unscored with a reason. */
function keptTurns(replies: readonly KeptReply[]): Turns {
  return {
    take(_ask, turn, request) {
      const kept = replies.findLast((reply) =>
        reply.party === request.party && reply.turn === turn
      );
      if (kept !== undefined) return Promise.resolve(kept);
      return Promise.resolve({
        kind: "unscored",
        reason: "request-failed",
        detail: `turn ${turn + 1} of the ${request.party} is not kept: resume the run to ask it`,
      });
    },
  };
}

interface CheckContext {
  readonly signal: AbortSignal;
  readonly env?: (name: string) => string | undefined;
  readonly note: (text: string) => void;
}

/** Builds the samples again where the data is at hand and compares prompts with the kept ones. */
async function checkPrompts(
  resolved: ResolvedTask,
  store: Store,
  config: RunConfig,
  context: CheckContext,
): Promise<void> {
  const { benchmark, task, selection } = resolved;
  const name = `${benchmark.id}/${task.id}`;
  if (!config.demo && selection.data === null) {
    const sources = [task.source, ...(task.support === undefined ? [] : [task.support.source])];
    for (const source of sources) {
      const { state } = await dataState(source, {
        dataDir: config.dataDir,
        verify: true,
        ...(context.env === undefined ? {} : { env: context.env }),
      });
      if (state === "present") continue;
      context.note(`${name}: its data is not here, so its prompts are taken as they were kept`);
      return;
    }
  }
  const opened = await open(resolved, {
    config,
    env: context.env ?? ((variable) => Deno.env.get(variable)),
    signal: context.signal,
    onNote: (_, text) => context.note(text),
  });
  for await (const { sample, record, path, row, index } of built(resolved, opened, { config })) {
    const kept = await store.sample(benchmark.id, task.id, sample.id);
    const now = keptSample(resolved, sample, record, index);
    if (kept === null || kept.promptSha256 === now.promptSha256) continue;
    throw new DatasetError({
      kind: "changed",
      path,
      row,
      message: `Cannot score "${name}" again as sample "${sample.id}" (${path}, row ${row}) ` +
        `now makes another prompt than the one that was asked: its replies belong to the old ` +
        `question, so ask again in a new run`,
    });
  }
}

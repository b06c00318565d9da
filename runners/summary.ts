import type { Benchmark, TaskNumbers } from "../benchmarks/define.ts";
import { buildCell } from "../results/cell.ts";
import { numberText } from "../results/render/numbers.ts";
import { reduceTask } from "../results/reduce.ts";
import { emptyTally } from "../results/tally.ts";
import { type JudgeCheck, judgeChecks } from "../results/judge_check.ts";
import { judgeMark, judgeMarkOf } from "../results/store/request_key.ts";
import { runFolder } from "../results/run_folder.ts";
import { openSqliteStore } from "../results/store/sqlite.ts";
import type { KeptPlan, Store } from "../results/store/types.ts";
import type { Cell, Column, RunSummary, TaskResult } from "../results/types.ts";
import { configOf } from "./manifest.ts";
import { judgesOf } from "./judge_desk.ts";
import { judgeNotes, JudgeVotes } from "./judge_votes.ts";
import { costOf, priceOf, pricesOf } from "./meter.ts";
import { type RunConfig, USER_SAMPLING } from "./run_types.ts";
import { sandboxNotes } from "./sandbox_sessions.ts";
import { type ResolvedTask, resolveTasks } from "./tasks.ts";

/** Options of {@linkcode reduceRun}. */
export interface ReduceOptions {
  readonly runId: string;
  /** True when the run was ended by its user just now. */
  readonly interrupted?: boolean;
  readonly catalog?: readonly Benchmark[];
  /** Kept checks of judges, for the notes that name them. Default: none */
  readonly checks?: readonly JudgeCheck[];
}

/**
 * Reduces a run's kept verdicts to its cells. A function of the store and the judges' checks alone:
 * the same rows give the same summary, to the byte.
 */
export async function reduceRun(store: Store, options: ReduceOptions): Promise<RunSummary> {
  const manifest = await store.manifest() ?? {};
  const { config, columns } = configOf(manifest, options.runId);
  const tasks = resolveTasks(config.benchmarks, options.catalog);
  const plans = await store.plans();
  const tokens = await tokenRows(store, config);
  const money = moneyOf(config, tokens);
  const everyJudge = [...judgesOf(config), ...(config.formerJudges ?? []).flat()];
  const cells: Cell[] = [];
  for (const column of columns) {
    for (const [benchmark, group] of Map.groupBy(tasks, ({ benchmark }) => benchmark)) {
      const results: TaskResult[] = [];
      const votes = new JudgeVotes();
      for (const resolved of group) {
        results.push(await reduceOne(store, column, resolved, { plans, config, votes }));
      }
      const judges = votes.summary(everyJudge) ?? undefined;
      cells.push(buildCell({
        runId: options.runId,
        benchmark,
        column: column.id,
        tasks: [...results, ...groupRows(benchmark, results)],
        reason: missing(benchmark, group, results, config),
        notes: [
          ...remarkNotes(benchmark, group),
          ...userNotes(benchmark, column, group, tokens, config),
          ...sandboxNotes(benchmark.title, group, manifest),
          ...aggregateNotes(benchmark, column, results),
          ...benchmarkNotes(benchmark, column, results),
          ...judges === undefined
            ? []
            : judgeNotes(judges, options.checks ?? [], `${benchmark.title}, ${column.id}`),
        ],
        judges,
        ...money(column.id, benchmark.id),
      }));
    }
  }
  const left = cells.some(({ tasks }) => tasks.some(({ tally }) => tally.reasons["not-asked"] > 0));
  const status = !left ? "finished" : options.interrupted === true ? "interrupted" : "incomplete";
  return { runId: options.runId, status, columns, cells, manifest };
}

async function reduceOne(
  store: Store,
  column: Column,
  { benchmark, task, repeats }: ResolvedTask,
  { plans, config, votes }: {
    readonly plans: readonly KeptPlan[];
    readonly config: RunConfig;
    readonly votes: JudgeVotes;
  },
): Promise<TaskResult> {
  const filter = { benchmark: benchmark.id, task: task.id };
  const plan = plans.find((candidate) =>
    candidate.column === column.id && candidate.benchmark === benchmark.id &&
    candidate.task === task.id
  );
  const groups = new Map<string, Readonly<Record<string, string>>>();
  for await (const sample of store.sampleGroups(filter)) {
    groups.set(sample.sampleId, sample.groups);
  }
  return await reduceTask({
    task: { ...task, repeats },
    planned: plan === undefined ? 0 : plan.samples * plan.repeats,
    verdicts: votes.through(store.verdicts(column.id, filter)),
    groups: (sampleId) => groups.get(sampleId) ?? NO_GROUPS,
    seed: `${config.seed}/${benchmark.id}/${task.id}`,
  });
}

const NO_GROUPS: Readonly<Record<string, string>> = {};

function remarkNotes({ title, remark }: Benchmark, group: readonly ResolvedTask[]): string[] {
  if (remark === undefined) return [];
  const text = typeof remark === "string" ? remark : remark(group[0]?.options ?? {});
  return [`${title}: ${text}`];
}

/** Who played the user of a benchmark's conversations, how often it was asked and what it cost. */
function userNotes(
  { id, title }: Benchmark,
  column: Column,
  group: readonly ResolvedTask[],
  rows: Awaited<ReturnType<typeof tokenRows>>,
  config: RunConfig,
): string[] {
  const { user } = config;
  if (user == null || !group.some(({ task }) => task.needs.includes("user-model"))) return [];
  const row = rows.find((each) =>
    each.party === "user" && each.column === column.id && each.benchmark === id
  );
  const { temperature } = { ...USER_SAMPLING, ...user.sampling };
  const sum = row ?? { replies: 0, prompt: 0, completion: 0 };
  const cost = user.price === null
    ? ""
    : `, ${costOf(user.price, sum).toFixed(2)} ${user.price.currency}`;
  const heat = temperature === null ? "its server's temperature" : `temperature ${temperature}`;
  return [
    `${title}, ${column.id}: the user is played by ${user.endpoint.model} at ${heat}: ` +
    `${sum.replies} turns, ${sum.prompt + sum.completion} tokens${cost}`,
  ];
}

/** Numbers over several tasks that the benchmark shows beside its headline, as one note. */
function aggregateNotes(
  { title, aggregates }: Benchmark,
  column: Column,
  results: readonly TaskResult[],
): string[] {
  if (aggregates === undefined) return [];
  const numbers = aggregates(numbersOf(results));
  const shown = Object.entries(numbers).map(([name, value]) =>
    `${name} ${value === null ? "undefined" : numberText(value, "percent")}`
  );
  return shown.length === 0 ? [] : [`${title}, ${column.id}: ${shown.join(", ")}`];
}

/** What the benchmark says of one column's cell. */
function benchmarkNotes(
  { title, notes }: Benchmark,
  column: Column,
  results: readonly TaskResult[],
): readonly string[] {
  if (notes === undefined || results.every(({ tally }) => tally.scored === 0)) return [];
  const said = notes((id, name) => results.find(({ task }) => task === id)?.breakdowns[name] ?? {});
  return said.map((text) => `${title}, ${column.id}: ${text}`);
}

function numbersOf(results: readonly TaskResult[]): TaskNumbers {
  return (id, metric) =>
    results.find(({ task }) => task === id)?.metrics.find(({ id }) => id === metric)?.value ?? null;
}

/** The benchmark's numbers over groups of tasks, as if they were metrics of one task more. */
function groupRows({ groups }: Benchmark, results: readonly TaskResult[]): TaskResult[] {
  if (groups === undefined) return [];
  const rows = groups(numbersOf(results));
  return [{
    task: GROUPS,
    title: "Groups of tasks",
    primary: rows[0]?.id ?? "",
    repeats: 1,
    metrics: rows.map(({ id, unit, value }) => ({
      id,
      unit,
      better: "higher",
      value,
      ...(value === null ? { reason: "no task of it has a number" } : {}),
      n: results.reduce((sum, { tally }) => sum + tally.scored, 0),
      interval: null,
      worst: null,
      best: null,
    })),
    breakdowns: {},
    breakdownUnits: {},
    // The asks are counted in the tasks' own rows.
    tally: emptyTally(),
  }];
}

/** Task id of the rows over groups of tasks. */
const GROUPS = "groups";

/** Names of missing tasks that are told. */
const NAMED = 4;

/** Why a cell has no number, where the configuration tells more than the tallies. */
function missing(
  benchmark: Benchmark,
  group: readonly ResolvedTask[],
  results: readonly TaskResult[],
  config: RunConfig,
): string | null {
  const { headline } = benchmark;
  const wanted = headline.kind === "metric" ? [headline.task] : headline.tasks;
  const ran = new Set(group.map(({ task }) => task.id));
  const absent = wanted.filter((id) => !ran.has(id));
  if (absent.length > NAMED) {
    return `task "${absent[0]}" and ${absent.length - 1} more were not in this run`;
  }
  if (absent.length > 0) return `task "${absent.join('", "')}" was not in this run`;
  const judged = group.some(({ task }) => wanted.includes(task.id) && task.needs.includes("judge"));
  const scored = results.some(({ tally }) => tally.scored > 0);
  return judged && !scored && judgesOf(config).length === 0 ? "needs a judge" : null;
}

type Tokens = Awaited<ReturnType<Store["tokens"]>>[number];

/** Sums of tokens; those of judges apart by the mark of their request keys. */
async function tokenRows(
  store: Store,
  config: RunConfig,
): Promise<readonly (Tokens & { readonly requestKey: string })[]> {
  const rows = await store.tokens();
  const [first, ...others] = [...judgesOf(config), ...(config.formerJudges ?? []).flat()];
  if (others.length === 0) {
    const requestKey = first === undefined ? "" : judgeMark(first.endpoint.label);
    return rows.map((row) => ({ ...row, requestKey }));
  }
  const sums = new Map<string, Tokens & { readonly requestKey: string }>();
  for await (
    const { requestKey, ask, promptTokens, completionTokens } of store.allReplies("judge")
  ) {
    const { column, benchmark } = ask;
    const mark = judgeMarkOf(requestKey);
    const key = `${mark}\u0000${column}\u0000${benchmark}`;
    sums.set(key, {
      column,
      benchmark,
      party: "judge",
      replies: (sums.get(key)?.replies ?? 0) + 1,
      prompt: (sums.get(key)?.prompt ?? 0) + promptTokens,
      completion: (sums.get(key)?.completion ?? 0) + completionTokens,
      requestKey: mark,
    });
  }
  const apart = rows.filter(({ party }) => party !== "judge");
  return [...apart.map((row) => ({ ...row, requestKey: "" })), ...sums.values()];
}

/** Tokens and money of a cell, judge calls included in the money. */
function moneyOf(config: RunConfig, rows: Awaited<ReturnType<typeof tokenRows>>) {
  const prices = pricesOf(config);
  return (column: string, benchmark: string): Pick<Cell, "tokens" | "cost"> => {
    let prompt = 0, completion = 0, cost = 0, priced = false;
    for (const row of rows) {
      if (row.column !== column || row.benchmark !== benchmark) continue;
      if (row.party === "model") {
        prompt += row.prompt;
        completion += row.completion;
      }
      const price = priceOf(prices, row.party, column, row.requestKey);
      if (price === null) continue;
      priced = true;
      cost += costOf(price, row);
    }
    return { tokens: { prompt, completion }, cost: priced ? cost : null };
  };
}

/** Reduces a run from its folder; works beside a run that is still going on. */
export async function summarise(
  options: { readonly runsDir: string; readonly runId: string },
): Promise<RunSummary> {
  const folder = runFolder(options.runsDir, options.runId);
  await using store = await openSqliteStore(folder.store, { readOnly: true });
  return await reduceRun(store, {
    runId: options.runId,
    checks: await judgeChecks(options.runsDir),
  });
}

/** The configuration a run was started with, to go on with it. */
export async function resumeConfig(
  options: { readonly runsDir: string; readonly runId: string },
): Promise<RunConfig> {
  const folder = runFolder(options.runsDir, options.runId);
  await using store = await openSqliteStore(folder.store, { readOnly: true });
  return configOf(await store.manifest() ?? {}, options.runId).config;
}

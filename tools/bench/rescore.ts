/**
 * `rescore_replies_per_s`: 100,000 kept replies of the sub-tasks of the science suites, mixed, scored
 * again as `assay score` does; `rescore_cores`: processor time over wall time meanwhile; and the three
 * families of scorers that take longest for a reply.
 *
 * @module
 */
import { cpuUsage } from "node:process";
import type { Draw } from "../../benchmarks/define.ts";
import { findBenchmark } from "../../benchmarks/mod.ts";
import { openSqliteStore } from "../../results/store/sqlite.ts";
import { runFolder } from "../../results/run_folder.ts";
import type { Store } from "../../results/store/types.ts";
import { manifestOf } from "../../runners/manifest.ts";
import { rescore } from "../../runners/rescore.ts";
import { scoreStep } from "../../runners/scoring/score_step.ts";
import { type ResolvedTask, resolveTasks } from "../../runners/tasks.ts";
import { seededDraw } from "../../scoring/random.ts";
import { report } from "./figures.ts";
import { trivialRun } from "./trivial.ts";

const REPLIES = 100_000;
const SUITES = ["scireasoner", "smolinstruct", "mol-instructions", "biology-instruction"];
const RUN = "rescore";

/** Sub-tasks that need neither judge nor model. */
const named = SUITES.map((id) => {
  const benchmark = findBenchmark(id);
  const tasks = benchmark?.tasks(benchmark.options.parse({})) ?? [];
  return { id, tasks: tasks.filter(({ needs }) => needs.length === 0).map((task) => task.id) };
});
const selections = named.map(({ id, tasks }) => ({
  ...{ id, tasks, options: {}, data: null, limit: null, repeats: null },
}));
const resolved = resolveTasks(selections);
const each = Math.ceil(REPLIES / resolved.length);

/** A reply as models give them: right, right in part, beside the question, or long reasoning first. */
function replyTo({ task }: ResolvedTask, index: number, draw: Draw): string {
  const good = task.reference(task.demo[index % task.demo.length]) ?? "CCO";
  const other = task.reference(task.demo[(index + 1) % task.demo.length]) ?? "c1ccccc1";
  const kind = draw();
  if (kind < 0.5) return good;
  if (kind < 0.75) return `Let me see. ${"The chain has one more atom. ".repeat(20)}\n${other}`;
  if (kind < 0.9) return `<think>${"Is it so? ".repeat(50)}</think>${other}`;
  return "I cannot tell from what is given.";
}

function sampleOf({ task }: ResolvedTask, index: number) {
  return task.sample(task.demo[index % task.demo.length], { index, draw: () => 0.5 });
}

async function keepReplies(store: Store, task: ResolvedTask, column: string): Promise<void> {
  const draw = seededDraw(`rescore ${task.task.id}`);
  const names = { benchmark: task.benchmark.id, task: task.task.id };
  const kept: Promise<unknown>[] = [];
  for (let index = 0; index < each; index++) {
    const { messages, target } = sampleOf(task, index);
    const sampleId = `bench-${index}`;
    kept.push(store.keepSample({
      ...names,
      sampleId,
      position: index,
      recordSha256: "",
      promptSha256: "",
      messages,
      target,
      groups: {},
    }));
    kept.push(store.keepReply({
      requestKey: `${names.benchmark}/${names.task}/${index}`,
      ask: { column, ...names, sampleId, repeat: 0 },
      party: "model",
      turn: 0,
      text: replyTo(task, index, draw),
      reasoning: "",
      toolCalls: [],
      finish: "stop",
      truncated: false,
      promptTokens: 1,
      completionTokens: 1,
      usageEstimated: true,
      firstTokenMs: null,
      totalMs: 1,
      serverModel: null,
      sentMaxTokens: 1,
      at: 0,
    }));
  }
  kept.push(store.keepPlan({
    ...{ column, ...names, samples: each, repeats: 1, planSha256: "", data: null },
  }));
  await Promise.all(kept);
}

/** Milliseconds a reply by scorer, over the first replies of each of its sub-tasks. */
async function familyCosts(): Promise<{ readonly family: string; readonly ms: number }[]> {
  const byFamily = Map.groupBy(resolved, ({ task }) => task.scorer.id);
  const costs = [];
  for (const [family, tasks] of byFamily) {
    const rounds = Math.ceil(60 / tasks.length);
    const once = async (): Promise<number> => {
      const started = performance.now();
      for (const resolvedTask of tasks) {
        const draw = seededDraw(`rescore ${resolvedTask.task.id}`);
        for (let index = 0; index < rounds; index++) {
          const { target } = sampleOf(resolvedTask, index);
          const text = replyTo(resolvedTask, index, draw);
          const job = { text, reasoning: "", truncated: false, target, judged: [] };
          await scoreStep(resolvedTask.task, job, {});
        }
      }
      return (performance.now() - started) / (rounds * tasks.length);
    };
    await once();
    costs.push({ family, ms: await once() });
  }
  return costs.toSorted((a, b) => b.ms - a.ms);
}

const runsDir = await Deno.makeTempDir({ prefix: "assay_bench_" });
const config = {
  ...trivialRun({
    ...{ runId: RUN, baseUrl: "http://127.0.0.1:9/v1", data: {}, concurrency: 1, stream: false },
  }),
  benchmarks: selections,
  demo: true,
};
const folder = runFolder(runsDir, RUN);
await Deno.mkdir(folder.path, { recursive: true });
{
  await using store = await openSqliteStore(folder.store, { create: true });
  const createdAt = new Date(0).toISOString();
  await store.keepManifest(manifestOf({
    ...{ config, tasks: resolved, plans: [], found: new Map(), sandboxes: [], notes: [] },
    ...{ createdAt, finishedAt: createdAt, status: "finished" },
  }));
  for (const task of resolved) await keepReplies(store, task, "bench");
}
const before = cpuUsage();
const started = performance.now();
const { cells } = await rescore({ runsDir, runId: RUN });
const wallMs = performance.now() - started;
const cpu = cpuUsage(before);
await Deno.remove(runsDir, { recursive: true });
const scored = cells.flatMap(({ tasks }) => tasks).reduce(
  (sum, { tally }) => sum + tally.scored,
  0,
);
if (scored !== each * resolved.length) {
  throw new Error(`Scored ${scored} of ${each * resolved.length} replies`);
}
report([
  {
    name: "rescore_replies_per_s",
    value: scored / wallMs * 1_000,
    unit: "replies/s",
    target: null,
  },
  {
    name: "rescore_cores",
    value: (cpu.user + cpu.system) / 1_000 / wallMs,
    unit: "cores",
    target: ">= 1.5",
  },
  ...(await familyCosts()).slice(0, 3).map(({ family, ms }, at) => ({
    name: `rescore_slowest_${at + 1}`,
    value: ms,
    unit: `ms a reply, ${family}`,
    target: null,
  })),
]);

/**
 * `turns_ratio`: turns a second of 1,000 conversations of τ²-Bench, 18 turns each and as many calls of
 * tools between them, over single questions a second through the same run and server.
 * `turns_rss_growth`: peak resident memory of these over that of 250.
 *
 * @module
 */
import type { Benchmark } from "../../benchmarks/define.ts";
import { tau2Bench } from "../../benchmarks/tau2_bench/mod.ts";
import { defaultEndpointConfig } from "../../runners/backend/defaults.ts";
import { evaluate } from "../../runners/run.ts";
import type { RunConfig } from "../../runners/run_types.ts";
import { openSqliteStore } from "../../results/store/sqlite.ts";
import { report } from "./figures.ts";
import { serverProcess } from "./sim_process.ts";
import { trivialBenchmark, trivialRun, writeRecords } from "./trivial.ts";

const CONVERSATIONS = 1_000;
const FEW = 250;
const QUESTIONS = 6_000;
const CONCURRENCY = 64;

await using sim = await serverProcess(new URL("../../cli/main.ts", import.meta.url), [
  "sim",
  ...["--port", "0", "--model", "sim", "--skill", "1", "--set", "thinking=never"],
]);
const folder = await Deno.makeTempDir({ prefix: "assay_bench_" });
const runsDir = `${folder}/runs`;

/** The longest self-written task alone. */
const talks: Benchmark = {
  ...tau2Bench,
  tasks: (options) =>
    tau2Bench.tasks(options).filter(({ id }) => id === "mock")
      .map((task) => ({ ...task, byDefault: true, demo: task.demo.slice(-1) })),
};

function talkRun(runId: string, repeats: number): RunConfig {
  const { columns: [column], ...config } = trivialRun({
    runId,
    baseUrl: sim.url,
    data: {},
    concurrency: CONCURRENCY,
    stream: false,
  });
  if (column === undefined) throw new Error("A run needs a column");
  return {
    ...config,
    demo: true,
    columns: [column],
    benchmarks: [{ id: talks.id, tasks: null, options: {}, data: null, limit: null, repeats }],
    user: {
      endpoint: {
        ...defaultEndpointConfig({ label: "user:sim", model: "sim", baseUrls: [sim.url] }),
        concurrency: CONCURRENCY,
        stream: false,
      },
      sampling: {},
      price: null,
    },
  };
}

/** Turns a second, and the peak of resident memory meanwhile, in bytes. */
async function conversations(count: number): Promise<{ speed: number; rss: number }> {
  let rss = 0;
  const watch = setInterval(() => rss = Math.max(rss, Deno.memoryUsage().rss), 50);
  const started = performance.now();
  const run = evaluate({
    config: talkRun(`talks-${count}`, count),
    runsDir,
    resume: false,
    catalog: [talks],
  });
  const { cells } = await run.result;
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(watch);
  if (cells[0]?.tasks[0]?.tally.outcomes.correct !== count) {
    throw new Error("Not every conversation was solved");
  }
  await using store = await openSqliteStore(`${runsDir}/talks-${count}/run.sqlite`, {
    readOnly: true,
  });
  const turns = (await store.tokens()).reduce((sum, { replies }) => sum + replies, 0);
  return { speed: turns / seconds, rss };
}

async function questions(round: number): Promise<number> {
  const data = `${folder}/records.jsonl`;
  await writeRecords(data, QUESTIONS, 200);
  const started = performance.now();
  const { cells } = await evaluate({
    config: trivialRun({
      runId: `questions-${round}`,
      baseUrl: sim.url,
      data: { trivial: data },
      concurrency: CONCURRENCY,
      stream: false,
    }),
    runsDir,
    resume: false,
    catalog: [trivialBenchmark("trivial")],
  }).result;
  if (cells[0]?.tally.scored !== QUESTIONS) throw new Error("Not every question was scored");
  return QUESTIONS / (performance.now() - started) * 1_000;
}

const few = await conversations(FEW);
const before = await questions(0);
const many = await conversations(CONVERSATIONS);
const after = await questions(1);
await Deno.remove(folder, { recursive: true });
await Deno.stderr.write(
  new TextEncoder().encode(
    `turns ${many.speed.toFixed(0)}/s, questions ${before.toFixed(0)}/s and ${
      after.toFixed(0)
    }/s\n`,
  ),
);
report([
  {
    name: "turns_ratio",
    value: many.speed / ((before + after) / 2),
    unit: "ratio",
    target: ">= 0.5",
  },
  { name: "turns_rss_growth", value: many.rss / few.rss, unit: "ratio", target: "<= 1.3" },
]);

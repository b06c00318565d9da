/**
 * `makespan_ratio`: wall time of a run of 20 benchmarks whose replies have a heavy tail, over the
 * lower bound: the larger of all work spread over the slots and the longest single reply.
 *
 * The server sleeps as long as the prompt says, so the bound is known exactly.
 *
 * @module
 */
import { seededDraw } from "../../scoring/random.ts";
import { evaluate } from "../../runners/run.ts";
import { report } from "./figures.ts";
import { serverProcess } from "./sim_process.ts";
import { trivialBenchmark, trivialRun } from "./trivial.ts";

const BENCHMARKS = 20;
const SAMPLES = 100;
const SLOTS = 32;

/** Log-normal times in milliseconds; benchmarks differ in their median, each has a heavy tail. */
function times(benchmark: number): number[] {
  const draw = seededDraw(`makespan/${benchmark}`);
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const median = 40 * 1.25 ** benchmark / 6;
  return Array.from({ length: SAMPLES }, () => Math.min(4_000, median * Math.exp(0.9 * normal())));
}

const folder = await Deno.makeTempDir({ prefix: "assay_bench_" });
const data: Record<string, string> = {};
let work = 0;
let longest = 0;
for (let benchmark = 0; benchmark < BENCHMARKS; benchmark++) {
  const rows = times(benchmark);
  for (const ms of rows) {
    work += ms;
    longest = Math.max(longest, ms);
  }
  data[`b${benchmark}`] = `${folder}/b${benchmark}.jsonl`;
  await Deno.writeTextFile(
    data[`b${benchmark}`] as string,
    rows.map((ms, i) => JSON.stringify({ id: String(i), prompt: `sleep ${ms}` })).join("\n"),
  );
}

await using server = await serverProcess(new URL("./sleep_server.ts", import.meta.url));

const run = evaluate({
  config: trivialRun({
    runId: "makespan",
    baseUrl: server.url,
    data,
    concurrency: SLOTS,
    stream: false,
  }),
  runsDir: `${folder}/runs`,
  resume: false,
  catalog: Object.keys(data).map(trivialBenchmark),
});
let started = 0;
let ended = 0;
for await (const event of run) {
  if (event.type === "started") started = performance.now();
  else if (event.type === "verdict") ended = performance.now();
}
await run.result;
await Deno.remove(folder, { recursive: true });
report([{
  name: "makespan_ratio",
  value: (ended - started) / Math.max(work / SLOTS, longest),
  unit: "ratio",
  target: "<= 1.05",
}]);

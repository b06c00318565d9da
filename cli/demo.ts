/**
 * The whole program without network, key or model: the simulated server on a free port, every
 * benchmark in both modes on its self-written samples, the leaderboard.
 *
 *     deno task demo [flags of run]
 *
 * @module
 */
import { benchmarks } from "../benchmarks/mod.ts";
import { summarise } from "../runners/summary.ts";
import { resolveTasks } from "../runners/tasks.ts";
import { knownSamples, startSim } from "../runners/sim/mod.ts";
import { runProcess } from "./process.ts";

const SEED = 0;

/** Suites whose sub-tasks are all shown, those too that run only when they are named. */
const SHOWN_WHOLE: readonly string[] = ["matbench", "mol-instructions"];

const named = benchmarks.filter(({ id }) => SHOWN_WHOLE.includes(id)).flatMap((benchmark) =>
  benchmark.tasks(benchmark.options.parse({})).filter(({ byDefault }) => !byDefault)
    .map((task) => `${benchmark.id}/${task.id}`)
);

const tasks = resolveTasks(
  benchmarks.map((benchmark) => ({
    id: benchmark.id,
    tasks: SHOWN_WHOLE.includes(benchmark.id)
      ? benchmark.tasks(benchmark.options.parse({})).map((task) => task.id)
      : null,
    options: {},
    data: null,
    limit: null,
    repeats: null,
  })),
);

await using server = await startSim({
  models: ["simulated-model"],
  skill: 0.75,
  knowledge: knownSamples(tasks, { seed: SEED }),
});

const runId = `demo-${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}`;
const code = await runProcess([
  "run",
  ...["--run-id", runId],
  "--demo",
  "--simulated",
  ...["--base-url", server.url, "--model", "simulated-model", "--mode", "both"],
  ...["-b", ["all", ...named].join(",")],
  ...["--judge-base-url", server.url, "--judge-model", "simulated-model"],
  ...["--user-base-url", server.url, "--user-model", "simulated-model"],
  // A server gives the same reply to the same request: independent asks carry seeds of their own.
  ...["--seed", String(SEED), "--sample-seed", "1"],
  ...Deno.args,
]);
await server.close();
Deno.exit(code === 1 && await isWhole() ? 0 : code);

/**
 * True if the run is finished and nothing is unscored but in tasks that need a model or program the
 * demo does not bring: they show as gaps, and a gap that says why is what the demo is to show.
 */
async function isWhole(): Promise<boolean> {
  try {
    const { status, cells } = await summarise({ runsDir: "runs", runId });
    const gaps = cells.flatMap(({ benchmark, tasks }) =>
      tasks.filter(({ tally }) => tally.unscored > 0).map(({ task }) => `${benchmark}/${task}`)
    );
    const brought = ["judge", "sandbox"];
    const needy = tasks.filter(({ task }) => task.needs.some((need) => !brought.includes(need)))
      .map(({ benchmark, task }) => `${benchmark.id}/${task.id}`);
    return status === "finished" && gaps.every((gap) => needy.includes(gap));
  } catch {
    // Another run folder or name was asked for: the command's own exit code stands.
    return false;
  }
}

/**
 * The whole program without network, key or model: the simulated server on a free port, every
 * benchmark in both modes on its self-written samples, the leaderboard.
 *
 *     deno task demo [flags of run]
 *
 * @module
 */
import { benchmarks } from "../benchmarks/mod.ts";
import { resolveTasks } from "../runners/tasks.ts";
import { knownSamples, startSim } from "../runners/sim/mod.ts";
import { runProcess } from "./process.ts";

const SEED = 0;
const tasks = resolveTasks(
  benchmarks.map(({ id }) => ({
    id,
    tasks: null,
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

const code = await runProcess([
  "run",
  "--demo",
  "--simulated",
  ...["--base-url", server.url, "--model", "simulated-model", "--mode", "both", "-b", "all"],
  ...["--judge-base-url", server.url, "--judge-model", "simulated-model"],
  // A server gives the same reply to the same request: independent asks carry seeds of their own.
  ...["--seed", String(SEED), "--sample-seed", "1"],
  ...Deno.args,
]);
await server.close();
Deno.exit(code);

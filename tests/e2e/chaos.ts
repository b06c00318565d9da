/**
 * Runs of invented problems against the simulated server, and what happens when they are killed.
 *
 * @module
 */
import assert from "node:assert/strict";
import { knownSamples, type SimServer, startSim } from "../../runners/sim/mod.ts";
import { resolveTasks } from "../../runners/tasks.ts";
import { query, type Workspace, workspace } from "./harness.ts";

/** Invented problems in the form of AIME's file. */
export function problems(count: number): { question: string; answer: string }[] {
  return Array.from({ length: count }, (_, i) => ({
    question: `Find the remainder when $${i + 2}^{${i + 3}}$ is divided by $1000$. (No. ${i})`,
    answer: String(Number(BigInt(i + 2) ** BigInt(i + 3) % 1000n)),
  }));
}

/** Writes invented problems into a folder. */
export async function aimeFile(path: string, count: number): Promise<string> {
  const file = `${path}/aime.jsonl`;
  await Deno.writeTextFile(file, problems(count).map((row) => JSON.stringify(row)).join("\n"));
  return file;
}

/** What the simulated server knows of them. */
export function knowledge(count: number) {
  const tasks = resolveTasks([{
    id: "aime-2025",
    tasks: ["rule"],
    options: {},
    data: null,
    limit: null,
    repeats: null,
  }]);
  return knownSamples(tasks, { seed: 0, records: () => problems(count) });
}

/** Arguments of a run of both modes, two repeats each. */
export function runArgs(url: string, file: string, extra: readonly string[] = []): string[] {
  return [
    "run",
    ...["--base-url", url, "--model", "sim", "-b", "aime-2025/rule", "--repeats", "2"],
    ...["--data", `aime-2025=${file}`, "--mode", "both", "--sample-seed", "5"],
    ...["--run-id", "r1", "--yes"],
    ...extra,
  ];
}

/** Replies kept so far; 0 before the store is there. */
export function replies(store: string): number {
  try {
    return Number(query(store, "select count(*) as n from replies")[0]?.n ?? 0);
  } catch {
    return 0;
  }
}

/** The table without what tells one run from another. */
export async function table(runsDir: string): Promise<string> {
  return await Deno.readTextFile(`${runsDir}/r1/leaderboard.md`);
}

/** Waits for a condition, 30 s at most. */
export async function until(ready: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!ready()) {
    assert.ok(Date.now() < deadline, "took longer than 30 s");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const COUNT = 60;
const CONCURRENCY = 8;
/** Two modes, two repeats. */
const ASKS = COUNT * 4;

/**
 * Kills runs at random moments and goes on with them until `kills` kills are done; each run must
 * end with the table of an uninterrupted one and must not ask a kept reply again.
 *
 * @returns kills done and replies that were bought and lost, at most what was in flight each time
 */
export async function killRuns(
  kills: number,
  draw: () => number,
): Promise<{ readonly kills: number; readonly lost: number }> {
  await using sim = await startSim({
    skill: 0.6,
    knowledge: knowledge(COUNT),
    latency: { firstTokenMs: 20, perTokenMs: 0, jitter: 0.9 },
  });
  await using whole = await workspace();
  const file = await aimeFile(whole.path, COUNT);
  const uninterrupted = await whole.assay(runArgs(sim.url, file));
  assert.equal(uninterrupted.code, 0, uninterrupted.stderr);
  const wanted = await table(whole.runsDir);
  let done = 0;
  let lost = 0;
  while (done < kills) {
    await using place = await workspace();
    const killed = await killOneRun(place, sim, Math.min(kills - done, 8), draw);
    assert.equal(await table(place.runsDir), wanted, "the table of an uninterrupted run");
    done += killed.kills;
    lost += killed.lost;
  }
  return { kills: done, lost };
}

async function killOneRun(
  place: Workspace,
  sim: SimServer,
  most: number,
  draw: () => number,
): Promise<{ kills: number; lost: number }> {
  const file = await aimeFile(place.path, COUNT);
  const store = `${place.runsDir}/r1/run.sqlite`;
  const flags = ["--concurrency", String(CONCURRENCY)];
  const before = sim.stats().replies;
  let lost = 0;
  let kills = 0;
  for (; kills < most && replies(store) < ASKS - 2 * CONCURRENCY; kills++) {
    const child = place.start(
      kills === 0 ? runArgs(sim.url, file, flags) : ["resume", "r1", ...flags],
    );
    // A random moment of the asking: between any two steps of a sample, reply and verdict included.
    const target = replies(store) + Math.floor(draw() * ASKS / 8);
    await until(() => replies(store) >= target);
    await new Promise((resolve) => setTimeout(resolve, draw() * 60));
    child.kill("SIGKILL");
    await child.output();
    await until(() => sim.stats().inFlight === 0);
    const gone = sim.stats().replies - before - replies(store) - lost;
    assert.ok(gone >= 0 && gone <= 4 * CONCURRENCY, `${gone} replies were lost by one kill`);
    lost += gone;
  }
  const kept = replies(store);
  const answered = sim.stats().replies;
  const resumed = await place.assay(["resume", "r1"]);
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.equal(sim.stats().replies - answered, ASKS - kept, "no kept reply was asked again");
  return { kills, lost };
}

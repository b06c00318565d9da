/**
 * Conversations against the simulated server, which plays agent and user, killed at random moments.
 *
 * @module
 */
import assert from "node:assert/strict";
import { knownSamples, type SimServer, startSim } from "../../runners/sim/mod.ts";
import { resolveTasks } from "../../runners/tasks.ts";
import { replies, table, until } from "./chaos.ts";
import { query, type Workspace, workspace } from "./harness.ts";

const SAMPLES = 2;
const REPEATS = 25;
/** Conversations of a run. */
const ASKS = SAMPLES * REPEATS;
const CONCURRENCY = 8;

function knowledge() {
  return knownSamples(
    resolveTasks([{
      id: "tau2-bench",
      tasks: ["mock"],
      options: {},
      data: null,
      limit: null,
      repeats: null,
    }]),
    { seed: 0 },
  );
}

function runArgs(url: string): string[] {
  return [
    "run",
    ...["--demo", "-b", "tau2-bench/mock", "--repeats", String(REPEATS)],
    ...["--base-url", url, "--model", "sim", "--mode", "non-thinking"],
    ...["--user-base-url", url, "--user-model", "sim"],
    ...["--run-id", "r1", "--yes"],
    ...["--concurrency", String(CONCURRENCY), "--user-concurrency", String(CONCURRENCY)],
  ];
}

/**
 * Kills runs of 50 conversations at random moments, so many each, until `kills` kills are done; each
 * run must end with the table of an uninterrupted one, and no kept turn may be asked again.
 *
 * @returns kills done, and turns that were bought and lost: what was in flight each time
 */
export async function killConversations(
  kills: number,
  draw: () => number,
): Promise<{ readonly kills: number; readonly lost: number }> {
  await using sim = await startSim({
    skill: 0.6,
    knowledge: knowledge(),
    latency: { firstTokenMs: 15, perTokenMs: 0, jitter: 0.9 },
  });
  await using whole = await workspace();
  const uninterrupted = await whole.assay(runArgs(sim.url));
  assert.equal(uninterrupted.code, 0, uninterrupted.stderr);
  const wanted = await table(whole.runsDir);
  const turns = replies(`${whole.runsDir}/r1/run.sqlite`);
  assert.ok(turns > 4 * ASKS, `${turns} turns`);
  let done = 0;
  let lost = 0;
  while (done < kills) {
    await using place = await workspace();
    const run = await killOne(place, sim, Math.min(kills - done, 20), { turns, draw });
    assert.equal(await table(place.runsDir), wanted, "the table of an uninterrupted run");
    done += run.kills;
    lost += run.lost;
  }
  return { kills: done, lost };
}

async function killOne(
  place: Workspace,
  sim: SimServer,
  most: number,
  { turns, draw }: { readonly turns: number; readonly draw: () => number },
): Promise<{ kills: number; lost: number }> {
  const store = `${place.runsDir}/r1/run.sqlite`;
  const before = sim.stats().replies;
  let lost = 0;
  let kills = 0;
  for (; kills < most && replies(store) < turns - 4 * CONCURRENCY; kills++) {
    const child = place.start(kills === 0 ? runArgs(sim.url) : ["resume", "r1"]);
    const target = replies(store) + Math.floor(draw() * turns / (most + 2));
    await until(() => replies(store) >= Math.min(turns, target));
    await new Promise((resolve) => setTimeout(resolve, draw() * 40));
    child.kill("SIGKILL");
    await child.output();
    await until(() => sim.stats().inFlight === 0);
    const gone = sim.stats().replies - before - replies(store) - lost;
    assert.ok(gone >= 0 && gone <= 6 * CONCURRENCY, `${gone} turns were lost by one kill`);
    lost += gone;
  }
  const kept = replies(store);
  const answered = sim.stats().replies;
  const resumed = await place.assay(["resume", "r1"]);
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.equal(sim.stats().replies - answered, turns - kept, "no kept turn was asked again");
  const [twice] = query(
    store,
    `SELECT count(*) AS n FROM (SELECT 1 FROM replies
      GROUP BY column_id, benchmark, task, sample_id, repeat, turn HAVING count(*) > 1)`,
  );
  assert.equal(Number(twice?.n), 0, "no turn of a conversation is there twice");
  return { kills, lost };
}

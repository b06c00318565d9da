import assert from "node:assert/strict";
import { startSim } from "../../runners/sim/mod.ts";
import { seededDraw } from "../../scoring/random.ts";
import { aimeFile, killRuns, knowledge, replies, runArgs, table, until } from "./chaos.ts";
import { filesBelow, query, workspace } from "./harness.ts";

const KEY = "canary-3f9a7c51e2d84b06";

Deno.test("run prints one JSON document, keeps everything and exits 0", async () => {
  await using sim = await startSim({ skill: 1, knowledge: knowledge(8), apiKey: KEY });
  await using place = await workspace();
  const file = await aimeFile(place.path, 8);
  const ran = await place.assay(
    runArgs(sim.url, file, ["--json", "--api-key-env", "CANARY"]),
    { CANARY: KEY },
  );
  assert.equal(ran.code, 0, ran.stderr);
  const summary = JSON.parse(ran.stdout);
  assert.equal(summary.status, "finished");
  assert.deepEqual(summary.columns.map((column: { mode: string }) => column.mode).sort(), [
    "non-thinking",
    "thinking",
  ]);
  for (const cell of summary.cells) {
    const rule = cell.tasks.find(({ task }: { task: string }) => task === "rule");
    assert.equal(rule.tally.scored, 16);
    const accuracy = rule.metrics.find(({ id }: { id: string }) => id === "accuracy");
    assert.equal(accuracy.value, 100);
  }
  const store = `${place.runsDir}/r1/run.sqlite`;
  assert.equal(query(store, "select count(*) as n from replies")[0]?.n, 32);
  assert.equal(sim.stats().keys.answeredTwice, 0);

  // Nothing that was written, printed or said holds the key.
  for (const { path, text } of await Array.fromAsync(filesBelow(place.path))) {
    assert.ok(!text.includes(KEY), path);
  }
  assert.ok(!ran.stdout.includes(KEY) && !ran.stderr.includes(KEY));

  // Written again from the store, every report is the same to the byte.
  const before = await Deno.readTextFile(`${place.runsDir}/r1/leaderboard.md`);
  assert.match(before, /simulated/i);
  const reported = await place.assay(["report", "r1", "--format", "md"]);
  assert.equal(reported.code, 0, reported.stderr);
  assert.equal(reported.stdout, before);
  const scored = await place.assay(["score", "r1"]);
  assert.equal(scored.code, 0, scored.stderr);
  assert.equal(await Deno.readTextFile(`${place.runsDir}/r1/leaderboard.md`), before);
});

Deno.test("run with a refused key exits 4 with a sentence and without the key", async () => {
  await using sim = await startSim({ apiKey: "another" });
  await using place = await workspace();
  const file = await aimeFile(place.path, 2);
  const ran = await place.assay(runArgs(sim.url, file, ["--api-key-env", "CANARY"]), {
    CANARY: KEY,
  });
  assert.equal(ran.code, 4);
  assert.match(ran.stderr, /key/i);
  assert.ok(!ran.stderr.includes(KEY));
  assert.doesNotMatch(ran.stderr, /^\s+at /m);
});

Deno.test("run names the models of a server that has not the one asked for", async () => {
  await using sim = await startSim({ models: ["other-model"], dialect: "vllm" });
  await using place = await workspace();
  const file = await aimeFile(place.path, 2);
  const ran = await place.assay(runArgs(sim.url, file));
  assert.equal(ran.code, 4);
  assert.match(ran.stderr, /other-model/);
});

Deno.test("run without a server exits 4, with bad data 3, with a bad flag 2", async () => {
  await using place = await workspace();
  const file = await aimeFile(place.path, 2);
  const down = await place.assay(runArgs("http://127.0.0.1:9/v1", file));
  assert.equal(down.code, 4, down.stderr);

  await using sim = await startSim({});
  const bad = `${place.path}/bad.jsonl`;
  await Deno.writeTextFile(bad, '{"question": "1 + 1?", "answer": "2"}\n{"question": "2 + 2?"}\n');
  const data = await place.assay(runArgs(sim.url, bad));
  assert.equal(data.code, 3, data.stderr);
  assert.match(data.stderr, /bad\.jsonl" row 2: column "answer"/);
  assert.equal(sim.stats().requests, 0, "nothing was asked");

  const flag = await place.assay(["run", "--modle", "x"]);
  assert.equal(flag.code, 2);
  assert.match(flag.stderr, /--model/);
});

Deno.test("run goes on after an interrupt and ends with the same table", async () => {
  const count = 40;
  await using sim = await startSim({
    skill: 0.6,
    knowledge: knowledge(count),
    latency: { firstTokenMs: 60, perTokenMs: 0, jitter: 0 },
  });
  await using whole = await workspace();
  await using halved = await workspace();
  const uninterrupted = await whole.assay(
    runArgs(sim.url, await aimeFile(whole.path, count), ["--concurrency", "4"]),
  );
  assert.equal(uninterrupted.code, 0, uninterrupted.stderr);

  const child = halved.start(
    runArgs(sim.url, await aimeFile(halved.path, count), ["--concurrency", "4"]),
  );
  const store = `${halved.runsDir}/r1/run.sqlite`;
  await until(() => replies(store) >= 20);
  child.kill("SIGINT");
  const stopped = await child.output();
  assert.equal(stopped.code, 130);
  assert.match(new TextDecoder().decode(stopped.stderr), /resume r1/);
  const kept = replies(store);
  assert.ok(kept >= 20 && kept < 160);

  const answered = sim.stats().replies;
  const resumed = await halved.assay(["resume", "r1"]);
  assert.equal(resumed.code, 0, resumed.stderr);
  assert.equal(sim.stats().replies - answered, 160 - kept, "no kept reply was asked again");
  assert.equal(
    await table(halved.runsDir),
    await table(whole.runsDir),
  );
});

Deno.test("run killed at 5 random moments loses only what was in flight", async () => {
  const { kills } = await killRuns(5, seededDraw("kill"));
  assert.equal(kills, 5);
});

Deno.test("a second process on the same run is refused with a sentence", async () => {
  await using sim = await startSim({
    knowledge: knowledge(30),
    latency: { firstTokenMs: 200, perTokenMs: 0, jitter: 0 },
  });
  await using place = await workspace();
  const file = await aimeFile(place.path, 30);
  const child = place.start(runArgs(sim.url, file, ["--concurrency", "1"]));
  await until(() => replies(`${place.runsDir}/r1/run.sqlite`) >= 1);
  const second = await place.assay(["resume", "r1"]);
  child.kill("SIGKILL");
  await child.output();
  assert.equal(second.code, 2, second.stderr);
  assert.match(second.stderr, /r1/);
});

import assert from "node:assert/strict";
import { knownSamples, type SimServer, startSim } from "../../runners/sim/mod.ts";
import { benchmarks } from "../../benchmarks/mod.ts";
import { createActions } from "../actions.ts";
import { createProgram } from "../program.ts";
import { type RecordedIo, recordedIo } from "../testing.ts";

/** Runs a command line in this process against a terminal that remembers. */
async function assay(line: string, io: RecordedIo = recordedIo()): Promise<RecordedIo> {
  const words = line.split(" ").filter((word) => word !== "");
  await createProgram(createActions(io)).parseAsync(words, { from: "user" });
  return io;
}

/** A simulated server that knows IFBench's self-written samples, and a folder for runs. */
async function place(more: Parameters<typeof startSim>[0] = {}) {
  const ifbench = benchmarks.find(({ id }) => id === "ifbench");
  assert.ok(ifbench);
  const tasks = ifbench.tasks(ifbench.options.parse({}));
  const server: SimServer = await startSim({
    skill: 1,
    knowledge: knownSamples(tasks.map((task) => ({ benchmark: ifbench, task })), { seed: 0 }),
    ...more,
  });
  const runsDir = await Deno.makeTempDir();
  return {
    runsDir,
    ask: `-u ${server.url} -m sim -b ifbench --demo --runs-dir ${runsDir}`,
    async [Symbol.asyncDispose]() {
      await server.close();
      await Deno.remove(runsDir, { recursive: true });
    },
  };
}

Deno.test("assay run prints the leaderboard alone on standard output", async () => {
  await using at = await place();
  const io = await assay(`run ${at.ask} --run-id r1`);
  assert.equal(io.code, 0);
  assert.match(io.text.out, /^General\n/);
  assert.match(io.text.out, /IFBench .* 100\.00/);
  assert.match(io.text.err, /^Run "r1" in .*r1: \d+ asks$/m);
});

Deno.test("assay run --json prints one document, and so do report, gate and compare", async () => {
  await using at = await place();
  const run = await assay(`run ${at.ask} --run-id r1 --mode both --json`);
  const summary = JSON.parse(run.text.out);
  assert.equal(summary.$schema, "urn:assay:schema:run-summary:1");
  assert.deepEqual(summary.columns.map(({ id }: { id: string }) => id), [
    "sim:thinking",
    "sim:non-thinking",
  ]);

  const report = await assay(`report r1 --runs-dir ${at.runsDir} --json`);
  assert.equal(JSON.parse(report.text.out).$schema, "urn:assay:schema:leaderboard:1");
  assert.equal(report.text.out, await Deno.readTextFile(`${at.runsDir}/r1/leaderboard.json`));

  const gate = await assay(`gate r1 --runs-dir ${at.runsDir} --min ifbench=99 --json`);
  assert.equal(gate.code, 0);
  assert.equal(JSON.parse(gate.text.out).passed, true);

  const compared = await assay(`compare r1 --runs-dir ${at.runsDir} --json`);
  const { rows } = JSON.parse(compared.text.out);
  assert.equal(rows.length, 1);
  assert.equal(rows[0].benchmark, "ifbench");
  assert.equal(rows[0].difference, 0);
});

Deno.test("assay gate ends with 1 where a number is not reached", async () => {
  await using at = await place({ skill: 0 });
  await assay(`run ${at.ask} --run-id r1`);
  const io = await assay(`gate r1 --runs-dir ${at.runsDir} --min ifbench=99.5`);
  assert.equal(io.code, 1);
  assert.match(io.text.out, /failed\nGate failed\n$/);
});

Deno.test("assay run ends with 1 where samples are unscored, and resume finishes them", async () => {
  await using at = await place({
    faults: { match: [{ contains: " ", fault: { kind: "status", status: 400 }, times: 1 }] },
  });
  const io = await assay(`run ${at.ask} --run-id r1`);
  assert.equal(io.code, 1);
  assert.match(io.text.err, /\(1 request-failed\); go on with: deno task resume r1 --runs-dir/);
  const again = await assay(`resume r1 --runs-dir ${at.runsDir}`);
  assert.equal(again.code, 0);
  assert.match(again.text.out, /IFBench .* 100\.00/);
});

Deno.test("assay run with an interrupt ends with 130 and prints no table", async () => {
  await using at = await place({ latency: { firstTokenMs: 60_000 } });
  const interrupt = new AbortController();
  const io = recordedIo({ signal: interrupt.signal });
  const running = assay(`run ${at.ask} --run-id r1`, io);
  setTimeout(() => interrupt.abort(new DOMException("Interrupted", "AbortError")), 500);
  await running;
  assert.equal(io.code, 130);
  assert.equal(io.text.out, "");
  assert.match(
    io.text.err,
    /0 of \d+ asks are scored and kept \(\d+ not-asked\); go on with: deno task resume r1/,
  );
});

Deno.test("assay score gives the same numbers again without a model", async () => {
  const runs = await place();
  const first = await assay(`run ${runs.ask} --run-id r1 --json`);
  const again = await assay(`score r1 --runs-dir ${runs.runsDir} --json`);
  const cells = (text: string) => JSON.parse(text).cells;
  assert.deepEqual(cells(again.text.out), cells(first.text.out));
  await runs[Symbol.asyncDispose]();
});

Deno.test("assay export writes a line for each ask", async () => {
  await using at = await place();
  await assay(`run ${at.ask} --run-id r1 --limit 2`);
  await assay(`export r1 --runs-dir ${at.runsDir}`);
  const text = await Deno.readTextFile(`${at.runsDir}/r1/samples.jsonl`);
  const lines = text.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines.length, 2);
  assert.equal(lines[0].verdict.verdict.kind, "scored");
  assert.equal(lines[0].replies.length, 1);
  const printed = await assay(`export r1 --runs-dir ${at.runsDir} --out -`);
  assert.equal(printed.text.out, text);
});

Deno.test("assay run --dry-run and --print-config send nothing and write nothing", async () => {
  await using at = await place();
  const closed = at.ask.replace(/-u \S+/, "-u http://127.0.0.1:1/v1");
  const dry = await assay(`run ${closed} --dry-run --json`);
  assert.equal(JSON.parse(dry.text.out).rows[0].benchmark, "ifbench");
  const config = await assay(`run ${closed} --print-config`);
  assert.match(
    config.text.out,
    /^models\.sim\.baseUrl +\["http:\/\/127.0.0.1:1\/v1"\] +--base-url$/m,
  );
  assert.deepEqual(await Array.fromAsync(Deno.readDir(at.runsDir)), []);
});

Deno.test("assay list names every benchmark with records, metric and state", async () => {
  const folder = await Deno.makeTempDir();
  const table = await assay(`list --data-dir ${folder}`);
  for (const { id } of benchmarks) assert.ok(table.text.out.includes(id), id);
  const { benchmarks: listed } = JSON.parse(
    (await assay(`list -b ifbench --data-dir ${folder} --json`)).text.out,
  );
  assert.equal(listed.length, 1);
  assert.equal(listed[0].tasks[0].data.state, "missing");
  assert.deepEqual(listed[0].options, ["profile"]);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("assay report puts runs side by side and writes a file", async () => {
  await using at = await place();
  await assay(`run ${at.ask} --run-id r1 --limit 1`);
  await assay(`run ${at.ask} --run-id r2 --limit 1`);
  const io = await assay(
    `report r1 r2 --runs-dir ${at.runsDir} --format csv --out ${at.runsDir}/board.csv`,
  );
  assert.equal(io.text.out, "");
  const csv = await Deno.readTextFile(`${at.runsDir}/board.csv`);
  assert.match(csv, /,r1,/);
  assert.match(csv, /,r2,/);
});

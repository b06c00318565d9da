import assert from "node:assert/strict";
import { livecodebenchV6 } from "../benchmarks/livecodebench_v6.ts";
import type { Manifest } from "../results/manifest.ts";
import type { RunSummary } from "../results/types.ts";
import { defaultEndpointConfig } from "./backend/defaults.ts";
import { rescore } from "./rescore.ts";
import { evaluate } from "./run.ts";
import type { RunConfig } from "./run_types.ts";
import { startSim } from "./sim/mod.ts";
import { pythonSandbox, SandboxMissingError } from "./tools/python/sandbox.ts";

/** Runs of LiveCodeBench's self-written problems, with and without something to run programs in. */

const [task] = livecodebenchV6.tasks(livecodebenchV6.options.parse({}));
assert.ok(task);
const knowledge = task.demo.map((record, index) => ({
  benchmark: "livecodebench-v6",
  prompt: String(task.sample(record, { index, draw: () => 0 }).messages.at(-1)?.content),
  reference: task.reference(record) ?? "",
}));

function config(baseUrl: string): RunConfig {
  const endpoint = defaultEndpointConfig({ label: "m", model: "sim", baseUrls: [baseUrl] });
  const column = { id: "m", label: "m", model: "sim", mode: "thinking", simulated: true } as const;
  return {
    runId: "r",
    benchmarks: [{
      id: "livecodebench-v6",
      tasks: null,
      options: {},
      data: null,
      limit: null,
      repeats: null,
    }],
    columns: [{ column, endpoint, sampling: {}, price: null }],
    judge: null,
    seed: 0,
    dataDir: "data",
    demo: true,
    keepGoing: false,
    scoreTimeoutMs: 60_000,
    provenance: {},
  };
}

/** A folder with a `bwrap` that says what it says where namespaces are shut. */
async function shutOut(folder: string): Promise<string> {
  await Deno.mkdir(`${folder}/bin`);
  const says = "bwrap: No permissions to create new namespace";
  await Deno.writeTextFile(`${folder}/bin/bwrap`, `#!/bin/sh\necho "${says}" >&2\nexit 1\n`);
  await Deno.chmod(`${folder}/bin/bwrap`, 0o755);
  return `${folder}/bin`;
}

function theCell({ cells }: RunSummary) {
  const [cell] = cells;
  assert.ok(cell !== undefined);
  return cell;
}

const manifestOf = ({ manifest }: RunSummary) => manifest as unknown as Manifest;

/** Why Python programs cannot be run bare; `null` where they can. */
async function bareProblem(): Promise<string | null> {
  await using sandbox = pythonSandbox({ kind: "none" });
  try {
    await sandbox.start();
    return null;
  } catch (cause) {
    if (cause instanceof SandboxMissingError) return cause.message;
    throw cause;
  }
}

Deno.test("where bubblewrap cannot, problems are unscored with the reason, and bare only when asked to", async () => {
  const folder = await Deno.makeTempDir();
  const path = Deno.env.get("PATH") ?? "";
  await using sim = await startSim({ models: ["sim"], skill: 1, thinking: "never", knowledge });
  const runsDir = `${folder}/runs`;
  try {
    Deno.env.set("PATH", `${await shutOut(folder)}:${path}`);
    {
      await using sandbox = pythonSandbox();
      const run = evaluate({ config: config(sim.url), runsDir, resume: false, tools: { sandbox } });
      const summary = await run.result;
      const { headline, tally, notes } = theCell(summary);
      assert.deepEqual([headline.value, tally.scored, tally.unscored], [null, 0, 3]);
      assert.equal(tally.reasons["scorer-failed"], 3);
      assert.deepEqual([notes, manifestOf(summary).sandboxes], [[], []]);
      await assert.rejects(sandbox.start(), (cause: unknown) => {
        assert.ok(cause instanceof SandboxMissingError);
        assert.match(cause.reason, /^no Python|No permissions to create new namespace \(as /);
        return true;
      });
    }
    if (await bareProblem() !== null) return;
    await using sandbox = pythonSandbox({ kind: "none" });
    const summary = await rescore({ runsDir, runId: "r", tools: { sandbox } });
    const { headline, notes, tasks } = theCell(summary);
    assert.equal(headline.value, 100);
    assert.match(notes[0] ?? "", /^LCB V6: programs of the model ran bare, without a sandbox/);
    assert.deepEqual(
      manifestOf(summary).sandboxes.map(({ kind, programs }) => [kind, programs]),
      [["none", 3]],
    );
    const [counted] = manifestOf(summary).benchmarks.flatMap(({ tasks }) => tasks);
    assert.deepEqual(counted?.limits, { secondsPerTest: 6, memoryBytes: 4 * 1024 ** 3 });
    const shown = Object.keys(tasks[0]?.breakdowns ?? {});
    for (const wanted of ["failures", "difficulty", "platform", "window"]) {
      assert.ok(shown.some((name) => name.includes(wanted)), `${wanted} of ${shown.join()}`);
    }
  } finally {
    Deno.env.set("PATH", path);
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("confined programs leave their envelope in the manifest and in the cell's note", async (t) => {
  await using sandbox = pythonSandbox();
  try {
    await sandbox.start();
  } catch (cause) {
    if (!(cause instanceof SandboxMissingError)) throw cause;
    const line = `LEFT OUT: a run of confined programs: ${cause.message}\n`;
    Deno.stderr.writeSync(new TextEncoder().encode(line));
    return;
  }
  const runsDir = await Deno.makeTempDir();
  await using sim = await startSim({ models: ["sim"], skill: 1, thinking: "never", knowledge });
  const settings = { config: config(sim.url), runsDir, tools: { sandbox } };
  await t.step("of the process that ran them", async () => {
    const summary = await evaluate({ ...settings, resume: false }).result;
    const { headline, notes } = theCell(summary);
    assert.equal(headline.value, 100);
    assert.match(
      notes[0] ?? "",
      /^LCB V6: programs ran in bubblewrap on Python 3\.\d+\.\d+, \d+ CPUs/,
    );
    const [session, ...others] = manifestOf(summary).sandboxes;
    assert.deepEqual([session?.kind, session?.programs, others], ["bubblewrap", 3, []]);
    assert.ok((session?.probeMs ?? 0) > 0);
  });
  await t.step("and a process that runs none changes nothing", async () => {
    await using idle = pythonSandbox();
    const resumed = await evaluate({ ...settings, tools: { sandbox: idle }, resume: true }).result;
    assert.deepEqual(manifestOf(resumed).sandboxes.map(({ programs }) => programs), [3]);
  });
  await Deno.remove(runsDir, { recursive: true });
});

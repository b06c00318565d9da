import assert from "node:assert/strict";
import { benchmarks } from "../../benchmarks/mod.ts";
import { openSqliteStore } from "../../results/store/sqlite.ts";
import { knownSamples, startSim } from "../../runners/sim/mod.ts";
import { createActions } from "../actions.ts";
import { createProgram } from "../program.ts";
import { type RecordedIo, recordedIo } from "../testing.ts";

async function assay(line: string, io: RecordedIo = recordedIo()): Promise<RecordedIo> {
  const words = line.split(" ").filter((word) => word !== "");
  await createProgram(createActions(io)).parseAsync(words, { from: "user" });
  return io;
}

function imo() {
  const benchmark = benchmarks.find(({ id }) => id === "imo-answer-bench");
  assert.ok(benchmark);
  const [task] = benchmark.tasks(benchmark.options.parse({}));
  assert.ok(task);
  return { benchmark, task };
}

/** Id of the first sample of the task. */
function firstId({ task }: ReturnType<typeof imo>): string {
  return task.sample(task.demo[0], { index: 0, draw: () => 0 }).id;
}

/** Changes an option of the kept configuration, as a new version of a scorer would change its prompt. */
async function setOption(runsDir: string, name: string, value: string): Promise<void> {
  await using store = await openSqliteStore(`${runsDir}/r/run.sqlite`, { create: false });
  const manifest = structuredClone(await store.manifest()) as {
    config: { benchmarks: { options: Record<string, string> }[] };
  };
  for (const { options } of manifest.config.benchmarks) options[name] = value;
  await store.keepManifest(manifest as never);
}

Deno.test("judges from the command line: broken, back, measured, named, and asked only about what changed", async () => {
  const known = imo();
  await using model = await startSim({
    models: ["m"],
    skill: 1,
    knowledge: knownSamples([known], { seed: 0 }),
  });
  await using judge = await startSim({ models: ["j"] });
  await using broken = await startSim({
    models: ["j"],
    faults: { match: [{ contains: "Gold Target", fault: { kind: "status", status: 422 } }] },
  });
  const samples = known.task.demo.length;
  const runsDir = await Deno.makeTempDir();
  const at = `--runs-dir ${runsDir}`;
  try {
    const gone = await assay(
      `run -b imo-answer-bench --demo -m m -u ${model.url} --run-id r ${at} ` +
        `--judge-model j --judge-base-url ${broken.url}`,
    );
    assert.equal(gone.code, 1);
    assert.match(gone.text.err, new RegExp(`${samples} judge-failed`));
    const asked = model.stats().requests;

    const back = await assay(`resume r ${at} --judge-base-url ${judge.url}`);
    assert.equal(back.code, 0);
    assert.match(back.text.out, /IMO-Answer-Bench .* 100\.00/);
    assert.match(back.text.out, /Judge "judge:j" \(model "j"\): never checked/);
    assert.equal(model.stats().requests, asked);
    assert.equal(judge.stats().requests, samples);

    await assay(`judge-check --judge-model j --judge-base-url ${judge.url} --no-sensitivity ${at}`);
    const checked = judge.stats().requests;
    const board = await assay(`report r ${at}`);
    assert.match(
      board.text.out.replaceAll(/\s+/g, " "),
      /Judge "judge:j" \(model "j"\): last checked 2026-02-05 on 120 pairs \(bundled\): accuracy 7\d\.\d % \[/,
    );

    const view = await assay(`show r imo-answer-bench/judge/${firstId(known)} ${at}`);
    assert.match(view.text.out, /<Gold Target Begin>/);

    const same = await assay(`score r ${at}`);
    assert.equal(same.code, 0);
    assert.match(same.text.out, /IMO-Answer-Bench .* 100\.00/);
    assert.equal(judge.stats().requests, checked, "scoring again asks nobody");

    await setOption(runsDir, "judgeQuoting", "safe");
    const changed = await assay(`score r ${at}`);
    assert.equal(changed.code, 1);
    assert.match(changed.text.out + changed.text.err, new RegExp(`${samples} judge-failed`));
    await assay(`score r ${at} --ask-judge`);
    assert.equal(judge.stats().requests, checked + samples, "only what has changed is asked");
    const again = await assay(`score r ${at} --ask-judge`);
    assert.equal(judge.stats().requests, checked + samples);
    assert.match(again.text.out, /IMO-Answer-Bench .* 100\.00/);
    // The old prompt's verdicts are still good for the old prompt.
    await setOption(runsDir, "judgeQuoting", "labels");
    assert.equal((await assay(`score r ${at}`)).code, 0);
    assert.equal(judge.stats().requests, checked + samples);
  } finally {
    await Deno.remove(runsDir, { recursive: true });
  }
});

Deno.test("assay score refuses flags about a judge that it would not ask", async () => {
  await assert.rejects(
    assay("score r --judge-base-url http://127.0.0.1:9/v1"),
    /without --ask-judge/,
  );
});

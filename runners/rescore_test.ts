import assert from "node:assert/strict";
import { defaultEndpointConfig } from "./backend/defaults.ts";
import { rescore } from "./rescore.ts";
import { evaluate } from "./run.ts";
import type { RunConfig } from "./run_types.ts";
import { startSim } from "./sim/mod.ts";
import { summarise } from "./summary.ts";

/** Invented rows in the form of IFBench's file. */
const ROWS = ["lighthouses", "rivers", "bread"].map((topic, i) => ({
  key: String(i),
  prompt: `Write a line about ${topic}. Do not use any white space.`,
  instruction_id_list: ["format:no_whitespace"],
  kwargs: [{}],
}));

function config(baseUrl: string, data: string): RunConfig {
  return {
    runId: "r",
    benchmarks: [{
      id: "ifbench",
      tasks: null,
      options: {},
      data,
      limit: null,
      repeats: 2,
    }],
    columns: [{
      column: { id: "m", label: "m", model: "sim", mode: "thinking", simulated: true },
      endpoint: defaultEndpointConfig({ label: "m", model: "sim", baseUrls: [baseUrl] }),
      sampling: {},
      price: null,
    }],
    judge: null,
    seed: 0,
    dataDir: "data",
    demo: false,
    keepGoing: false,
    scoreTimeoutMs: 20_000,
    provenance: {},
  };
}

async function write(file: string, rows: readonly unknown[]): Promise<void> {
  await Deno.writeTextFile(file, rows.map((row) => JSON.stringify(row)).join("\n"));
}

Deno.test("rescore() gives the same numbers without a model, and none for another question", async () => {
  const runsDir = await Deno.makeTempDir({ prefix: "assay_rescore_" });
  try {
    const file = `${runsDir}/rows.jsonl`;
    await write(file, ROWS);
    const sim = await startSim({ models: ["sim"] });
    const run = evaluate({ config: config(sim.url, file), runsDir, resume: false });
    const before = await run.result;
    await sim.close();
    assert.equal(before.cells[0]?.tally.scored, 6);

    const after = await rescore({ runsDir, runId: "r" });
    assert.deepEqual(after, before);
    assert.deepEqual(await summarise({ runsDir, runId: "r" }), before);

    const reworded = ROWS.map((row) => ({ ...row, prompt: `${row.prompt} Thank you.` }));
    await write(file, reworded);
    await assert.rejects(
      rescore({ runsDir, runId: "r" }),
      (error: Error) =>
        error.name === "DatasetError" && /sample "0".*another prompt/s.test(error.message),
    );
    assert.deepEqual(await summarise({ runsDir, runId: "r" }), before, "nothing was scored anew");
  } finally {
    await Deno.remove(runsDir, { recursive: true });
  }
});

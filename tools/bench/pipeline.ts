/**
 * `pipeline_ratio`: requests a second through the whole run (read, plan, ask, keep, score, reduce)
 * over those of a bare fetch loop that sends the same bodies to the same server, taken before and
 * after it: the median of seven such rounds, as other work on the machine comes and goes.
 *
 * @module
 */
import { evaluate } from "../../runners/run.ts";
import { simProcess } from "./sim_process.ts";
import { trivialBenchmark, trivialRun, writeRecords } from "./trivial.ts";
import { report } from "./figures.ts";

const SAMPLES = 6_000;
const CONCURRENCY = 64;
const REPLY_BYTES = 4_096;
const ROUNDS = 7;

await using sim = await simProcess({ models: ["sim"], replyBytes: REPLY_BYTES, thinking: "never" });
const folder = await Deno.makeTempDir({ prefix: "assay_bench_" });
const data = `${folder}/records.jsonl`;
await writeRecords(data, SAMPLES, 200);

/** The same requests without anything around them. */
async function bare(): Promise<number> {
  const bodies = (await Deno.readTextFile(data)).trimEnd().split("\n").map((line) =>
    JSON.stringify({
      model: "sim",
      messages: [{ role: "user", content: JSON.parse(line).prompt }],
      max_tokens: 32_768,
      temperature: 0,
      top_p: 1,
    })
  );
  const started = performance.now();
  let next = 0;
  let bytes = 0;
  await Promise.all(Array.from({ length: CONCURRENCY }, async () => {
    while (next < bodies.length) {
      const body = bodies[next++] as string;
      const response = await fetch(`${sim.url}/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      const reply = await response.json();
      bytes += reply.choices[0].message.content.length;
    }
  }));
  if (bytes < SAMPLES * REPLY_BYTES / 2) throw new Error("The bare loop got no replies");
  return SAMPLES / (performance.now() - started) * 1000;
}

async function whole(round: number): Promise<number> {
  const started = performance.now();
  const run = evaluate({
    config: trivialRun({
      runId: `round-${round}`,
      baseUrl: sim.url,
      data: { trivial: data },
      concurrency: CONCURRENCY,
      stream: false,
    }),
    runsDir: `${folder}/runs`,
    resume: false,
    catalog: [trivialBenchmark("trivial")],
  });
  const { cells } = await run.result;
  if (cells[0]?.tally.scored !== SAMPLES) throw new Error("The run did not score every sample");
  return SAMPLES / (performance.now() - started) * 1000;
}

const ratios: number[] = [];
await bare();
let before = await bare();
for (let round = 0; round < ROUNDS; round++) {
  const run = await whole(round);
  const after = await bare();
  const loop = (before + after) / 2;
  before = after;
  ratios.push(run / loop);
  await Deno.stderr.write(
    new TextEncoder().encode(`bare ${loop.toFixed(0)}/s, run ${run.toFixed(0)}/s\n`),
  );
}
ratios.sort((a, b) => a - b);
await Deno.remove(folder, { recursive: true });
report([{
  name: "pipeline_ratio",
  value: ratios[Math.floor(ROUNDS / 2)] as number,
  unit: "ratio",
  target: ">= 0.4",
}]);

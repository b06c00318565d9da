/**
 * `rss_mb_100k`: peak resident memory of a run of 100,000 samples; `rss_growth`: that over a run of
 * 10,000. Each run is a process of its own and tells its own peak.
 *
 * @module
 */
import { report } from "./figures.ts";
import { simProcess } from "./sim_process.ts";
import { writeRecords } from "./trivial.ts";

await using sim = await simProcess({ models: ["sim"], replyBytes: 4_096, thinking: "never" });
const folder = await Deno.makeTempDir({ prefix: "assay_bench_" });

async function peakMb(samples: number): Promise<number> {
  const data = `${folder}/${samples}.jsonl`;
  await writeRecords(data, samples, 400);
  const { stdout, success } = await new Deno.Command("deno", {
    args: [
      "run",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-net=127.0.0.1",
      "--allow-sys=hostname,statfs",
      new URL("./memory_run.ts", import.meta.url).href,
      sim.url,
      data,
      `${folder}/runs-${samples}`,
      String(samples),
    ],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`The run of ${samples} samples failed`);
  return Number(new TextDecoder().decode(stdout).trim());
}

const small = await peakMb(10_000);
const large = await peakMb(100_000);
await Deno.remove(folder, { recursive: true });
report([
  { name: "rss_mb_100k", value: large, unit: "MB", target: "<= 300" },
  { name: "rss_growth", value: large / small, unit: "ratio", target: "<= 1.3" },
]);

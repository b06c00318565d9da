/** One run for `memory.ts`: prints the peak resident memory of this process in megabytes. */
import { evaluate } from "../../runners/run.ts";
import { trivialBenchmark, trivialRun } from "./trivial.ts";

const [baseUrl = "", data = "", runsDir = "", samples = ""] = Deno.args;
const run = evaluate({
  config: trivialRun({
    runId: "memory",
    baseUrl,
    data: { trivial: data },
    concurrency: 64,
    stream: false,
  }),
  runsDir,
  resume: false,
  catalog: [trivialBenchmark("trivial")],
});
let peak = 0;
const timer = setInterval(() => peak = Math.max(peak, Deno.memoryUsage().rss), 20);
const { cells } = await run.result;
clearInterval(timer);
if (cells[0]?.tally.scored !== Number(samples)) throw new Error("The run is not complete");
Deno.stdout.writeSync(new TextEncoder().encode(`${(peak / 2 ** 20).toFixed(1)}\n`));

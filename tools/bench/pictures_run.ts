/**
 * One run for `pictures.ts`, of samples with a picture each out of the file that is given; tells its
 * requests a second and its peaks of memory.
 *
 * @module
 */
import { z } from "zod";
import { defineBenchmark, mediaCell, task, url } from "../../benchmarks/define.ts";
import type { Benchmark, MediaColumn } from "../../benchmarks/define.ts";
import { evaluate } from "../../runners/run.ts";
import { trivialBenchmark, trivialRun } from "./trivial.ts";

const [baseUrl = "", data = "", folder = "", count = ""] = Deno.args;
const SAMPLES = Number(count);
const CONCURRENCY = 8;

const format = data.endsWith(".tsv") ? "tsv" as const : "parquet" as const;
const image: MediaColumn = {
  column: "image",
  kind: "image",
  encoding: format === "tsv" ? "base64" : "bytes",
};

/** The trivial benchmark, with a picture in front of its question. */
function pictureBenchmark(): Benchmark {
  const [trivial] = trivialBenchmark("pictures").tasks({});
  if (trivial === undefined) throw new Error("The trivial benchmark has no task");
  return defineBenchmark({
    id: "pictures",
    title: "pictures",
    version: 1,
    upstream: [],
    options: {},
    tasks: () => [task({
      id: "test",
      source: url({ url: "http://127.0.0.1/none", format, licence: "none", media: [image] }),
      record: z.object({ index: z.coerce.string(), question: z.string(), image: mediaCell }),
      sample: (row) => ({
        id: row.index,
        messages: [{
          role: "user",
          content: [{ type: "image", image: row.image }, { type: "text", text: row.question }],
        }],
        target: null,
      }),
      scorer: { ...trivial.scorer, needs: [], score: trivial.score },
      metrics: trivial.metrics,
      primary: "accuracy",
      noReference: "any reply counts",
      demo: [],
    })],
    headline: { kind: "metric", task: "test", metric: "accuracy" },
  });
}

const MB = 2 ** 20;
const peaks = { preparing: 0, early: 0, late: 0 };
const config = {
  ...trivialRun({
    runId: "pictures",
    baseUrl,
    data: { pictures: data },
    concurrency: CONCURRENCY,
    stream: false,
  }),
  dataDir: `${folder}/data`,
};
const begun = performance.now();
const run = evaluate({
  config,
  runsDir: `${folder}/runs`,
  resume: false,
  catalog: [pictureBenchmark()],
});
let startedAt = 0;
let scored = 0;
const timer = setInterval(() => {
  const { rss } = Deno.memoryUsage();
  const phase = startedAt === 0 ? "preparing" : scored < SAMPLES / 2 ? "early" : "late";
  peaks[phase] = Math.max(peaks[phase], rss / MB);
}, 20);
for await (const event of run) {
  if (event.type === "started") startedAt = performance.now();
  if (event.type === "verdict") scored++;
}
const { cells } = await run.result;
const asking = performance.now() - startedAt;
clearInterval(timer);
if (cells[0]?.tally.scored !== SAMPLES) {
  throw new Error(`The run did not score every sample: ${JSON.stringify(cells[0]?.tally)}`);
}
Deno.stdout.writeSync(
  new TextEncoder().encode(
    `${
      JSON.stringify({
        perS: SAMPLES / asking * 1000,
        preparingS: (startedAt - begun) / 1000,
        ...peaks,
      })
    }\n`,
  ),
);

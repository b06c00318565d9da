/**
 * `resume_s_100k`: seconds from the start of `resume` to its first request, on a run of 100,000
 * samples of which half are finished.
 *
 * @module
 */
import { evaluate } from "../../runners/run.ts";
import { report } from "./figures.ts";
import { trivialBenchmark, trivialRun, writeRecords } from "./trivial.ts";

const SAMPLES = 100_000;
const folder = await Deno.makeTempDir({ prefix: "assay_bench_" });
const data = `${folder}/records.jsonl`;
await writeRecords(data, SAMPLES, 400);

let asked = 0;
let firstAt: number | null = null;
const reply = {
  object: "chat.completion",
  model: "sim",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "ok" } }],
  usage: { prompt_tokens: 100, completion_tokens: 1, total_tokens: 101 },
};
await using server = Deno.serve(
  { port: 0, hostname: "127.0.0.1", onListen: () => {} },
  (request) => {
    if (request.method === "GET") return Response.json({ object: "list", data: [{ id: "sim" }] });
    asked++;
    firstAt ??= performance.now();
    return Response.json(reply);
  },
);

const options = {
  config: trivialRun({
    runId: "resume",
    baseUrl: `http://127.0.0.1:${server.addr.port}/v1`,
    data: { trivial: data },
    concurrency: 64,
    stream: false,
  }),
  runsDir: `${folder}/runs`,
  catalog: [trivialBenchmark("trivial")],
};
const half = new AbortController();
const first = evaluate({ ...options, resume: false, signal: half.signal });
for await (const event of first) {
  if (event.type === "progress" && event.progress.scored >= SAMPLES / 2) half.abort();
}
await first.result;
const before = asked;
firstAt = null;

const started = performance.now();
const enough = new AbortController();
const second = evaluate({ ...options, resume: true, signal: enough.signal });
for await (const event of second) {
  if (event.type === "progress" && asked > before) enough.abort();
}
await second.result;
await Deno.remove(folder, { recursive: true });
if (firstAt === null) throw new Error("The resumed run asked nothing");
report([{
  name: "resume_s_100k",
  value: (firstAt - started) / 1000,
  unit: "s",
  target: "<= 2",
}]);

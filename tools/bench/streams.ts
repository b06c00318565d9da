/**
 * `stream_ratio`: 256 streams of 400 chunks read by the endpoint, over the same streams read by a
 * bare loop that only decodes the bytes.
 *
 * @module
 */
import { createEndpoint } from "../../runners/backend/endpoint.ts";
import { defaultEndpointConfig } from "../../runners/backend/defaults.ts";
import { report } from "./figures.ts";
import { simProcess } from "./sim_process.ts";

const STREAMS = 256;
const CHUNKS = 400;
const ROUNDS = 5;

await using sim = await simProcess({
  models: ["sim"],
  thinking: "never",
  length: { "non-thinking": { median: CHUNKS, sigma: 0, max: CHUNKS } },
});
const endpoint = createEndpoint(defaultEndpointConfig({
  label: "bench",
  model: "sim",
  baseUrls: [sim.url],
  dialect: "vllm",
  concurrency: STREAMS,
}));
await endpoint.connect();
const request = (i: number) => ({
  messages: [{ role: "user" as const, content: `Stream ${i}` }],
  sampling: { maxTokens: 1000, temperature: 0, topP: 1, topK: 1, seed: i },
  thinking: false,
});

async function bare(): Promise<number> {
  const started = performance.now();
  await Promise.all(Array.from({ length: STREAMS }, async (_, i) => {
    const response = await fetch(`${sim.url}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        ...endpoint.body(request(i)),
        stream: true,
        stream_options: { include_usage: true },
      }),
    });
    const decoder = new TextDecoder();
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += decoder.decode(chunk, { stream: true }).length;
    }
    if (length < CHUNKS * 50) throw new Error(`Stream ${i} came short: ${length} characters`);
  }));
  return performance.now() - started;
}

async function asked(): Promise<number> {
  const started = performance.now();
  const answers = await Promise.all(
    Array.from({ length: STREAMS }, (_, i) => endpoint.ask(request(i))),
  );
  for (const answer of answers) {
    if (answer.kind !== "reply" || answer.reply.usage.completionTokens < CHUNKS / 2) {
      throw new Error("An ask got no whole reply");
    }
  }
  return performance.now() - started;
}

await bare();
await asked();
const ratios: number[] = [];
for (let round = 0; round < ROUNDS; round++) ratios.push(await bare() / await asked());
ratios.sort((a, b) => a - b);
endpoint.close();
report([{
  name: "stream_ratio",
  value: ratios[Math.floor(ROUNDS / 2)] as number,
  unit: "ratio",
  target: ">= 0.5",
}]);

import assert from "node:assert/strict";
import { z } from "zod";
import { defineBenchmark, task, url, user } from "../../benchmarks/define.ts";
import { defaultEndpointConfig } from "../backend/defaults.ts";
import type { EndpointConfig } from "../backend/types.ts";
import type { ColumnConfig } from "../run_types.ts";
import { startSim } from "../sim/mod.ts";
import { doctor, type DoctorOptions } from "./doctor.ts";
import type { DoctorCheck } from "./check.ts";
import { denoCheck } from "./machine.ts";

const benchmark = defineBenchmark({
  id: "echo",
  title: "Echo",
  version: 1,
  upstream: [],
  options: {},
  tasks: () => [task<{ q: string }, string>({
    id: "one",
    source: url({ url: "http://127.0.0.1/x.jsonl", format: "jsonl", licence: "CC0-1.0" }),
    record: z.object({ q: z.string() }),
    sample: ({ q }) => ({ id: q, messages: user(q), target: q }),
    scorer: {
      id: "x",
      version: 1,
      needs: [],
      score: () => ({ kind: "scored", outcome: "wrong", answer: null, values: {} }),
    },
    metrics: [],
    primary: "x",
    noReference: "none",
    demo: [],
  })],
  headline: { kind: "metric", task: "one", metric: "x" },
});

function column(endpoint: EndpointConfig, mode: "thinking" | "non-thinking"): ColumnConfig {
  const { label, model } = endpoint;
  return {
    column: { id: `${label}:${mode}`, label, model, mode, simulated: true },
    endpoint,
    sampling: {},
    price: null,
  };
}

async function examine(config: DoctorOptions["config"], more: Partial<DoctorOptions> = {}) {
  const folder = await Deno.makeTempDir();
  try {
    return await Array.fromAsync(doctor({
      config,
      dataDir: folder,
      runsDir: folder,
      catalog: [benchmark],
      env: () => undefined,
      ...more,
    }));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const told = (checks: readonly DoctorCheck[]) =>
  checks.map(({ area, status, what }) => `${status} ${area}: ${what}`).join("\n");

function endpointAt(baseUrl: string, more: Partial<EndpointConfig> = {}): EndpointConfig {
  return defaultEndpointConfig({
    label: "m",
    model: "sim",
    baseUrls: [baseUrl],
    maxAttempts: 1,
    ...more,
  });
}

Deno.test("doctor() looks at the machine alone where nothing is configured", async () => {
  const checks = await examine(null);
  assert.deepEqual(
    [...new Set(checks.map(({ area }) => area))],
    ["deno", "permissions", "disk", "sandbox"],
  );
});

Deno.test("doctor() tries a model in each of its modes, and a judge in none", async () => {
  await using sim = await startSim({ dialect: "vllm" });
  const endpoint = endpointAt(sim.url);
  const judge = endpointAt(sim.url, { label: "j" });
  const text = told(
    await examine({
      columns: [column(endpoint, "thinking"), column(endpoint, "non-thinking")],
      judge: { endpoint: judge, sampling: {}, price: null },
      benchmarks: [],
    }),
  );
  assert.match(text, /ok model m: answers at http:\/\/127\.0\.0\.1:\d+\/v1 with sim/);
  assert.match(text, /ok model m: speaks vllm: /);
  assert.match(text, /ok model m: context of 131072 tokens/);
  assert.match(text, /ok model m: a tiny request in thinking mode took \d+ ms/);
  assert.match(text, /ok model m: reasoning comes in a field of its own/);
  assert.match(text, /ok model m: does not reason in non-thinking mode/);
  assert.match(text, /ok judge j: a tiny request took \d+ ms/);
  assert.doesNotMatch(text, /fail/);
});

Deno.test("doctor() warns of a model that does not think, and of one that always does", async () => {
  for (
    const [thinking, mode, warning] of [
      ["never", "thinking", /warn model m: shows no reasoning in thinking mode/],
      ["always", "non-thinking", /warn model m: reasons in non-thinking mode/],
    ] as const
  ) {
    await using sim = await startSim({ thinking });
    const config = { columns: [column(endpointAt(sim.url), mode)], judge: null, benchmarks: [] };
    assert.match(told(await examine(config)), warning);
  }
});

Deno.test("doctor() says what is wrong with a server, one after the other", async () => {
  await using sim = await startSim({ faults: { rates: { "empty": 1 } } });
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const columns = [
    column(endpointAt(sim.url, { label: "empty" }), "non-thinking"),
    column(endpointAt(`http://127.0.0.1:${port}/v1`, { label: "down" }), "thinking"),
    column(endpointAt(sim.url, { label: "keyless", apiKeyEnv: "NO_SUCH_KEY" }), "thinking"),
  ];
  const checks = await examine({ columns, judge: null, benchmarks: [] });
  const failed = checks.filter(({ status }) => status === "fail");
  assert.match(told(failed), /fail model empty: a tiny request in non-thinking mode came back/);
  assert.match(told(failed), /fail model down: Cannot reach the server of "down"/);
  assert.match(told(failed), /fail model keyless: the variable "NO_SUCH_KEY" is not set/);
  for (const { todo } of failed) assert.notEqual(todo, null);
});

Deno.test("doctor() looks at the data of the selected benchmarks", async () => {
  const selection = {
    id: "echo",
    tasks: null,
    options: {},
    data: null,
    limit: null,
    repeats: null,
  };
  const checks = await examine({ columns: [], judge: null, benchmarks: [selection] });
  assert.match(told(checks), /warn data: echo\/one: not downloaded/);
  const own = { ...selection, data: "/no/such/file.jsonl" };
  const broken = await examine({ columns: [], judge: null, benchmarks: [own] });
  assert.match(told(broken), /(warn|fail) data: echo\/one: .*there is no such file/);
});

Deno.test("doctor() ends with the caller's reason", async () => {
  const reason = new DOMException("Interrupted", "AbortError");
  await assert.rejects(examine(null, { signal: AbortSignal.abort(reason) }), reason);
});

for (
  const [version, status] of [
    ["2.9.6", "ok"],
    ["2.10.0", "ok"],
    ["3.0.0", "ok"],
    ["2.8.9", "fail"],
    ["1.46.0", "fail"],
  ] as const
) {
  Deno.test(`denoCheck() of ${version} is ${status}`, () => {
    assert.equal(denoCheck(version).status, status);
  });
}

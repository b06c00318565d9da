import assert from "node:assert/strict";
import type { JsonObject } from "../scoring/json.ts";
import { Manifest, manifestJsonSchema } from "./manifest.ts";
import { MANIFEST_SCHEMA } from "./schema_ids.ts";

const digest = "0123456789abcdef".repeat(4);

const endpoint: Manifest["columns"][number]["endpoint"] = {
  label: "qwen",
  baseUrls: ["http://127.0.0.1:8000/v1"],
  model: "Qwen/Qwen3-8B",
  serverModels: [],
  dialect: "vllm",
  dialectWhy: '"owned_by" of /v1/models is "vllm"',
  contextTokens: 40_960,
  stream: true,
  apiKeyEnv: "QWEN_KEY",
  headerNames: ["x-team"],
  extraBody: {},
  concurrency: "auto",
  dropped: [],
  capped: null,
};

const sampling = { maxTokens: 65_536, temperature: 0.8, topP: 0.95, topK: 50, seed: null };

/** What is known before the first ask. */
const atStart: Manifest = {
  $schema: MANIFEST_SCHEMA,
  schemaVersion: 1,
  runId: "2026-02-05-081500-k3f9",
  createdAt: "2026-02-05T08:15:00.000Z",
  finishedAt: null,
  status: null,
  simulated: false,
  harness: { name: "assay", version: "0.1.0", commit: null },
  runtime: { deno: "2.9.6", os: "linux", arch: "x86_64" },
  columns: [{
    id: "qwen:thinking",
    label: "qwen",
    mode: "thinking",
    simulated: false,
    endpoint,
    sampling,
    thinking: { chat_template_kwargs: { enable_thinking: true } },
  }],
  judge: { endpoint: { ...endpoint, label: "judge" }, sampling },
  panel: [],
  user: null,
  benchmarks: [{
    id: "ifbench",
    version: 1,
    options: { profile: "official" },
    upstream: ["allenai/IFBench@0123abc evaluation_lib.py:test"],
    tasks: [{ id: "ifbench", scorer: "ifbench@1", limits: {}, repeats: 1, limit: 20, data: null }],
  }],
  sandboxes: [],
  seed: 0,
  prices: { "qwen:thinking": { prompt: 0.1, completion: 0.3, currency: "EUR" } },
  command: { flags: { limit: 20 }, file: null },
  notes: [],
};

/** What is known once it has ended. */
const atEnd: Manifest = {
  ...atStart,
  finishedAt: "2026-02-05T09:00:00.000Z",
  status: "finished",
  columns: atStart.columns.map((column) => ({
    ...column,
    endpoint: {
      ...endpoint,
      serverModels: ["qwen3-8b-awq"],
      dropped: ["top_k"],
      capped: { replies: 3, lowest: 31_000 },
    },
  })),
  benchmarks: atStart.benchmarks.map((benchmark) => ({
    ...benchmark,
    tasks: benchmark.tasks.map((task) => ({
      ...task,
      data: {
        source: "hub:allenai/IFBench_test/data.jsonl",
        revision: "main",
        sha256: digest,
        file: null,
        records: 20,
        promptsSha256: digest,
        licence: "ODC-BY",
      },
    })),
  })),
  notes: [{ at: 1, kind: "dropped-parameter", text: '"top_k" is not known to the server' }],
};

Deno.test("Manifest takes a run's manifest at its start and at its end, and keeps every member", () => {
  for (const manifest of [atStart, atEnd]) {
    assert.deepEqual(Manifest.parse(JSON.parse(JSON.stringify(manifest))), manifest);
  }
  const more: JsonObject = { ...atEnd, config: { runId: "r", nested: [1, { a: null }] } };
  assert.deepEqual(Manifest.parse(more), more);
});

Deno.test("Manifest misses whatever is left out", () => {
  for (const key of Object.keys(atEnd)) {
    const { [key]: _, ...rest }: Record<string, unknown> = atEnd;
    assert.equal(Manifest.safeParse(rest).success, false, `without "${key}"`);
  }
});

Deno.test("Manifest refuses what would make a number untraceable", () => {
  const [benchmark] = atEnd.benchmarks;
  const [task] = benchmark?.tasks ?? [];
  assert.ok(benchmark && task);
  const rows: [string, Record<string, unknown>][] = [
    ["no version of the scorer", { tasks: [{ ...task, scorer: "ifbench" }] }],
    ["no digest of the data", { tasks: [{ ...task, data: { ...task.data, sha256: "abc" } }] }],
    ["no digest of the prompts", {
      tasks: [{ ...task, data: { ...task.data, promptsSha256: null } }],
    }],
    ["no repeats", { tasks: [{ ...task, repeats: 0 }] }],
    ["no version of the benchmark", { version: 0 }],
  ];
  for (const [name, over] of rows) {
    const changed: Record<string, unknown> = { ...benchmark, ...over };
    assert.equal(Manifest.safeParse({ ...atEnd, benchmarks: [changed] }).success, false, name);
  }
});

Deno.test("manifestJsonSchema() names every member and lets further ones pass", () => {
  const schema = manifestJsonSchema() as {
    $id: string;
    properties: Record<string, unknown>;
    required: string[];
    additionalProperties: unknown;
  };
  assert.equal(schema.$id, MANIFEST_SCHEMA);
  assert.deepEqual(Object.keys(schema.properties), Object.keys(atEnd));
  assert.deepEqual(schema.required, Object.keys(atEnd));
  assert.notEqual(schema.additionalProperties, false);
});

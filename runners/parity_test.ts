import assert from "node:assert/strict";
import { z } from "zod";
import { type Benchmark, defineBenchmark, task, url, user } from "../benchmarks/define.ts";
import { defaultEndpointConfig } from "./backend/defaults.ts";
import { compareParity, type ParityOptions } from "./parity.ts";
import { evaluate } from "./run.ts";
import { knownSamples, type SimOptions, startSim } from "./sim/mod.ts";

const SAMPLES = 300;

/** An invented benchmark: the reply must be a word. */
function invented(say: string): Benchmark {
  return defineBenchmark({
    id: "invented",
    title: "Invented",
    version: 1,
    upstream: [],
    options: {},
    tasks: () => [task({
      id: "test",
      source: url({ url: "http://127.0.0.1/none", format: "jsonl", licence: "none" }),
      record: z.object({ id: z.string(), word: z.string() }),
      sample: ({ id, word }) => ({ id, messages: user(`${say} ${word}.`), target: word }),
      scorer: {
        id: "echo",
        version: 1,
        needs: [],
        score: ({ text, target }) => ({
          kind: "scored",
          outcome: text === target ? "correct" : "wrong",
          answer: text,
          values: { correct: text === target },
        }),
      },
      metrics: [{
        kind: "mean",
        id: "accuracy",
        unit: "percent",
        better: "higher",
        scale: 100,
        range: [0, 1],
        value: ({ values }) => values.correct === true ? 1 : 0,
      }],
      primary: "accuracy",
      reference: ({ word }) => word,
      demo: Array.from({ length: SAMPLES }, (_, i) => ({ id: `s${i}`, word: `some-word-${i}` })),
    })],
    headline: { kind: "metric", task: "test", metric: "accuracy" },
  });
}

interface Asked {
  readonly sim?: SimOptions;
  readonly logprobs?: boolean;
  readonly temperature?: number;
  readonly say?: string;
}

/** Asks a simulated server of its own and keeps the run under a name. */
async function ask(
  runsDir: string,
  runId: string,
  { sim = {}, logprobs = true, temperature = 0, say = "Say the word" }: Asked = {},
): Promise<Benchmark> {
  const benchmark = invented(say);
  await using server = await startSim({
    skill: 0.8,
    knowledge: knownSamples([{ benchmark, task: benchmark.tasks({})[0]! }], { seed: 0 }),
    ...sim,
  });
  const run = evaluate({
    config: {
      runId,
      benchmarks: [
        { id: "invented", tasks: null, options: {}, data: null, limit: null, repeats: null },
      ],
      columns: [{
        column: { id: "m", label: "m", model: "sim", mode: "non-thinking", simulated: true },
        endpoint: defaultEndpointConfig({
          label: "m",
          model: "sim",
          baseUrls: [server.url],
          logprobs,
        }),
        sampling: { temperature },
        price: null,
      }],
      judge: null,
      seed: 0,
      dataDir: "data",
      demo: true,
      keepGoing: false,
      scoreTimeoutMs: 20_000,
      provenance: {},
    },
    runsDir,
    resume: false,
    catalog: [benchmark],
  });
  await run.result;
  return benchmark;
}

async function parityOf(first: Asked, second: Asked, more: Partial<ParityOptions> = {}) {
  const runsDir = await Deno.makeTempDir({ prefix: "assay_parity_" });
  try {
    const benchmark = await ask(runsDir, "first", first);
    await ask(runsDir, "second", second);
    return await compareParity({
      runsDir,
      first: { runId: "first", column: null },
      second: { runId: "second", column: null },
      benchmarks: null,
      catalog: [benchmark],
      ...more,
    });
  } finally {
    await Deno.remove(runsDir, { recursive: true });
  }
}

Deno.test("compareParity() finds nothing between two servers that answer the same", async () => {
  const { rows: [row], verdict } = await parityOf({}, {});
  assert.deepEqual([row?.agreement, row?.identical, row?.difference], [1, 1, 0]);
  assert.deepEqual([row?.meanLogprobDistance, row?.compared], [0, "token"]);
  assert.equal(verdict, "parity");
});

Deno.test("compareParity() sees noise in probabilities that changes no reply", async () => {
  const { rows: [row], verdict } = await parityOf({}, { sim: { logprobNoise: 0.02 } });
  assert.equal(row?.identical, 1);
  // Uniform between 0 and 0.02.
  assert.ok(Math.abs((row?.meanLogprobDistance ?? 0) - 0.01) < 0.001);
  assert.equal(verdict, "parity");
});

Deno.test("compareParity() finds a planted difference", async () => {
  const { rows: [row], verdict } = await parityOf({}, { sim: { skill: 0.7 } });
  assert.equal(verdict, "different");
  assert.ok((row?.difference ?? 0) < -5);
  assert.ok((row?.agreement ?? 1) < 0.95 && (row?.agreement ?? 0) > 0.8);
  assert.equal(row?.identical, row?.agreement);
  assert.notEqual(row?.medianFirstDifference, null);
});

Deno.test("compareParity() compares words where a server gives no probabilities", async () => {
  const { rows: [row] } = await parityOf({ logprobs: false }, { sim: { skill: 0.795 } });
  assert.deepEqual([row?.compared, row?.meanLogprobDistance], ["word", null]);
});

Deno.test("compareParity() refuses runs that were not asked greedily, or not the same", async () => {
  await assert.rejects(
    parityOf({ temperature: 0.6 }, {}),
    /"m" as it was asked at temperature 0.6/,
  );
  await assert.rejects(parityOf({}, { say: "Write" }), /sample "s0" was asked in other words/);
});

import assert from "node:assert/strict";
import { z } from "zod";
import {
  type Benchmark,
  type Conversation,
  defineBenchmark,
  task,
  url,
  user,
} from "../benchmarks/define.ts";
import type { Scorer } from "../scoring/types.ts";
import type { RunSummary } from "../results/types.ts";
import { defaultEndpointConfig } from "./backend/defaults.ts";
import type { EndpointConfig } from "./backend/types.ts";
import { evaluate } from "./run.ts";
import type { EvaluateOptions, RunConfig, RunEvent } from "./run_types.ts";
import { type SimOptions, startSim } from "./sim/mod.ts";

interface Odd {
  readonly conversation?: Conversation;
  readonly score?: Scorer<string>["score"];
  readonly needs?: Scorer<string>["needs"];
  readonly count?: number;
}

const echo: Scorer<string>["score"] = ({ text, target }) => ({
  kind: "scored",
  outcome: text.includes(target) ? "correct" : "wrong",
  answer: text,
  values: { correct: text.includes(target) },
});

/** An invented benchmark: the reply must repeat a word. */
function invented({ conversation, score = echo, needs = [], count = 6 }: Odd = {}): Benchmark {
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
      sample: (row) => ({
        id: row.id,
        messages: user(`Say the word ${row.word}.`),
        target: row.word,
      }),
      ...(conversation === undefined ? {} : { conversation }),
      scorer: { id: "echo", version: 1, needs, score },
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
      reference: (row) => row.word,
      demo: Array.from({ length: count }, (_, i) => ({ id: `s${i}`, word: `word${i}` })),
    })],
    headline: { kind: "metric", task: "test", metric: "accuracy" },
  });
}

function endpoint(label: string, baseUrl: string, more: Partial<EndpointConfig> = {}) {
  return defaultEndpointConfig({
    label,
    model: "sim",
    baseUrls: [baseUrl],
    concurrency: 4,
    maxAttempts: 2,
    ...more,
  });
}

function config(
  baseUrl: string,
  judgeUrl: string | null,
  more: Partial<RunConfig> = {},
): RunConfig {
  return {
    runId: "r",
    benchmarks: [{
      id: "invented",
      tasks: null,
      options: {},
      data: null,
      limit: null,
      repeats: null,
    }],
    columns: [{
      column: { id: "m", label: "m", model: "sim", mode: "non-thinking", simulated: true },
      endpoint: endpoint("m", baseUrl),
      sampling: {},
      price: { prompt: 1, completion: 2, currency: "EUR" },
    }],
    judge: judgeUrl === null
      ? null
      : { endpoint: endpoint("j", judgeUrl), sampling: {}, price: null },
    seed: 0,
    dataDir: "data",
    demo: true,
    keepGoing: false,
    scoreTimeoutMs: 5_000,
    provenance: {},
    ...more,
  };
}

async function inFolder(body: (runsDir: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "assay_run_" });
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A server that knows every word. */
function knowing(options: SimOptions = {}) {
  const knowledge = Array.from({ length: 200 }, (_, i) => ({
    benchmark: "invented",
    prompt: `Say the word word${i}.`,
    reference: `word${i}`,
  }));
  return startSim({ models: ["sim"], skill: 1, thinking: "never", knowledge, ...options });
}

async function finish(
  options: EvaluateOptions,
): Promise<{ summary: RunSummary; events: RunEvent[] }> {
  const run = evaluate(options);
  const events = await Array.fromAsync(run);
  return { summary: await run.result, events };
}

/** A scorer that lets the judge decide. */
const judged: Scorer<string>["score"] = ({ judged: [verdict], text }) =>
  verdict === undefined
    ? {
      kind: "judge",
      messages: user(`Is this right? ${text}`),
      sampling: { temperature: 0, maxTokens: 16 },
    }
    : { kind: "scored", outcome: "correct", answer: text, values: { correct: true } };

Deno.test("evaluate() asks, keeps, scores and reduces every sample once", async () => {
  await inFolder(async (runsDir) => {
    await using sim = await knowing();
    const catalog = [invented()];
    const { summary, events } = await finish({
      config: config(sim.url, null),
      runsDir,
      resume: false,
      catalog,
    });
    assert.equal(summary.status, "finished");
    const [cell] = summary.cells;
    assert.equal(cell?.headline.value, 100);
    assert.equal(cell?.tally.scored, 6);
    assert.ok((cell?.cost ?? 0) > 0, "prices make a cost");
    assert.equal(events.filter(({ type }) => type === "verdict").length, 6);
    assert.equal(events.at(-1)?.type, "finished");
    assert.equal(sim.stats().keys.answeredTwice, 0);

    const again = await finish({ config: config(sim.url, null), runsDir, resume: true, catalog });
    assert.equal(sim.stats().requests, 6, "what is finished is not asked again");
    assert.deepEqual(again.summary.cells, summary.cells);
    await assert.rejects(
      finish({ config: config(sim.url, null), runsDir, resume: false, catalog }),
      /resume|run/i,
    );
  });
});

Deno.test("evaluate() takes a conversation through its turns", async () => {
  const conversation: Conversation = ({ messages }, turns) =>
    turns.length < 2
      ? {
        kind: "ask",
        party: "model",
        messages: [
          ...messages,
          ...turns.flatMap(({ text }) => [
            { role: "assistant" as const, content: text },
            ...messages,
          ]),
        ],
      }
      : { kind: "done", text: turns.map(({ text }) => text).join(" and "), reasoning: "" };
  await inFolder(async (runsDir) => {
    await using sim = await knowing();
    const seen: string[] = [];
    const { summary } = await finish({
      config: config(sim.url, null),
      runsDir,
      resume: false,
      catalog: [invented({
        conversation,
        score: (input, tools) => {
          seen.push(input.text);
          return echo(input, tools);
        },
      })],
    });
    assert.equal(summary.cells[0]?.headline.value, 100);
    assert.equal(sim.stats().requests, 12);
    assert.ok(seen.includes("word0 and word0"));
  });
});

Deno.test("evaluate() keeps what a dead judge would decide, and resume asks the judge only", async () => {
  await inFolder(async (runsDir) => {
    await using sim = await knowing();
    const catalog = [invented({ score: judged, needs: ["judge"] })];
    const dead = await finish({
      config: config(sim.url, "http://127.0.0.1:9/v1"),
      runsDir,
      resume: false,
      catalog,
    });
    const [cell] = dead.summary.cells;
    assert.equal(cell?.tally.reasons["judge-failed"], 6);
    assert.equal(cell?.headline.value, null);
    assert.ok(dead.events.some((event) => event.type === "note" && event.kind === "judge"));
    assert.equal(sim.stats().requests, 6);

    await using judge = await startSim({ models: ["sim"], thinking: "never" });
    const alive = await finish({
      config: config(sim.url, judge.url),
      runsDir,
      resume: true,
      catalog,
    });
    assert.equal(alive.summary.cells[0]?.headline.value, 100);
    assert.equal(sim.stats().requests, 6, "the model is not asked again");
    assert.equal(judge.stats().requests, 6);
  });
});

Deno.test("evaluate() says which samples need a judge when there is none", async () => {
  await inFolder(async (runsDir) => {
    await using sim = await knowing();
    const { summary, events } = await finish({
      config: config(sim.url, null),
      runsDir,
      resume: false,
      catalog: [invented({ score: judged, needs: ["judge"] })],
    });
    assert.equal(summary.cells[0]?.reason, "needs a judge");
    const notes = events.filter((event) => event.type === "note").map(({ text }) => text);
    assert.ok(notes.some((text) => text.includes("--judge-model")));
  });
});

Deno.test("evaluate() stops when too many replies hold reasoning and no content", async () => {
  await inFolder(async (runsDir) => {
    await using sim = await knowing({ faults: { rates: { "reasoning-only": 1 } } });
    const catalog = [invented({ count: 60 })];
    const options = { config: config(sim.url, null), runsDir, resume: false, catalog };
    await assert.rejects(finish(options), /reasoning parser/);
    assert.ok(sim.stats().requests < 60);
    const going = config(sim.url, null, { runId: "on", keepGoing: true });
    const { summary } = await finish({ ...options, config: going });
    assert.equal(summary.cells[0]?.tally.reasoningOnly, 60);
  });
});

Deno.test("evaluate() stops when nothing but failures comes, and resume goes on", async () => {
  await inFolder(async (runsDir) => {
    const catalog = [invented({ count: 60 })];
    await using sim = await knowing({ faults: { rates: { "server-error": 1 } } });
    const broken = config(sim.url, null);
    const [column] = broken.columns;
    assert.ok(column);
    const once = {
      ...broken,
      columns: [{ ...column, endpoint: { ...column.endpoint, maxAttempts: 1 } }],
    };
    await assert.rejects(
      finish({ config: once, runsDir, resume: false, catalog }),
      /last 16 requests to "m" failed/,
    );
    await using mended = await knowing();
    const { summary } = await finish({
      config: config(mended.url, null),
      runsDir,
      resume: true,
      catalog,
    });
    assert.equal(summary.cells[0]?.headline.value, 100);
    assert.equal(summary.status, "finished");
  });
});

Deno.test("evaluate() interrupted resolves with what there is", async () => {
  await inFolder(async (runsDir) => {
    await using sim = await knowing({
      latency: { firstTokenMs: 100, perTokenMs: 0, jitter: 0 },
    });
    const stop = new AbortController();
    const run = evaluate({
      config: config(sim.url, null),
      runsDir,
      resume: false,
      catalog: [invented({ count: 40 })],
      signal: stop.signal,
    });
    for await (const event of run) if (event.type === "verdict") stop.abort();
    const summary = await run.result;
    assert.equal(summary.status, "interrupted");
    assert.ok((summary.cells[0]?.tally.scored ?? 0) >= 1);
    assert.ok((summary.cells[0]?.tally.reasons["not-asked"] ?? 0) > 0);
  });
});

Deno.test("evaluate() stops before it asks when a record is not what the task expects", async () => {
  await inFolder(async (runsDir) => {
    await using sim = await knowing();
    const file = `${runsDir}/bad.jsonl`;
    await Deno.writeTextFile(file, '{"id":"a","word":"x"}\n{"id":"b"}\n');
    const bad = config(sim.url, null, {
      demo: false,
      benchmarks: [{
        id: "invented",
        tasks: null,
        options: {},
        data: file,
        limit: null,
        repeats: null,
      }],
    });
    await assert.rejects(
      finish({ config: bad, runsDir, resume: false, catalog: [invented()] }),
      (error: Error) => error.name === "DatasetError" && /row 2: column "word"/.test(error.message),
    );
    assert.equal(sim.stats().requests, 0);
  });
});

import { z } from "zod";
import { defineBenchmark, task, url, user } from "../../benchmarks/define.ts";
import type { Benchmark } from "../../benchmarks/define.ts";
import type { RunConfig } from "../../runners/run_types.ts";
import { defaultEndpointConfig } from "../../runners/backend/defaults.ts";

/** A benchmark that costs nothing to score, so that a bench measures the way there. */
export function trivialBenchmark(id: string): Benchmark {
  return defineBenchmark({
    id,
    title: id,
    version: 1,
    upstream: [],
    options: {},
    tasks: () => [task({
      id: "test",
      source: url({ url: "http://127.0.0.1/none.jsonl", format: "jsonl", licence: "none" }),
      record: z.object({ id: z.string(), prompt: z.string() }),
      sample: (row) => ({ id: row.id, messages: user(row.prompt), target: null }),
      scorer: {
        id: "any-reply",
        version: 1,
        needs: [],
        score: ({ text }) => ({
          kind: "scored",
          outcome: text === "" ? "no-answer" : "correct",
          answer: null,
          values: { correct: text !== "" },
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
      noReference: "any reply counts",
      demo: [],
    })],
    headline: { kind: "metric", task: "test", metric: "accuracy" },
  });
}

/** Writes records of a trivial benchmark, about `bytes` each. */
export async function writeRecords(path: string, count: number, bytes: number): Promise<void> {
  const file = await Deno.open(path, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter();
  const encoder = new TextEncoder();
  const filler = "lorem ipsum dolor sit amet ".repeat(Math.ceil(bytes / 27)).slice(0, bytes);
  let lines: string[] = [];
  for (let i = 0; i < count; i++) {
    lines.push(JSON.stringify({ id: String(i), prompt: `Question ${i}. ${filler}` }));
    if (lines.length === 1000 || i === count - 1) {
      await writer.write(encoder.encode(`${lines.join("\n")}\n`));
      lines = [];
    }
  }
  await writer.close();
}

/** A run of one model in one mode over trivial benchmarks. */
export function trivialRun(options: {
  readonly runId: string;
  readonly baseUrl: string;
  readonly data: Readonly<Record<string, string>>;
  readonly concurrency: number;
  readonly stream: boolean;
}): RunConfig {
  return {
    runId: options.runId,
    benchmarks: Object.entries(options.data).map(([id, data]) => ({
      id,
      tasks: null,
      options: {},
      data,
      limit: null,
      repeats: null,
    })),
    columns: [{
      column: {
        id: "bench",
        label: "bench",
        model: "sim",
        mode: "non-thinking",
        simulated: true,
      },
      endpoint: defaultEndpointConfig({
        label: "bench",
        model: "sim",
        baseUrls: [options.baseUrl],
        concurrency: options.concurrency,
        stream: options.stream,
        dialect: "openai",
      }),
      sampling: {},
      price: null,
    }],
    judge: null,
    seed: 0,
    dataDir: "data",
    demo: false,
    keepGoing: true,
    scoreTimeoutMs: 30_000,
    provenance: {},
  };
}

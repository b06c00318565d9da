import assert from "node:assert/strict";
import { z } from "zod";
import { shuffled } from "../../scoring/random.ts";
import { defineBenchmark, task, type TaskDefinition, url } from "../../benchmarks/define.ts";
import { scits } from "../../benchmarks/scits/mod.ts";
import { built, open } from "../prepare.ts";
import { resolveTasks } from "../tasks.ts";
import { knownSamples, lastUserText } from "./known_samples.ts";

interface Row {
  readonly question: string;
  readonly answer: string | null;
}

const definition: TaskDefinition<Row, string> = {
  id: "default",
  source: url({ url: "http://127.0.0.1/none", format: "jsonl", licence: "invented" }),
  record: z.object({ question: z.string(), answer: z.string().nullable() }),
  sample: ({ question, answer }, { index, draw }) => ({
    id: String(index),
    messages: [
      { role: "system", content: "Be brief" },
      { role: "user", content: `${question} ${shuffled([..."ABCDEFGH"], draw).join("")}` },
    ],
    target: answer ?? "",
  }),
  scorer: {
    id: "none",
    version: 1,
    needs: [],
    score: () => ({ kind: "scored", outcome: "correct", answer: null, values: {} }),
  },
  metrics: [],
  primary: "accuracy",
  reference: ({ answer }) => answer,
  demo: [{ question: "q1", answer: "a1" }, { question: "q2", answer: null }, {
    question: "q3",
    answer: "a3",
  }],
};
const known = { benchmark: { id: "invented" }, task: task(definition) };

Deno.test("knownSamples() gives prompt and reference of every record that has one", async () => {
  const samples = await Array.fromAsync(knownSamples([known], { seed: 1 }));
  assert.deepEqual(samples.map(({ benchmark, reference }) => [benchmark, reference]), [
    ["invented", "a1"],
    ["invented", "a3"],
  ]);
  assert.match(samples[1]?.prompt ?? "", /^q3 [A-H]{8}$/);
});

Deno.test("knownSamples() draws as the run with its seed does", async () => {
  const prompts = async (seed: number) =>
    (await Array.fromAsync(knownSamples([known], { seed }))).map(({ prompt }) => prompt);
  assert.deepEqual(await prompts(1), await prompts(1));
  assert.notDeepEqual(await prompts(1), await prompts(2));
});

Deno.test("knownSamples() gives the prompts that a run asks", async () => {
  const benchmark = defineBenchmark({
    id: "invented",
    title: "Invented",
    version: 1,
    upstream: [],
    options: {},
    tasks: () => [known.task],
    headline: { kind: "metric", task: "default", metric: "accuracy" },
  });
  const selection = { id: "invented", tasks: null, options: {}, data: null, limit: null };
  const [resolved] = resolveTasks([{ ...selection, repeats: null }], [benchmark]);
  assert.ok(resolved !== undefined);
  const config = { dataDir: "none", demo: true, seed: 3 };
  const context = {
    config,
    env: () => undefined,
    signal: new AbortController().signal,
    onNote: () => {},
  };
  const asked: string[] = [];
  for await (const { sample } of built(resolved, await open(resolved, context), { config })) {
    asked.push(lastUserText(sample.messages));
  }
  const samples = await Array.fromAsync(knownSamples([resolved], { seed: 3 }));
  assert.deepEqual(samples.map(({ prompt }) => prompt), [asked[0], asked[2]]);
});

Deno.test("knownSamples() reads the records it is given", async () => {
  const records = async function* () {
    yield await Promise.resolve({ question: "mine", answer: "b" });
  };
  const samples = await Array.fromAsync(knownSamples([known], { seed: 1, records }));
  assert.deepEqual(samples.map(({ reference }) => reference), ["b"]);
});

Deno.test("knownSamples() passes over tasks without a reference", async () => {
  const { reference: _, ...without } = definition;
  const none = task({ ...without, noReference: "a judge decides" });
  const samples = knownSamples([{ ...known, task: none }], { seed: 1 });
  assert.deepEqual(await Array.fromAsync(samples), []);
});

Deno.test("lastUserText() joins text parts as the server does", () => {
  assert.equal(
    lastUserText([
      { role: "user", content: "first" },
      { role: "user", content: [{ type: "text", text: "a" }, { type: "text", text: "b" }] },
      { role: "assistant", content: "said" },
    ]),
    "a\nb",
  );
});

Deno.test("knownSamples() has series as they are sent: numbers in the text, or bytes by name", async () => {
  const prompts = async (carrier: string) => {
    const tasks = scits.tasks(scits.options.parse({ carrier })).filter(({ id }) => id === "PHU06");
    const samples = knownSamples(tasks.map((task) => ({ benchmark: scits, task })), { seed: 0 });
    return (await Array.fromAsync(samples)).map(({ prompt }) => prompt);
  };
  const [slow, quick] = await prompts("text");
  assert.match(slow ?? "", /slow or quick.*\n\nTime series: 64 points, 1 channel.*\n0, 0\.38/);
  assert.notEqual(slow, quick);
  const named = await prompts("native");
  assert.match(named[0] ?? "", /slow or quick.*\n\[media [0-9a-f]{64}\]$/);
  assert.notEqual(named[0], named[1]);
});

import assert from "node:assert/strict";
import { z } from "zod";
import { type Benchmark, defineBenchmark, task, url, user } from "../benchmarks/define.ts";
import type { ScoreStep } from "../scoring/types.ts";
import { oracle, type OracleReport } from "./oracle.ts";

const record = z.object({ question: z.string(), answer: z.string() });
type Row = z.output<typeof record>;

/** A task over given records whose reference is the answer. */
function taskOf(
  id: string,
  demo: readonly Row[],
  more: {
    readonly score?: (text: string, target: string) => ScoreStep;
    readonly reference?: ((row: Row) => string | null) | null;
  } = {},
) {
  const { score = equal, reference = ({ answer }: Row) => answer } = more;
  return task<Row, string>({
    id,
    source: url({ url: "http://127.0.0.1/x.jsonl", format: "jsonl", licence: "CC0-1.0" }),
    record,
    sample: ({ question, answer }, { index }) => ({
      id: `row-${index}`,
      messages: user(question),
      target: answer,
    }),
    scorer: { id: "x", version: 1, needs: [], score: ({ text, target }) => score(text, target) },
    metrics: [],
    primary: "x",
    ...(reference === null ? { noReference: "nobody can write one" } : { reference }),
    demo,
  });
}

function equal(text: string, target: string): ScoreStep {
  const outcome = text === target ? "correct" : "wrong";
  return { kind: "scored", outcome, answer: text, values: {} };
}

const judge: ScoreStep = {
  kind: "judge",
  messages: user("Is it right?"),
  sampling: { temperature: 0, maxTokens: 10 },
};

const rows = [{ question: "1 + 1", answer: "2" }, { question: "1 + 2", answer: "3" }];

Deno.test("oracle() checks the tasks that are named", async () => {
  const tasks = ["one", "two"].map((id) => taskOf(id, rows));
  const benchmark: Benchmark = defineBenchmark({
    id: "echo",
    title: "Echo",
    version: 1,
    upstream: [],
    options: {},
    tasks: () => tasks,
    headline: { kind: "metric", task: "one", metric: "x" },
  });
  const options = { benchmarks: ["echo"], dataDir: "data", data: {}, demo: true };
  const reports = await Array.fromAsync(
    oracle({ ...options, tasks: { echo: ["two"] }, catalog: [benchmark] }),
  );
  assert.deepEqual(reports.map(({ task, fullMarks }) => [task, fullMarks]), [["two", 2]]);
});

async function check(...tasks: ReturnType<typeof taskOf>[]): Promise<OracleReport[]> {
  const benchmark: Benchmark = defineBenchmark({
    id: "echo",
    title: "Echo",
    version: 1,
    upstream: [],
    options: {},
    tasks: () => tasks,
    headline: { kind: "metric", task: "one", metric: "x" },
  });
  const options = { benchmarks: ["echo"], dataDir: "data", data: {}, demo: true };
  return await Array.fromAsync(oracle({ ...options, catalog: [benchmark] }));
}

Deno.test("oracle() counts records whose reference gets full marks", async () => {
  const [report] = await check(taskOf("one", rows));
  assert.deepEqual(report, {
    benchmark: "echo",
    task: "one",
    records: 2,
    withReference: 2,
    fullMarks: 2,
    failures: [],
    skipped: null,
  });
});

Deno.test("oracle() names records whose reference does not", async () => {
  const [report] = await check(taskOf("one", rows, { reference: () => "3" }));
  assert.equal(report?.fullMarks, 1);
  assert.deepEqual(report?.failures, [
    { sampleId: "row-0", detail: 'scored as wrong with answer "3"' },
  ]);
});

Deno.test("oracle() takes a scorer that throws for a failure of its record", async () => {
  const score = (text: string, target: string) => {
    if (text === "2") throw new TypeError("it broke");
    return equal(text, target);
  };
  const [report] = await check(taskOf("one", rows, { score }));
  assert.equal(report?.fullMarks, 1);
  assert.match(report?.failures[0]?.detail ?? "", /scorer-failed: TypeError: it broke/);
});

Deno.test("oracle() leaves out records without a reference", async () => {
  const reference = ({ answer }: Row) => answer === "2" ? null : answer;
  const [report] = await check(taskOf("one", rows, { reference }));
  assert.equal(report?.records, 2);
  assert.equal(report?.withReference, 1);
  assert.equal(report?.fullMarks, 1);
});

Deno.test("oracle() asks no judge: what only one decides is skipped, what a rule missed is told", async () => {
  const [only, some] = await check(
    taskOf("one", rows, { score: () => judge }),
    taskOf("two", rows, { score: (text, target) => text === "2" ? judge : equal(text, target) }),
  );
  assert.equal(only?.skipped, "only a judge decides");
  assert.deepEqual(only?.failures, []);
  assert.equal(some?.skipped, null);
  assert.match(some?.failures[0]?.detail ?? "", /would ask the judge/);
});

Deno.test("oracle() skips tasks that say they have no reference", async () => {
  const [report] = await check(taskOf("one", rows, { reference: null }));
  assert.equal(report?.skipped, "nobody can write one");
});

Deno.test("oracle() names the first failures only", async () => {
  const many = Array.from({ length: 100 }, (_, i) => ({ question: "?", answer: String(i) }));
  const [report] = await check(taskOf("one", many, { reference: () => "x" }));
  assert.equal(report?.records, 100);
  assert.equal(report?.fullMarks, 0);
  assert.equal(report?.failures.length, 20);
});

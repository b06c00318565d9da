import assert from "node:assert/strict";
import { z } from "zod";
import { type Benchmark, defineBenchmark, task, url, user } from "../benchmarks/define.ts";
import { judgedScorer } from "../scoring/judges/judged_scorer.ts";
import { letterGrader } from "../scoring/judges/judging.ts";
import { strict } from "../scoring/judges/parsers.ts";
import { meanPercent } from "../scoring/metrics/mean.ts";
import { openSqliteStore } from "../results/store/sqlite.ts";
import type { KeptVerdict, RunSummary } from "../results/types.ts";
import { defaultEndpointConfig } from "./backend/defaults.ts";
import type { EndpointConfig } from "./backend/types.ts";
import type { JudgeRecord } from "./judged_score.ts";
import { evaluate } from "./run.ts";
import type { JudgeConfig, RunConfig, RunEvent } from "./run_types.ts";
import { type SimOptions, type SimServer, startSim } from "./sim/mod.ts";

const SAMPLES = 6;

/** An invented benchmark that leaves the decision to a judge: a box around a number. */
const judged: Benchmark = defineBenchmark({
  id: "invented",
  title: "Invented",
  version: 1,
  upstream: [],
  options: {},
  tasks: () => [task({
    id: "test",
    source: url({ url: "http://127.0.0.1/none", format: "jsonl", licence: "none" }),
    record: z.object({ id: z.string(), gold: z.string() }),
    sample: ({ id, gold }) => ({
      id,
      messages: user(`Say number ${id} in a box.`),
      target: { question: `Number ${id}?`, gold },
    }),
    scorer: judgedScorer<{ question: string; gold: string }>({
      id: "invented-judge",
      version: 1,
      prompt: letterGrader(),
      parser: strict,
      reads: "strip",
      exhibit: ({ question, gold }) => ({ question, gold }),
    }),
    metrics: [meanPercent("accuracy", "correct")],
    primary: "accuracy",
    reference: ({ gold }) => `\\boxed{${gold}}`,
    demo: Array.from({ length: SAMPLES }, (_, i) => ({ id: `s${i}`, gold: String(100 + i) })),
  })],
  headline: { kind: "metric", task: "test", metric: "accuracy" },
});

/** A server that answers every question of the benchmark right. */
function model(): Promise<SimServer> {
  const knowledge = Array.from({ length: SAMPLES }, (_, i) => ({
    benchmark: "invented",
    prompt: `Say number s${i} in a box.`,
    reference: `\\boxed{${100 + i}}`,
  }));
  return startSim({ models: ["m"], skill: 1, thinking: "never", knowledge });
}

function grader(options: SimOptions = {}): Promise<SimServer> {
  return startSim({ models: ["j"], thinking: "never", ...options });
}

function judge(label: string, baseUrl: string, more: Partial<EndpointConfig> = {}): JudgeConfig {
  const endpoint = defaultEndpointConfig({
    label,
    model: "j",
    baseUrls: [baseUrl],
    concurrency: 3,
    maxAttempts: 2,
    attemptTimeoutMs: 400,
    ...more,
  });
  return { endpoint, sampling: {}, price: null };
}

function config(modelUrl: string, judges: readonly JudgeConfig[], repeats = 1): RunConfig {
  const [first = null, ...panel] = judges as readonly (JudgeConfig | null)[];
  return {
    runId: "r",
    benchmarks: [{ id: "invented", tasks: null, options: {}, data: null, limit: null, repeats }],
    columns: [{
      column: { id: "m", label: "m", model: "m", mode: "non-thinking", simulated: true },
      endpoint: defaultEndpointConfig({ label: "m", model: "m", baseUrls: [modelUrl] }),
      sampling: {},
      price: null,
    }],
    judge: first,
    panel: panel as readonly JudgeConfig[],
    seed: 0,
    dataDir: "data",
    demo: true,
    keepGoing: false,
    scoreTimeoutMs: 5_000,
    provenance: {},
  };
}

interface Place {
  readonly runsDir: string;
  run(config: RunConfig, resume?: boolean): Promise<{ summary: RunSummary; events: RunEvent[] }>;
  verdicts(): Promise<readonly KeptVerdict[]>;
}

async function inFolder(body: (place: Place) => Promise<void>): Promise<void> {
  const runsDir = await Deno.makeTempDir({ prefix: "assay_judging_" });
  try {
    await body({
      runsDir,
      async run(config, resume = false) {
        const run = evaluate({ config, runsDir, resume, catalog: [judged] });
        const events = await Array.fromAsync(run);
        return { summary: await run.result, events };
      },
      async verdicts() {
        await using store = await openSqliteStore(`${runsDir}/r/run.sqlite`, { readOnly: true });
        return await Array.fromAsync(store.verdicts("m", { benchmark: "invented", task: "test" }));
      },
    });
  } finally {
    await Deno.remove(runsDir, { recursive: true });
  }
}

function records({ verdict }: KeptVerdict): readonly JudgeRecord[] {
  return verdict.kind === "scored" ? verdict.values.judges as unknown as JudgeRecord[] : [];
}

Deno.test("evaluate() lets the majority of a panel decide, and tells how far its judges agree", async () => {
  await using asked = await model();
  await using good = await grader();
  await using contrary = await grader({ judge: { skill: 0 } });
  await inFolder(async ({ run, verdicts }) => {
    const judges = [
      judge("contrary", contrary.url),
      judge("one", good.url),
      judge("two", good.url, { extraBody: { other: true } }),
    ];
    const { summary, events } = await run(config(asked.url, judges));
    const [cell] = summary.cells;
    assert.equal(cell?.headline.value, 100);
    assert.deepEqual(
      cell.judges?.panel.map(({ label, judged, accepted }) => [label, judged, accepted]),
      [
        ["contrary", SAMPLES, 0],
        ["one", SAMPLES, SAMPLES],
        ["two", SAMPLES, SAMPLES],
      ],
    );
    assert.equal(cell.judges?.split, SAMPLES);
    assert.ok(Math.abs((cell.judges?.agreement?.share ?? 0) - 1 / 3) < 1e-12);
    assert.ok(
      cell.notes.includes(
        "Invented, m: decided by the majority of 3 judges; all of them judged 6 replies and agree in " +
          "33.3 % (Fleiss' kappa -0.50); 6 split verdicts",
      ),
      cell.notes.join("\n"),
    );
    assert.ok(cell.notes.some((note) => note.startsWith('Judge "one" (model "j"): never checked')));
    assert.equal(contrary.stats().requests, SAMPLES);
    assert.equal(good.stats().requests, 2 * SAMPLES);
    for (const kept of await verdicts()) {
      assert.deepEqual(records(kept).map(({ vote, raw }) => [vote, ...raw]), [
        ["wrong", "B"],
        ["correct", "A"],
        ["correct", "A"],
      ]);
      assert.ok(records(kept).every(({ prompt }) => /^[0-9a-f]{64}$/.test(prompt)));
    }
    const last = events.findLast((event) => event.type === "progress");
    assert.ok(last?.type === "progress");
    assert.deepEqual(last.progress.judges?.map(({ judge, replies }) => [judge, replies]).sort(), [
      ["contrary", SAMPLES],
      ["one", SAMPLES],
      ["two", SAMPLES],
    ]);
  });
});

Deno.test("evaluate() waits for a panel that decides nothing yet, and resume asks only who is missing", async () => {
  await using asked = await model();
  await using good = await grader();
  await using contrary = await grader({ judge: { skill: 0 } });
  await inFolder(async ({ run }) => {
    const gone = "http://127.0.0.1:9/v1";
    const panel = (third: string) => [
      judge("one", good.url),
      judge("contrary", contrary.url),
      judge("third", third, { maxAttempts: 1 }),
    ];
    const waits = await run(config(asked.url, panel(gone)));
    assert.equal(waits.summary.cells[0]?.tally.reasons["judge-failed"], SAMPLES);
    await using back = await grader();
    const done = await run(config(asked.url, panel(back.url)), true);
    assert.equal(done.summary.cells[0]?.headline.value, 100);
    assert.deepEqual([good, contrary, back].map((sim) => sim.stats().requests), [
      SAMPLES,
      SAMPLES,
      SAMPLES,
    ]);
  });
});

Deno.test("evaluate() judges the same reply to the same question once", async () => {
  await using asked = await model();
  await using good = await grader({ latency: { firstTokenMs: 20 } });
  await inFolder(async ({ run, verdicts }) => {
    const { summary } = await run(config(asked.url, [judge("j", good.url)], 4));
    assert.equal(summary.cells[0]?.tally.scored, 4 * SAMPLES);
    assert.equal(good.stats().requests, SAMPLES);
    const raw = (await verdicts()).map((kept) => records(kept)[0]?.raw);
    assert.equal(raw.length, 4 * SAMPLES);
    assert.ok(raw.every((texts) => texts?.[0] === "A"));
  });
});

/** Ways a judge fails for a while; what its requests end with. */
const TROUBLE: readonly { readonly name: string; readonly faults: SimOptions["faults"] }[] = [
  { name: "overloaded", faults: { match: [{ contains: "Number", fault: "unavailable" }] } },
  {
    name: "rate-limited",
    faults: { match: [{ contains: "Number", fault: { kind: "rate-limited", retryAfter: 0 } }] },
  },
  { name: "silent", faults: { match: [{ contains: "Number", fault: "stall" }] } },
  { name: "cut off", faults: { match: [{ contains: "Number", fault: "cut-stream" }] } },
  { name: "a web page", faults: { match: [{ contains: "Number", fault: "web-page" }] } },
];

for (const { name, faults } of TROUBLE) {
  Deno.test(`evaluate() keeps samples whose judge is ${name}, and resume finishes them at no cost twice`, async () => {
    await using asked = await model();
    await using bad = await grader({ ...(faults === undefined ? {} : { faults }) });
    await using good = await grader();
    await inFolder(async ({ run }) => {
      const failed = await run(config(asked.url, [judge("j", bad.url)]));
      const [cell] = failed.summary.cells;
      assert.equal(cell?.tally.reasons["judge-failed"], SAMPLES, JSON.stringify(cell?.tally));
      assert.equal(cell.headline.value, null);
      const models = asked.stats().requests;
      const done = await run(config(asked.url, [judge("j", good.url)]), true);
      assert.equal(done.summary.cells[0]?.headline.value, 100);
      assert.equal(asked.stats().requests, models, "no model was asked again");
      assert.equal(good.stats().requests, SAMPLES);
    });
  });
}

Deno.test("evaluate() gets through a judge that fails now and then", async () => {
  await using asked = await model();
  const rates = { "rate-limited": 0.3, reset: 0.1, "server-error": 0.2 } as const;
  await using flaky = await grader({ faults: { rates, limitPerRequest: 2 } });
  await inFolder(async ({ run }) => {
    const panel = [judge("j", flaky.url, { maxAttempts: 6 })];
    const { summary } = await run(config(asked.url, panel));
    assert.equal(summary.cells[0]?.headline.value, 100);
    assert.equal(flaky.stats().keys.answeredTwice, 0);
  });
});

Deno.test("evaluate() counts a judge that talks nonsense as wrong, and never asks it again", async () => {
  await using asked = await model();
  await using odd = await grader({ judge: { unparsable: 1 } });
  await inFolder(async ({ run, verdicts }) => {
    const { summary } = await run(config(asked.url, [judge("j", odd.url)]));
    const [cell] = summary.cells;
    assert.equal(cell?.headline.value, 0);
    assert.equal(cell.tally.judgeUnparsable, SAMPLES);
    assert.equal(odd.stats().requests, 4 * SAMPLES, "strict asks three times more");
    assert.ok((await verdicts()).every((kept) => records(kept)[0]?.raw.length === 4));
    await run(config(asked.url, [judge("j", odd.url)]), true);
    assert.equal(odd.stats().requests, 4 * SAMPLES);
  });
});

Deno.test("evaluate() counts each judge of a panel at its own price, each request once", async () => {
  await using asked = await model();
  await using good = await grader();
  await inFolder(async ({ run }) => {
    const priced = (label: string, completion: number): JudgeConfig => ({
      ...judge(label, good.url),
      price: { prompt: 0, completion, currency: "EUR" },
    });
    const panel = [priced("cheap", 1), priced("dear", 1_000)];
    const { summary, events } = await run(config(asked.url, panel, 3));
    // A verdict is one token: six replies, two judges, however often they were repeated.
    const cost = summary.cells[0]?.cost ?? 0;
    assert.ok(Math.abs(cost - SAMPLES * 1_001 / 1e6) < 1e-12, String(cost));
    const last = events.findLast((event) => event.type === "progress");
    assert.ok(last?.type === "progress");
    assert.ok(Math.abs((last.progress.cost ?? 0) - cost) < 1e-12);
    // Another panel finishes nothing more, and what the first cost is not forgotten.
    const { panel: _, ...before } = config(asked.url, [priced("other", 5)], 3);
    const again = await run({ ...before, formerJudges: [panel] }, true);
    assert.equal(again.summary.cells[0]?.cost, cost);
  });
});

/**
 * Invented runs for tests of leaderboards: two models, both modes, gaps, repeats, a set metric, a
 * suite, a benchmark of the user's own, and a model whose name is an attack on every renderer.
 *
 * @module
 */
import { buildCell, type CellInput } from "../results/cell.ts";
import { reduceTask } from "../results/reduce.ts";
import { seededDraw } from "../scoring/random.ts";
import type { Column, KeptVerdict, RunSummary, TaskResult } from "../results/types.ts";
import type { BreakdownMetric, MeanMetric, SetMetric } from "../scoring/types.ts";

/** A name as a hostile server could give it. */
export const hostileName =
  '=HYPERLINK("http://evil.example","x")|<img src=x onerror=alert(1)>\u001b[31m\u202e`*_[a](b)';

const accuracy: MeanMetric = {
  kind: "mean",
  id: "accuracy",
  unit: "percent",
  better: "higher",
  scale: 100,
  range: [0, 1],
  value: (item) => Number(item.values.v),
};

const rate: SetMetric = {
  kind: "set",
  id: "score",
  unit: "percent",
  better: "higher",
  range: [0, 100],
  compute: (items) =>
    items.length === 0
      ? null
      : 100 * items.reduce((sum, item) => sum + Number(item.values.v), 0) / items.length,
};

const error: MeanMetric = {
  ...accuracy,
  id: "mae",
  unit: "value",
  better: "lower",
  scale: 1,
  range: [0, Infinity],
};

const byLevel: BreakdownMetric = {
  kind: "breakdown",
  id: "accuracy by level",
  unit: "percent",
  compute(items) {
    const levels = [...Map.groupBy(items, (item) => item.groups.level ?? "")];
    return Object.fromEntries(
      levels.sort(([a], [b]) => a < b ? -1 : 1).map(([level, members]) => [
        level,
        100 * members.reduce((sum, item) => sum + Number(item.values.v), 0) / members.length,
      ]),
    );
  },
};

interface Plan {
  readonly task: string;
  readonly title?: string;
  readonly metrics: readonly (MeanMetric | SetMetric | BreakdownMetric)[];
  readonly samples: number;
  readonly repeats?: number;
  readonly skill: number;
  readonly values?: "binary" | "error";
  readonly failed?: number;
  readonly notAsked?: number;
  readonly truncated?: number;
}

function* verdicts(column: string, benchmark: string, plan: Plan): Generator<KeptVerdict> {
  const draw = seededDraw(`${column}/${benchmark}/${plan.task}`);
  const asks = plan.samples * (plan.repeats ?? 1) - (plan.notAsked ?? 0);
  for (let i = 0; i < asks; i++) {
    const sample = Math.floor(i / (plan.repeats ?? 1));
    const v = plan.values === "error"
      ? -Math.log(1 - draw()) * plan.skill
      : draw() < plan.skill
      ? 1
      : 0;
    yield {
      ask: {
        column,
        benchmark,
        task: plan.task,
        sampleId: `s${sample}`,
        repeat: i % (plan.repeats ?? 1),
      },
      scoring: "example@1",
      verdict: i < (plan.failed ?? 0)
        ? { kind: "unscored", reason: "request-failed", detail: "connection reset" }
        : { kind: "scored", outcome: v === 1 ? "correct" : "wrong", answer: "x", values: { v } },
      flags: {
        truncated: i >= asks - (plan.truncated ?? 0),
        loop: i >= asks - Math.floor((plan.truncated ?? 0) / 2),
        reasoningOnly: false,
        empty: false,
        judgeUnparsable: false,
      },
      at: 0,
    };
  }
}

function result(column: string, benchmark: string, plan: Plan): Promise<TaskResult> {
  const primary = plan.metrics[0]?.id ?? "";
  return reduceTask({
    task: {
      id: plan.task,
      title: plan.title ?? plan.task,
      primary,
      metrics: plan.metrics,
      repeats: plan.repeats ?? 1,
    },
    planned: plan.samples * (plan.repeats ?? 1),
    verdicts: verdicts(column, benchmark, plan),
    groups: (sampleId) => ({ level: Number(sampleId.slice(1)) % 2 === 0 ? "easy" : "hard" }),
    seed: `${column}/${benchmark}/${plan.task}`,
  });
}

async function cell(
  runId: string,
  column: string,
  benchmark: CellInput["benchmark"],
  plans: readonly Plan[],
  extra: Partial<CellInput> = {},
) {
  const tasks: TaskResult[] = [];
  for (const plan of plans) tasks.push(await result(column, benchmark.id, plan));
  const tokens = { prompt: 1000, completion: 2000 };
  return buildCell({ runId, column, benchmark, tasks, tokens, cost: null, notes: [], ...extra });
}

const ifbench = {
  id: "ifbench",
  title: "IFBench",
  version: 1,
  headline: { kind: "metric", task: "test", metric: "score" },
} as const;

const aime = {
  id: "aime-2025",
  title: "AIME-2025",
  version: 2,
  headline: { kind: "metric", task: "cascade", metric: "accuracy" },
} as const;

const imo = {
  id: "imo-answer-bench",
  title: "IMO-AnswerBench",
  version: 1,
  headline: { kind: "metric", task: "v2", metric: "accuracy" },
} as const;

const biology = {
  id: "biology-instruction",
  title: "Biology-Instruction",
  version: 1,
  headline: { kind: "mean", metric: "accuracy", tasks: ["DNA-cpd", "Protein-Solubility"] },
} as const;

const own = {
  id: "my-errors",
  title: "My | errors",
  version: 1,
  headline: { kind: "metric", task: "default", metric: "mae" },
} as const;

const judgedBy = "AIME-2025 is judged by judge-model at temperature 0";

/** Two runs with three columns; always the same. */
export async function exampleRuns(): Promise<readonly RunSummary[]> {
  const first: Column[] = (["thinking", "non-thinking"] as const).map((mode) => ({
    id: `tiny-chat:${mode}`,
    label: "tiny-chat",
    model: "org/tiny-chat",
    mode,
    simulated: false,
  }));
  const second: Column = {
    id: "hostile",
    label: hostileName,
    model: hostileName,
    mode: "thinking",
    simulated: true,
  };
  const cells = [];
  for (const [at, { id }] of first.entries()) {
    const weaker = at * 0.15;
    cells.push(
      await cell("run-1", id, ifbench, [{
        task: "test",
        title: "Test set",
        metrics: [rate, accuracy, byLevel],
        samples: 60,
        skill: 0.7 - weaker,
        failed: 2,
        notAsked: at * 4,
        truncated: 6,
      }]),
      await cell("run-1", id, aime, [{
        task: "cascade",
        metrics: [accuracy],
        samples: 15,
        repeats: 4,
        skill: 0.9 - weaker,
      }], { notes: [judgedBy] }),
    );
  }
  cells.push(
    await cell("run-1", "tiny-chat:thinking", imo, [
      { task: "v2", metrics: [accuracy], samples: 10, skill: 0.5, notAsked: 10 },
    ], { reason: "needs a judge" }),
    await cell("run-1", "tiny-chat:thinking", biology, [
      { task: "Protein-Solubility", metrics: [accuracy], samples: 40, skill: 0.6 },
      { task: "DNA-cpd", metrics: [accuracy], samples: 40, skill: 0.97 },
    ]),
  );
  return [
    { runId: "run-1", status: "incomplete", columns: first, cells, manifest: { harness: "0" } },
    {
      runId: "run-2",
      status: "finished",
      columns: [second],
      cells: [
        await cell("run-2", "hostile", ifbench, [
          { task: "test", title: "Test set", metrics: [rate, accuracy], samples: 20, skill: 1 },
        ], { notes: [`Model said ${hostileName}`] }),
        await cell("run-2", "hostile", own, [
          { task: "default", metrics: [error], samples: 30, skill: 0.4, values: "error" },
        ]),
      ],
      manifest: {},
    },
  ];
}

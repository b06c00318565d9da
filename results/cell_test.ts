import assert from "node:assert/strict";
import { buildCell, type CellInput } from "./cell.ts";
import { emptyTally } from "./tally.ts";
import type { MetricResult, Tally, TaskResult } from "./types.ts";

const full: Tally = {
  ...emptyTally(100),
  scored: 100,
  unscored: 0,
  reasons: { "request-failed": 0, "judge-failed": 0, "scorer-failed": 0, "not-asked": 0 },
};

function result(value: number | null, half: number | null, extra: Partial<MetricResult> = {}) {
  return {
    id: "accuracy",
    unit: "percent",
    better: "higher",
    value,
    n: 100,
    interval: value === null || half === null
      ? null
      : { low: value - half, high: value + half, level: 0.95, method: "wilson" },
    worst: value,
    best: value,
    ...extra,
  } satisfies MetricResult;
}

function task(id: string, metric: MetricResult, tally: Tally = full): TaskResult {
  return {
    task: id,
    title: id,
    primary: "accuracy",
    repeats: 1,
    metrics: [metric],
    breakdowns: {},
    breakdownUnits: {},
    tally,
  };
}

function input(tasks: readonly TaskResult[], headline: CellInput["benchmark"]["headline"]) {
  return {
    benchmark: { id: "b", title: "B", version: 1, headline },
    runId: "r",
    column: "m",
    tasks,
    tokens: { prompt: 1, completion: 2 },
    cost: null,
    notes: [],
  } satisfies CellInput;
}

const one = { kind: "metric", task: "a", metric: "accuracy" } as const;
const mean = { kind: "mean", metric: "accuracy", tasks: ["a", "b"] } as const;

Deno.test("buildCell() takes one task's metric, its tally and repeats, and keeps the other tasks", () => {
  const tasks = [
    { ...task("a", result(80, 5)), repeats: 32 },
    task("variant", result(10, 1), emptyTally(50)),
  ];
  const cell = buildCell(input(tasks, one));
  assert.equal(cell.headline.value, 80);
  assert.deepEqual([cell.headlineTask, cell.reason, cell.repeats], ["a", null, 32]);
  assert.deepEqual(cell.tally, full);
  assert.equal(cell.tasks.length, 2);
});

Deno.test("buildCell() averages metrics of different names where the rule says so", () => {
  const tasks = [task("a", result(80, 3)), task("b", result(60, 4, { id: "points" }))];
  const named = { ...mean, metrics: { b: "points" } };
  assert.equal(buildCell(input(tasks, named)).headline.value, 70);
  assert.equal(buildCell(input(tasks, mean)).headline.value, null);
});

Deno.test("buildCell() averages tasks and combines their intervals as independent", () => {
  const tasks = [
    task("a", result(80, 3, { worst: 70, best: 90 })),
    task("b", result(60, 4, { n: 50 })),
  ];
  const cell = buildCell(input(tasks, mean));
  assert.deepEqual(
    [cell.headline.value, cell.headline.n, cell.headline.worst, cell.headline.best],
    [70, 150, 65, 75],
  );
  assert.deepEqual(cell.headline.interval, {
    low: 67.5,
    high: 72.5,
    level: 0.95,
    method: "combined",
  });
  assert.equal(cell.headlineTask, "*");
  assert.equal(cell.tally.planned, 200);
});

Deno.test("buildCell() leaves a mean empty when a task is missing, and says why", () => {
  const judgeless: Tally = {
    ...emptyTally(100),
    reasons: { "request-failed": 0, "judge-failed": 100, "scorer-failed": 0, "not-asked": 0 },
  };
  const rows: [string, readonly TaskResult[], string][] = [
    ["not run", [task("a", result(80, 3))], 'task "b": not run'],
    ["none run", [], 'task "a": not run (and 1 more tasks)'],
    [
      "unscored",
      [task("a", result(80, 3)), task("b", result(null, null, { n: 0 }), judgeless)],
      'task "b": nothing scored: 100 judge-failed',
    ],
    [
      "undefined",
      [task("a", result(80, 3)), task("b", result(null, null))],
      'task "b": undefined for what was scored',
    ],
    [
      "another metric",
      [task("a", result(80, 3)), task("b", { ...result(1, 1), id: "recall" })],
      'task "b": metric missing',
    ],
  ];
  for (const [title, tasks, reason] of rows) {
    const cell = buildCell(input(tasks, mean));
    assert.equal(cell.headline.value, null, title);
    assert.equal(cell.headline.interval, null, title);
    assert.equal(cell.reason, reason, title);
  }
});

Deno.test("buildCell() tells what a metric says about having no number", () => {
  const nothingYet = result(null, null, { reason: "no sample of biology" });
  assert.equal(buildCell(input([task("a", nothingYet)], one)).reason, "no sample of biology");
});

Deno.test("buildCell() tells why a single task has no number, and the runner's reason wins", () => {
  assert.equal(buildCell(input([], one)).reason, "not run");
  const asked = [task("a", result(null, null, { n: 0 }), emptyTally(3))];
  assert.equal(buildCell(input(asked, one)).reason, "nothing scored: 3 not-asked");
  const known = { ...input(asked, one), reason: "needs a judge" };
  assert.equal(buildCell(known).reason, "needs a judge");
  const scored = { ...input([task("a", result(5, 1))], one), reason: "needs a judge" };
  assert.equal(buildCell(scored).reason, null, "a number needs no reason");
});

Deno.test("buildCell() keeps the bounds of a mean whose task was asked but not scored", () => {
  const tasks = [
    task("a", result(80, 3)),
    task("b", result(null, null, { n: 0, worst: 0, best: 100 }), emptyTally(10)),
  ];
  const { headline } = buildCell(input(tasks, mean));
  assert.deepEqual([headline.value, headline.worst, headline.best], [null, 40, 90]);
});

Deno.test("buildCell() refuses to average different units or directions", () => {
  for (const other of [{ unit: "fraction" as const }, { better: "lower" as const }]) {
    assert.throws(
      () => buildCell(input([task("a", result(1, 1)), task("b", result(1, 1, other))], mean)),
      /must have one unit and direction/,
    );
  }
});

const formula = {
  kind: "formula",
  metric: "score",
  tasks: ["a", "b"],
  value: (number: (task: string, metric: string) => number | null) => {
    const a = number("a", "accuracy");
    return a === null ? null : a + 2 * (number("b", "accuracy") ?? 0);
  },
} as const;

Deno.test("buildCell() computes a formula over tasks, its limits task by task", () => {
  const cell = buildCell(input([task("a", result(10, 3)), task("b", result(20, 2))], formula));
  assert.equal(cell.headline.value, 50);
  assert.deepEqual(cell.headline.interval, { low: 45, high: 55, level: 0.95, method: "combined" });
  assert.equal(cell.headline.worst, 50);
  assert.equal(cell.headlineTask, "*");
});

Deno.test("buildCell() leaves a formula empty when a task was not run, not when it has no number", () => {
  const alone = buildCell(input([task("a", result(10, 3))], formula));
  assert.equal(alone.headline.value, null);
  assert.match(alone.reason ?? "", /task "b": not run/);
  const without = buildCell(
    input([task("a", result(10, 3)), task("b", result(null, null))], formula),
  );
  assert.equal(without.headline.value, 10);
  assert.equal(without.headline.worst, null);
  assert.equal(without.reason, null);
  assert.equal(
    buildCell(input([task("a", result(10, null)), task("b", result(1, 1))], formula)).headline
      .interval,
    null,
  );
});

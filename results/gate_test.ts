import assert from "node:assert/strict";
import { checkGate, type Threshold } from "./gate.ts";
import type { Cell, MetricResult, RunSummary, TaskResult } from "./types.ts";

const metric = (id: string, value: number | null): MetricResult => ({
  id,
  unit: "percent",
  better: "higher",
  value,
  n: 10,
  interval: null,
  worst: null,
  best: null,
});

const task: Pick<TaskResult, "task" | "primary" | "metrics"> = {
  task: "default",
  primary: "score",
  metrics: [metric("score", 70), metric("loose", 75)],
};

const cell = (column: string, headline: MetricResult, reason: string | null = null): Cell => ({
  benchmark: "ifbench",
  column,
  headline,
  headlineTask: "default",
  reason,
  tasks: [task as TaskResult],
} as unknown as Cell);

const summary = {
  cells: [cell("a", metric("score", 70)), cell("b", metric("score", null), "needs a judge")],
} as unknown as RunSummary;

const threshold = (more: Partial<Threshold>): Threshold => ({
  benchmark: "ifbench",
  task: null,
  metric: null,
  bound: "min",
  value: 70,
  ...more,
});

const cases: readonly (readonly [what: string, threshold: Threshold, passed: boolean[]])[] = [
  ["a headline that is reached, and one that is missing", threshold({}), [true, false]],
  ["a headline that is missed", threshold({ value: 70.1 }), [false, false]],
  ["an upper bound", threshold({ bound: "max", value: 70 }), [true, false]],
  ["another metric of the headline's task", threshold({ metric: "loose", value: 75 }), [
    true,
    true,
  ]],
  ["the primary metric of a task", threshold({ task: "default" }), [true, true]],
  ["a task that does not exist", threshold({ task: "other" }), [false, false]],
  ["a metric that does not exist", threshold({ metric: "other" }), [false, false]],
  ["a benchmark that was not run", threshold({ benchmark: "scits" }), [false]],
];

for (const [what, wanted, passed] of cases) {
  Deno.test(`checkGate() holds ${what}`, () => {
    assert.deepEqual(checkGate(summary, [wanted]).map((check) => check.passed), passed);
  });
}

Deno.test("checkGate() says why a number is missing", () => {
  const reasons = (wanted: Threshold) => checkGate(summary, [wanted]).map(({ reason }) => reason);
  assert.deepEqual(reasons(threshold({})), [null, "needs a judge"]);
  assert.deepEqual(reasons(threshold({ benchmark: "scits" })), ['the run has no "scits"']);
});

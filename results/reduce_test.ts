import assert from "node:assert/strict";
import type { BreakdownMetric, MeanMetric, SetMetric, Verdict } from "../scoring/types.ts";
import { reduceTask } from "./reduce.ts";
import type { KeptVerdict } from "./types.ts";

const accuracy: MeanMetric = {
  kind: "mean",
  id: "accuracy",
  unit: "percent",
  better: "higher",
  scale: 100,
  range: [0, 1],
  value: (item) => Number(item.values.right),
};

const count: SetMetric = {
  kind: "set",
  id: "rate",
  unit: "fraction",
  better: "higher",
  range: [0, 1],
  compute: (items) =>
    items.reduce((sum, item) => sum + Number(item.values.right), 0) / items.length,
};

const byCategory: BreakdownMetric = {
  kind: "breakdown",
  id: "accuracy by category",
  unit: "percent",
  compute(items) {
    const groups = Map.groupBy(items, (item) => item.groups.category ?? "");
    return Object.fromEntries(
      [...groups].sort(([a], [b]) => a < b ? -1 : 1).map(([name, members]) => [
        name,
        100 * members.filter((item) => item.values.right === 1).length / members.length,
      ]),
    );
  },
};

const task = {
  id: "default",
  title: "Default",
  primary: "accuracy",
  metrics: [accuracy, byCategory, count],
  repeats: 2,
};

function kept(sampleId: string, repeat: number, verdict: Verdict): KeptVerdict {
  return {
    ask: { column: "m", benchmark: "b", task: "default", sampleId, repeat },
    scoring: "exact@1",
    verdict,
    flags: {
      truncated: false,
      loop: false,
      reasoningOnly: false,
      empty: false,
      judgeUnparsable: false,
    },
    at: 0,
  };
}

function right(sampleId: string, repeat: number, right: 0 | 1): KeptVerdict {
  const outcome = right === 1 ? "correct" : "wrong";
  return kept(sampleId, repeat, { kind: "scored", outcome, answer: "x", values: { right } });
}

const verdicts = [
  right("a", 0, 1),
  right("a", 1, 1),
  right("b", 0, 0),
  kept("b", 1, { kind: "unscored", reason: "judge-failed", detail: "no reply" }),
  right("c", 0, 1),
];

function groups(sampleId: string) {
  return { category: sampleId === "c" ? "Geometry" : "Algebra" };
}

Deno.test("reduceTask() streams verdicts into metrics, breakdowns and a tally", async () => {
  const stream = async function* () {
    for (const verdict of verdicts) yield await Promise.resolve(verdict);
  };
  const result = await reduceTask({ task, planned: 6, verdicts: stream(), groups, seed: "s" });
  assert.deepEqual(result.metrics.map(({ id, value, n }) => [id, value, n]), [
    ["accuracy", 75, 4],
    ["rate", 0.75, 4],
  ]);
  assert.deepEqual(result.breakdowns, {
    "accuracy by category": { Algebra: 100 * 2 / 3, Geometry: 100 },
  });
  assert.deepEqual(result.breakdownUnits, { "accuracy by category": "percent" });
  assert.deepEqual([result.tally.planned, result.tally.scored, result.tally.unscored], [6, 4, 2]);
  assert.equal(result.tally.reasons["not-asked"], 1);
  assert.equal(result.tally.reasons["judge-failed"], 1);
  const [first] = result.metrics;
  assert.deepEqual([first?.worst, first?.best], [50, 100 * (5 / 6)]);
});

Deno.test("reduceTask() gives the same bytes whatever order the asks ended in", async () => {
  const reduce = (order: readonly KeptVerdict[]) =>
    reduceTask({ task, planned: 6, verdicts: order, groups, seed: "s" });
  const expected = JSON.stringify(await reduce(verdicts));
  assert.equal(JSON.stringify(await reduce([...verdicts].reverse())), expected);
});

Deno.test("reduceTask() of no verdicts has no number and says that nothing was asked", async () => {
  const result = await reduceTask({
    task: { ...task, metrics: [accuracy] },
    planned: 4,
    verdicts: [],
    groups,
    seed: "s",
  });
  const [metric] = result.metrics;
  assert.deepEqual([metric?.value, metric?.n, metric?.worst, metric?.best], [null, 0, 0, 100]);
  assert.equal(result.tally.reasons["not-asked"], 4);
});

Deno.test("reduceTask() throws for a primary metric that is missing or a breakdown", async () => {
  for (const primary of ["recall", "accuracy by category"]) {
    await assert.rejects(
      reduceTask({ task: { ...task, primary }, planned: 0, verdicts: [], groups, seed: "s" }),
      /primary metric must be one of "accuracy", "rate"/,
    );
  }
});

Deno.test("reduceTask() throws for a breakdown with a number that is none", async () => {
  const broken: BreakdownMetric = { ...byCategory, compute: () => ({ Algebra: NaN }) };
  await assert.rejects(
    reduceTask({
      task: { ...task, metrics: [accuracy, broken] },
      planned: 5,
      verdicts,
      groups,
      seed: "s",
    }),
    /"Algebra" must be finite or null/,
  );
});

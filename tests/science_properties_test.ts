/**
 * What must hold for every sub-task of SciReasoner, SmolInstruct, MatBench, Mol-Instructions and
 * Biology-Instruction. `deno task fuzz` looks longer.
 */
import assert from "node:assert/strict";
import type { Task } from "../benchmarks/define.ts";
import { readGraderPrompt, verdictText } from "../runners/sim/judge.ts";
import { splitReasoning } from "../scoring/answers/reasoning.ts";
import { seededDraw } from "../scoring/random.ts";
import type { Item, JudgeReply, ScoreStep, Verdict } from "../scoring/types.ts";
import { hostileReply, LONG_REPLIES } from "./fuzz/replies.ts";
import {
  itemsOf,
  mayStayUnscored,
  nameOf,
  numbersOf,
  sampleOf,
  scienceKinds,
  scienceTasks,
  settle,
} from "./fuzz/science_tasks.ts";

const SEED = "science";
/** A third of what a run allows by default. */
const LIMIT_MS = 10_000;

/** A step of the scorer itself, so that what it throws is seen. */
function stepOf(task: Task, reply: string, index: number) {
  const { target } = sampleOf(task, index);
  const input = { text: splitReasoning(reply, task.reasoning), raw: reply, truncated: false };
  return (judged: readonly JudgeReply[]): ScoreStep | Promise<ScoreStep> =>
    task.score({ ...input, target, judged }, {});
}

async function verdictOf(task: Task, reply: string, index: number): Promise<Verdict> {
  return await settle(stepOf(task, reply, index), seededDraw(`${SEED}/${index}`));
}

function same(one: Record<string, number | null>, other: Record<string, number | null>): void {
  assert.deepEqual(Object.keys(one).sort(), Object.keys(other).sort());
  for (const [name, value] of Object.entries(one)) {
    const there = other[name] ?? null;
    if (value === null || there === null) assert.equal(value, there, name);
    else assert.ok(Math.abs(value - there) <= 1e-9 * Math.max(1, Math.abs(value)), name);
  }
}

/** Good replies, those of other records, damaged ones and none, of one sub-task. */
async function someItems(task: Task): Promise<Item[]> {
  const draw = seededDraw(`${SEED}/${task.id}`);
  const items: Item[] = [];
  for (let index = 0; index < 8; index++) {
    const other = task.demo[(index % 3 === 0 ? index + 1 : index) % task.demo.length];
    const good = task.reference(other);
    const reply = index % 4 === 3 ? "" : index % 4 === 2 ? hostileReply(draw, good, 200) : good;
    items.push(...itemsOf(await verdictOf(task, reply ?? "C", index), String(index)));
  }
  return items;
}

Deno.test("there are as many sub-tasks as the papers have", () => {
  const counts = Map.groupBy(scienceTasks, ({ benchmark }) => benchmark.id);
  assert.deepEqual(
    [...counts].map(([id, tasks]) => [id, tasks.length]),
    [
      ["scireasoner", 149],
      ["smolinstruct", 14],
      ["matbench", 8],
      ["mol-instructions", 22],
      ["biology-instruction", 21],
    ],
  );
});

Deno.test("metrics do not depend on order, and halves of a run merge to the whole", async () => {
  for (const science of scienceTasks) {
    const { task } = science;
    const items = await someItems(task);
    const wanted = numbersOf(task, items);
    try {
      same(numbersOf(task, items.toReversed()), wanted);
      // The second half first, as a run that was resumed elsewhere keeps it.
      same(numbersOf(task, [...items.slice(4), ...items.slice(0, 4)]), wanted);
      const draw = seededDraw(nameOf(science));
      const keys = new Map(items.map((item) => [item, draw()]));
      same(
        numbersOf(task, items.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))),
        wanted,
      );
    } catch (cause) {
      throw new Error(nameOf(science), { cause });
    }
  }
});

Deno.test("scoring the same replies again gives the same verdicts", async () => {
  for (const { task } of scienceKinds) {
    assert.deepEqual(await someItems(task), await someItems(task), task.id);
  }
});

Deno.test("a reference reply scores full marks", async () => {
  let met = 0;
  for (const science of scienceTasks) {
    const { task } = science;
    if (task.noReference !== undefined || mayStayUnscored(task)) continue;
    const items: Item[] = [];
    for (const [index, record] of task.demo.entries()) {
      const reply = task.reference(record);
      if (reply === null) continue;
      const judged: JudgeReply[] = [];
      let step = await stepOf(task, reply, index)(judged);
      while (step.kind === "judge") {
        const grader = readGraderPrompt(String(step.messages.at(-1)?.content));
        assert.ok(grader !== null, nameOf(science));
        judged.push({ text: verdictText(grader, true), reasoning: "" });
        step = await stepOf(task, reply, index)(judged);
      }
      assert.ok(step.kind === "scored", JSON.stringify(step));
      assert.equal(step.outcome, "correct", `${nameOf(science)}: ${reply}`);
      items.push(...itemsOf(step, String(index)));
    }
    assert.ok(items.length > 0, nameOf(science));
    const best = numbersOf(task, items)[task.primary];
    const metric = task.metrics.find(({ id }) => id === task.primary);
    assert.ok(metric !== undefined && metric.kind !== "breakdown");
    met++;
    const [low, high] = metric.kind === "mean"
      ? metric.range.map((end) => end * metric.scale)
      : metric.range;
    const full = metric.better === "higher" ? high : low;
    if (full === undefined || !Number.isFinite(full)) continue;
    if (best === null) {
      // Three records do not show every class with and without a sample.
      assert.equal(metric.id, "AUC", nameOf(science));
      continue;
    }
    // A copy of n words has 1 - 0.5/n³ of METEOR.
    const near = /caption|description|^MC/.test(task.id) ? 0.01 : 1e-6;
    assert.ok(
      Math.abs((best ?? NaN) - full) <= near * Math.max(1, Math.abs(full)),
      `${nameOf(science)}: ${task.primary} is ${best} of ${full}`,
    );
  }
  assert.ok(met > 200, String(met));
});

async function survives(task: Task, reply: string, index: number): Promise<void> {
  const started = performance.now();
  const verdict = await verdictOf(task, reply, index);
  const took = performance.now() - started;
  assert.ok(took < LIMIT_MS, `took ${took.toFixed(0)} ms`);
  assert.ok(
    verdict.kind === "scored" || mayStayUnscored(task) ||
      verdict.reason === "judge-failed",
    JSON.stringify(verdict),
  );
  numbersOf(task, itemsOf(verdict, "0"));
}

Deno.test("no hostile reply makes a scorer throw, hang or leave its range", async () => {
  const draw = seededDraw(SEED);
  for (const science of scienceTasks) {
    for (let index = 0; index < 4; index++) {
      const { task } = science;
      const good = task.reference(task.demo[index % task.demo.length]);
      const reply = hostileReply(draw, good, index === 0 ? 200_000 : 2_000);
      try {
        await survives(task, reply, index);
      } catch (cause) {
        throw new Error(`${nameOf(science)}: ${JSON.stringify(reply.slice(0, 300))}`, { cause });
      }
    }
  }
});

Deno.test("a megabyte of one character, deep brackets and nested tags are scored in time", async () => {
  for (const [at, science] of scienceKinds.entries()) {
    // Each way of scoring meets an eighth of them; the fuzz task meets them all.
    for (const reply of LONG_REPLIES.filter((_, index) => index % 8 === at % 8)) {
      try {
        await survives(science.task, reply, 0);
      } catch (cause) {
        throw new Error(`${nameOf(science)}: ${reply.length} of ${reply.slice(0, 9)}`, { cause });
      }
    }
  }
});

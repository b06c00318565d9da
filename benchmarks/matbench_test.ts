import assert from "node:assert/strict";
import { readGraderPrompt, verdictText } from "../runners/sim/judge.ts";
import { scoreSamples } from "../runners/score_samples.ts";
import type { Judge } from "../scoring/types.ts";
import { matbench, matbenchRows } from "./matbench.ts";

const tasks = matbench.tasks(matbench.options.parse({}));

/** The simulated server's judge. */
const judge: Judge = {
  ask({ messages }) {
    const grader = readGraderPrompt(String(messages.at(-1)?.content));
    assert.ok(grader !== null);
    return Promise.resolve({ text: verdictText(grader, true), reasoning: "" });
  },
};

for (const task of tasks) {
  Deno.test(`${task.id}: reference replies get full marks`, async () => {
    const samples = task.demo.flatMap((record) => {
      const response = task.reference(record);
      return response === null ? [] : [{ record, response }];
    });
    assert.ok(samples.length > 0);
    const input = { benchmark: "matbench", task: task.id, samples };
    const { metrics, verdicts } = await scoreSamples(input, { judge });
    for (const verdict of verdicts) {
      assert.equal(verdict.kind === "scored" && verdict.outcome, "correct");
    }
    const full = { mae: 0, accuracy: task.id.startsWith("regex/") ? 1 : 100 };
    assert.equal(metrics[task.primary], full[task.primary as keyof typeof full]);
    if ("points" in metrics) assert.equal(metrics.points, 100);
  });
}

Deno.test("the four judged tasks run by default and make the headline, the others do neither", () => {
  const ids = matbenchRows.map(({ id }) => id);
  assert.deepEqual(tasks.filter(({ byDefault }) => byDefault).map(({ id }) => id), ids);
  const { headline } = matbench;
  assert.ok(headline.kind === "mean");
  assert.deepEqual(headline.tasks, ids);
  for (const id of ids) {
    const named: string | undefined = headline.metrics?.[id];
    assert.ok(tasks.find((task) => task.id === id)?.metrics.some((metric) => metric.id === named));
  }
  assert.deepEqual(tasks.filter(({ needs }) => needs.includes("judge")).map(({ id }) => id), ids);
});

Deno.test("sample() asks the problem as it is and nothing else", () => {
  const [task] = tasks;
  const { messages, id } = task?.sample({ problem: " Gap? ", answer: 1 }, {
    index: 3,
    draw: () => 0,
  }) ?? {};
  assert.deepEqual(messages, [{ role: "user", content: " Gap? " }]);
  assert.equal(id, "000003");
  assert.throws(() => task?.sample({ problem: "x", answer: "1" }, { index: 0, draw: () => 0 }), {
    column: "answer",
  });
});

Deno.test("a missing judge leaves a reply unscored", async () => {
  const samples = [{ record: { problem: "Is it?", answer: true }, response: "yes" }];
  const { verdicts } = await scoreSamples({
    benchmark: "matbench",
    task: "matbench_glass",
    samples,
  });
  assert.equal(verdicts[0]?.kind === "unscored" && verdicts[0].reason, "judge-failed");
});

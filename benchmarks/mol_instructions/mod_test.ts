import assert from "node:assert/strict";
import { scoreSamples } from "../../runners/score_samples.ts";
import { molInstructions } from "./mod.ts";
import { taskRows } from "./tasks.ts";
import { testPlaces } from "./zjunlp.ts";

const benchmark = "mol-instructions";
const tasks = molInstructions.tasks(molInstructions.options.parse({}));
const context = { index: 0, draw: () => 0 };

for (const task of tasks) {
  Deno.test(`mol-instructions/${task.id}: reference replies get full marks`, async () => {
    const samples = task.demo.map((record) => ({ record, response: task.reference(record) ?? "" }));
    const { metrics, verdicts } = await scoreSamples({ benchmark, task: task.id, samples });
    for (const verdict of verdicts) {
      assert.equal(verdict.kind === "scored" && verdict.outcome, "correct");
    }
    assert.notEqual(metrics[task.primary], null);
    if (task.id.endsWith("-selfies")) {
      const full = { "PP-selfies": 0, "MC-selfies": metrics.score ?? 0 }[task.id] ?? 100;
      assert.equal(metrics.score, full);
    }
  });
}

Deno.test("mol-instructions runs the six tasks of the row unless others are named", () => {
  const byDefault = tasks.filter((task) => task.byDefault).map(({ id }) => id);
  assert.deepEqual(byDefault, taskRows.map(({ id }) => id));
  assert.equal(tasks.length, 22);
});

Deno.test("mol-instructions asks in a system message and a user message", () => {
  for (const [index, row] of taskRows.entries()) {
    const record = { dialogs: [{ content: "What? [C]" }, { content: "0.5" }] };
    const { messages } = tasks[index]?.sample(record, context) ?? { messages: [] };
    assert.deepEqual(messages.map(({ role }) => role), ["system", "user"]);
    assert.ok(String(messages[0]?.content).endsWith(row.ask));
    assert.equal(messages[1]?.content, `${row.reply}\nQuestion: What? [C]\nAnswer: `);
  }
});

Deno.test("mol-instructions refuses a property that is no number", () => {
  const property = tasks.find(({ id }) => id === "PP-selfies");
  const record = { dialogs: [{ content: "How high?" }, { content: "high" }] };
  assert.throws(() => property?.sample(record, context), {
    message: 'column "dialogs.1.content" must be a number: current value is "high"',
  });
});

Deno.test("mol-instructions shows the mean with METEOR in percent beside the official one", () => {
  const numbers: Readonly<Record<string, number>> = {
    "FS-selfies/score": 72.5,
    "MC-selfies/group": 0.41,
    "MG-selfies/score": 55.25,
    "PP-selfies/group": 99.5,
    "RP-selfies/score": 48,
    "RS-selfies/score": 66,
  };
  const read = (task: string, metric: string) => numbers[`${task}/${metric}`] ?? null;
  const mean = (72.5 + 41 + 55.25 + 99.5 + 48 + 66) / 6;
  assert.deepEqual(molInstructions.aggregates?.(read), { mol_instruct_mc100: mean });
  assert.deepEqual(molInstructions.aggregates?.(() => null), { mol_instruct_mc100: null });
});

Deno.test("testPlaces() takes the test split, and rows without one", () => {
  const split = (name: string) => ({ metadata: { split: name } });
  const rows = [split("train"), split("test"), {}, split("test")];
  assert.deepEqual(testPlaces(rows, Infinity), [1, 2, 3]);
  assert.deepEqual(testPlaces(rows, 2), [1, 2]);
});

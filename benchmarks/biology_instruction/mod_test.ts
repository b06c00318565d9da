import assert from "node:assert/strict";
import { suites } from "../../results/suites.ts";
import { scoreSamples } from "../../runners/score_samples.ts";
import { pySample } from "../../scoring/python/random.ts";
import { RecordError } from "../define.ts";
import { biologyInstruction } from "./mod.ts";

const tasks = biologyInstruction.tasks({});
const context = { index: 7, draw: () => 0 };

function taskNamed(id: string) {
  const task = tasks.find((task) => task.id === id);
  assert.ok(task !== undefined, id);
  return task;
}

Deno.test("the 21 sub-tasks are those of the report's table, in its order", () => {
  const suite = suites.find(({ benchmark }) => benchmark === "biology-instruction");
  assert.deepEqual(tasks.map(({ id }) => id), suite?.rows.map(({ task }) => task));
  const { headline } = biologyInstruction;
  assert.ok(headline.kind === "mean");
  assert.deepEqual(headline.tasks, tasks.map(({ id }) => id));
  for (const { id, primary } of tasks) assert.equal(headline.metrics?.[id], primary);
});

for (const task of tasks) {
  Deno.test(`${task.id}: reference replies get full marks, and refusals do not`, async () => {
    const samples = task.demo.map((record) => {
      const response = task.reference(record);
      assert.ok(response !== null);
      return { record, response };
    });
    const input = { benchmark: "biology-instruction", task: task.id, samples };
    const { metrics, verdicts } = await scoreSamples(input);
    for (const verdict of verdicts) {
      assert.equal(verdict.kind === "scored" && verdict.outcome, "correct");
    }
    assert.ok(Math.abs((metrics[task.primary] ?? NaN) - 100) < 1e-6, JSON.stringify(metrics));
    const refused = samples.map(({ record }) => ({ record, response: "I cannot tell." }));
    const worse = await scoreSamples({ ...input, samples: refused });
    assert.ok((worse.metrics[task.primary] ?? 0) < 90);
  });
}

Deno.test("sample() asks with a system message and the format of the answer's type", () => {
  const asked = (id: string, at = 0) => {
    const task = taskNamed(id);
    const { messages } = task.sample(task.demo[at], context);
    assert.deepEqual(messages.map(({ role }) => role), ["system", "user"]);
    return { prompt: (task.demo[at] as { prompt: string }).prompt, text: messages[1]?.content };
  };
  const yes = asked("DNA-cpd");
  assert.ok(String(yes.text).startsWith(`${yes.prompt}\n`));
  assert.match(String(yes.text), /"yes" or "no".*\\boxed\{\}/);
  const dict = asked("RNA-ProgrammableRNASwitches");
  assert.ok(String(dict.text).endsWith('{"ON": xx, "OFF": xx, "ON_OFF": xx}'));
  assert.equal(String(dict.text)[dict.prompt.length], "W");
  assert.match(String(asked("RNA-NoncodingRNAFamily").text), /5_8S_rRNA.*HACA-box/);
  assert.match(String(asked("RNA-Modification").text), /AtoI.*Psi/);
  assert.match(String(asked("Protein-FunctionEC").text), /ECx\.x\.x\.x/);
});

Deno.test("sample() numbers rows and refuses golds and tasks it does not know", () => {
  const task = taskNamed("DNA-cpd");
  const [record] = task.demo as unknown as { ground_truth: unknown; meta_data: object }[];
  assert.equal(task.sample(record, context).id, "000007");
  assert.throws(
    () => task.sample({ ...record, ground_truth: "maybe" }, context),
    (error) => error instanceof RecordError && error.column === "ground_truth",
  );
  const family = taskNamed("RNA-NoncodingRNAFamily");
  const other = { ...record, meta_data: { ans_type: "string", task: "Other" } };
  assert.throws(
    () => family.sample(other, context),
    (error) => error instanceof RecordError && error.column === "meta_data.task",
  );
});

Deno.test("a dict of texts that float() reads is a gold answer", async () => {
  const record = {
    prompt: "",
    ground_truth: { hk: " 1.5 ", dev: "2e0" },
    meta_data: { ans_type: "dict", task: "enhancer_activity" },
  };
  const { perSample, verdicts } = await scoreSamples({
    benchmark: "biology-instruction",
    task: "DNA-enhancer_activity",
    samples: [{ record, response: '{"hk": 1.5, "dev": 2}' }],
  });
  assert.deepEqual(perSample, [{ series: { hk: [1.5, 1.5], dev: [2, 2] } }]);
  assert.equal(verdicts[0]?.kind === "scored" && verdicts[0].outcome, "correct");
});

Deno.test("aggregates() counts undefined sub-tasks as 0 only where it says so", () => {
  const { aggregates } = biologyInstruction;
  assert.ok(aggregates !== undefined);
  const numbers = aggregates((id) => id === "RNA-Isoform" ? null : 42);
  assert.equal(numbers["mean with undefined sub-tasks as 0"], 40);
  assert.equal(numbers["mean of RNA"], null);
  assert.equal(numbers["mean of DNA"], 42);
});

Deno.test("Biology-Instruction's mini set is a tenth of each file, drawn as upstream draws it", () => {
  const [full] = biologyInstruction.tasks(biologyInstruction.options.parse({}));
  assert.equal(full?.source.subset, undefined);
  const [mini] = biologyInstruction.tasks(biologyInstruction.options.parse({ set: "mini" }));
  assert.deepEqual(mini?.source.subset?.draw?.(2000), pySample(2000, 200, 1024));
  assert.equal(mini?.source.subset?.draw?.(3).length, 1);
});

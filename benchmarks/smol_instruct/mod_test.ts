import assert from "node:assert/strict";
import { scoreSamples } from "../../runners/score_samples.ts";
import { RecordError } from "../define.ts";
import { smolPlaces, smolRecords } from "./archive.ts";
import { smolInstruct } from "./mod.ts";
import { taskRows } from "./tasks.ts";

const benchmark = "smolinstruct";
const tasks = smolInstruct.tasks(smolInstruct.options.parse({}));
const context = { index: 0, draw: () => 0 };

for (const task of tasks) {
  Deno.test(`smolinstruct/${task.id}: reference replies get full marks`, async () => {
    const samples = task.demo.map((record) => ({ record, response: task.reference(record) ?? "" }));
    const { metrics, verdicts } = await scoreSamples({ benchmark, task: task.id, samples });
    for (const verdict of verdicts) {
      assert.equal(verdict.kind === "scored" && verdict.outcome, "correct");
    }
    const full = { "PP-ESOL": 0, "PP-Lipo": 0, "MC": metrics.score ?? 0 }[task.id] ?? 100;
    assert.equal(metrics[task.primary], full);
    if (task.id === "MC") assert.ok(full > 0.99 && full < 1);
    if (full === 0) assert.equal(metrics.group, 100);
    assert.equal(metrics["llm4chem/num_all"], 3);
  });
}

Deno.test("smolinstruct asks in one user message that ends behind the answer's colon", () => {
  for (const [index, task] of tasks.entries()) {
    const [record] = task.demo as readonly { readonly input: string }[];
    const { messages } = task.sample(record, context);
    assert.deepEqual(messages.map(({ role }) => role), ["user"]);
    const text = String(messages[0]?.content);
    assert.ok(text.endsWith(`\nQuestion: ${record?.input}\nAnswer: `), task.id);
    assert.equal(text.split("\n").length, 4);
    const reply = taskRows[index]?.reply ?? "";
    assert.ok(text.includes(reply) && reply !== "");
  }
});

Deno.test("smolinstruct refuses a gold number that is none", () => {
  const esol = tasks.find(({ id }) => id === "PP-ESOL");
  assert.throws(() => esol?.sample({ input: "x", output: "<NUMBER> two </NUMBER>" }, context), {
    message: 'column "output" must be a text with a number in <NUMBER> tags: current value is ' +
      '"<NUMBER> two </NUMBER>"',
  });
});

Deno.test("smolinstruct tells LLM4Chem's gold answers of the same input apart by target", async () => {
  const record = {
    input: "q",
    output: "<SMILES> CCO </SMILES>",
    raw_input: "q",
    raw_output: "CCO",
  };
  const other = { ...record, output: "<SMILES> CCN </SMILES>", raw_output: "CCN" };
  const response = "<SMILES> NCC </SMILES>";
  const score = async (target: string | null) => {
    const samples = [{ record, response }, { record: { ...other, target }, response }];
    const { metrics } = await scoreSamples({ benchmark, task: "MG", samples });
    return metrics["llm4chem/num_t1_exact_match"];
  };
  assert.equal(await score(null), 2);
  assert.equal(await score("another"), 1);
});

const FILES: Readonly<Record<string, string>> = {
  "sample/instruction_tuning/test/x.json": JSON.stringify({
    task: "x",
    split: "test",
    template_name: "plain",
    samples: [{ idx: 1, template_id: 0 }, { idx: 0, template_id: 1, target: "liver" }],
  }),
  "template/plain/x.json": JSON.stringify([
    { input: "What is <INPUT>?", output: "It is <OUTPUT> ." },
    { input: "<INPUT>: harmful?", output: "<OUTPUT>" },
  ]),
  "core_tag/x.json": '{"input":["<SMILES>","</SMILES>"],"output":[null,null]}',
  "raw/test/x.jsonl": '{"input":"CC","output":{"liver":"No"}}\n{"input":"C$&","output":"Yes"}\n',
};

function archive(changes: Readonly<Record<string, string>> = {}) {
  const files = { ...FILES, ...changes };
  return smolRecords("x", (entry) => Promise.resolve(files[entry] ?? ""));
}

Deno.test("smolRecords() joins samples, raw rows, templates and tags", async () => {
  assert.deepEqual(await archive(), [
    {
      input: "What is <SMILES> C$& </SMILES>?",
      output: "It is Yes .",
      raw_input: "C$&",
      raw_output: "Yes",
      task: "x",
      target: null,
    },
    {
      input: "<SMILES> CC </SMILES>: harmful?",
      output: "No",
      raw_input: "CC",
      raw_output: "No",
      task: "x",
      target: "liver",
    },
  ]);
});

Deno.test("smolRecords() names the file that is not as published", async () => {
  const refuse = async (changes: Readonly<Record<string, string>>, column: string) => {
    await assert.rejects(archive(changes), (error) => {
      assert.ok(error instanceof RecordError);
      assert.equal(error.column, column);
      return true;
    });
  };
  await refuse({ "core_tag/x.json": "<html>" }, "core_tag/x.json");
  await refuse(
    { "raw/test/x.jsonl": '{"input":"CC","output":{"heart":"No"}}' },
    "raw/test/x.jsonl line 2",
  );
  await refuse({ "template/plain/x.json": "[]" }, "template/plain/x.json");
  await refuse(
    { "sample/instruction_tuning/test/x.json": "{}" },
    "sample/instruction_tuning/test/x.json",
  );
});

Deno.test("smolPlaces() takes the rows of a task, or draws the official mini set from them", () => {
  const rows = Array.from({ length: 1_200 }, (_, at) => ({ task: at % 2 === 0 ? "x" : "y" }));
  const own = smolPlaces("x", "test", rows);
  assert.deepEqual([own.length, own[0], own[1]], [600, 0, 2]);
  const mini = smolPlaces("x", "mini", rows);
  assert.equal(new Set(mini).size, 500);
  assert.ok(mini.every((place) => place % 2 === 0));
  // random.seed(1024); random.sample(range(600), 500)[:3]
  assert.deepEqual(mini.slice(0, 3).map((place) => place / 2), [19, 495, 398]);
  assert.deepEqual(smolPlaces("x", "test", [{}, {}]), [0, 1]);
});

import assert from "node:assert/strict";
import type { Json } from "../scoring/json.ts";
import type { Item, Scored } from "../scoring/types.ts";
import { reduceMetrics } from "../scoring/metrics/reduce.ts";
import { RecordError, type Task } from "./define.ts";
import { ifbench } from "./ifbench.ts";

type ProfileName = "opencompass" | "official";

function testTask(profile: ProfileName = "opencompass"): Task {
  const [task] = ifbench.tasks(ifbench.options.parse({ profile }));
  assert.ok(task !== undefined);
  return task;
}

const context = { index: 0, draw: () => 0 };

const RECORD = {
  key: "7",
  prompt: "Name two friends and count to two. ",
  instruction_id_list: ["count:person_names", "count:numbers"],
  kwargs: [{ N: 1.0, sep: null }, { N: 2.0, sep: null }],
};

async function score(task: Task, record: Json, text: string): Promise<Scored> {
  const { target } = task.sample(record, context);
  const kept = JSON.parse(JSON.stringify(target)) as Json;
  const input = { text, raw: text, truncated: false, target: kept, judged: [] };
  const step = await task.score(input, {});
  assert.equal(step.kind, "scored");
  return step as Scored;
}

function item(task: Task, record: Json, { outcome, values }: Scored): Item {
  const { id, groups = {} } = task.sample(record, context);
  return { sampleId: id, repeat: 0, groups, outcome, values };
}

Deno.test("ifbench asks the prompt as it is and keeps the constraints without nulls", () => {
  const sample = testTask().sample(RECORD, context);
  assert.equal(sample.id, "7");
  assert.deepEqual(sample.messages, [{ role: "user", content: RECORD.prompt }]);
  assert.deepEqual(sample.target, {
    instruction_id_list: RECORD.instruction_id_list,
    kwargs: [{ N: 1 }, { N: 2 }],
  });
});

Deno.test("ifbench tells outcomes apart", async () => {
  const task = testTask();
  const outcomes = [];
  for (const text of ["Emma 1 2", "Emma 1", "Nobody", " \n"]) {
    const { outcome, answer } = await score(task, RECORD, text);
    outcomes.push(outcome);
    assert.equal(answer, text.trim() === "" ? null : text);
  }
  assert.deepEqual(outcomes, ["correct", "partial", "wrong", "no-answer"]);
});

Deno.test("ifbench shows the beginning of a long reply as its answer", async () => {
  const { answer } = await score(testTask(), RECORD, "😀".repeat(300));
  assert.equal(answer, `${"😀".repeat(200)}…`);
});

Deno.test("ifbench gives the five numbers of the profile, then those of the other one", async () => {
  // A name inside a word is one for OpenCompass only.
  const text = "Miami 1 2";
  for (
    const [profile, other, own, others, names] of [
      ["opencompass", "official", 100, 25, 100],
      ["official", "opencompass", 25, 100, 0],
    ] as const
  ) {
    const task = testTask(profile);
    const scored = await score(task, RECORD, text);
    const metrics = reduceMetrics(task.metrics, [item(task, RECORD, scored)]);
    assert.equal(metrics["score"], own);
    assert.equal(metrics[`${other}/score`], others);
    assert.deepEqual(scored.perSample, {
      strict: [profile === "opencompass", true],
      loose: [profile === "opencompass", true],
    });
    assert.equal(metrics["Inst-level-strict-accuracy/count:person_names"], names);
    assert.equal(metrics["Inst-level-loose-accuracy/count:numbers"], 100);
    assert.deepEqual(Object.keys(metrics).slice(0, 6), [
      "score",
      "Prompt-level-strict-accuracy",
      "Inst-level-strict-accuracy",
      "Prompt-level-loose-accuracy",
      "Inst-level-loose-accuracy",
      `${other}/score`,
    ]);
  }
});

Deno.test("ifbench says what is wrong with a record", () => {
  const cases: readonly (readonly [change: Record<string, unknown>, message: RegExp])[] = [
    [{ prompt: undefined }, /column "prompt" must be a text: current value is missing/],
    [{ prompt: "" }, /column "prompt" must be a text that is not empty/],
    [
      { instruction_id_list: [], kwargs: [] },
      /"instruction_id_list" must be a list of at least one/,
    ],
    [{ kwargs: [{}] }, /"kwargs" must be a list as long as "instruction_id_list", which has 2/],
    [
      { instruction_id_list: ["count:person_names", "count:stars"] },
      /"instruction_id_list.1" must be one of the 58 constraints .* value is "count:stars"/,
    ],
    [
      { kwargs: [{ N: "3" }, { N: 2 }] },
      /"kwargs.0.N" must be a number of at least 0 for "count:person_names": current value is "3"/,
    ],
  ];
  for (const [change, message] of cases) {
    assert.throws(() => testTask().sample({ ...RECORD, ...change }, context), (error) => {
      assert.ok(error instanceof RecordError);
      assert.match(error.message, message);
      return true;
    });
  }
});

Deno.test("ifbench has a reference for each of its own records, right in both profiles", async () => {
  for (const profile of ["opencompass", "official"] as const) {
    const task = testTask(profile);
    assert.ok(task.demo.length >= 4);
    for (const record of task.demo) {
      const reference = task.reference(record);
      assert.ok(reference !== null);
      const { outcome, values } = await score(task, record, reference);
      assert.equal(outcome, "correct");
      assert.deepEqual(values["official"], values["opencompass"]);
    }
  }
});

const DATA = new URL("../../shared/data/ifbench/IFBench_test.jsonl", import.meta.url);

async function dataIsThere(): Promise<boolean> {
  try {
    await Deno.stat(DATA);
    return true;
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return false;
    throw cause;
  }
}

const present = await dataIsThere();
Deno.test({
  name: present
    ? "ifbench: 299 of the 300 real records have a reference that follows all constraints"
    : "ifbench on its real records (left out: ../shared/data/ifbench is not there)",
  ignore: !present,
  async fn() {
    const lines = (await Deno.readTextFile(DATA)).split("\n").filter((line) => line !== "");
    for (const profile of ["opencompass", "official"] as const) {
      const task = testTask(profile);
      const without: string[] = [];
      for (const line of lines) {
        const record = JSON.parse(line) as Json;
        const reference = task.reference(record);
        if (reference === null) without.push(task.sample(record, context).id);
        else assert.equal((await score(task, record, reference)).outcome, "correct", reference);
      }
      assert.equal(lines.length, 300);
      // Its options have two words, its other constraint wants one word a line.
      assert.deepEqual(without, ["105"]);
    }
  },
});

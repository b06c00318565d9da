import assert from "node:assert/strict";
import { scoreSamples } from "../../runners/score_samples.ts";
import { readGraderPrompt, verdictText } from "../../runners/sim/judge.ts";
import type { Judge } from "../../scoring/types.ts";
import type { Task } from "../define.ts";
import { demoExamples } from "./demo.ts";
import { mmluPro } from "./mod.ts";

const tasks = mmluPro.tasks(mmluPro.options.parse({}));

function named(id: string, among: readonly Task[] = tasks): Task {
  const found = among.find((task) => task.id === id);
  assert.ok(found !== undefined);
  return found;
}

/** The simulated server's judge. */
const judge: Judge = {
  ask({ messages }) {
    const grader = readGraderPrompt(String(messages.at(-1)?.content));
    assert.ok(grader !== null);
    return Promise.resolve({ text: verdictText(grader, true), reasoning: "" });
  },
};

const record = {
  question_id: 7,
  question: "Which?",
  options: ["yes", "N/A", " no "],
  answer: "C",
  category: "law",
};
const context = { index: 0, draw: () => 0 };

function prompt(id: string, support?: readonly unknown[]): string {
  const given = support === undefined ? context : { ...context, support };
  const { messages } = named(id).sample(record, given);
  assert.equal(messages.length, 1);
  return String(messages[0]?.content);
}

function example(at: number, category = "law") {
  const worked = `A: Let's think step by step. Reason ${at}. The answer is (A).`;
  const options = ["x ", "N/A", "z"];
  return { ...record, question: `Q${at}`, options, category, cot_content: worked };
}

for (const task of tasks) {
  Deno.test(`mmlu-pro/${task.id}: reference replies get full marks, in every category`, async () => {
    const samples = task.demo.map((record) => ({ record, response: task.reference(record) ?? "" }));
    assert.equal(samples.length, 14);
    const input = { benchmark: "mmlu-pro", task: task.id, samples };
    const { metrics, verdicts } = await scoreSamples(input, { judge });
    for (const verdict of verdicts) {
      assert.equal(verdict.kind === "scored" && verdict.outcome, "correct");
    }
    const full = task.id === "lm_eval" ? 1 : 100;
    assert.deepEqual([metrics.macro, metrics[task.primary]], [full, full]);
    assert.ok(task.id === "judge" || metrics.unparsed === 0);
  });
}

Deno.test("judge alone runs by default and makes the headline, with the micro mean beside it", () => {
  assert.deepEqual(tasks.filter(({ byDefault }) => byDefault).map(({ id }) => id), ["judge"]);
  assert.deepEqual(mmluPro.headline, { kind: "metric", task: "judge", metric: "macro" });
  assert.deepEqual(mmluPro.aggregates?.((_, metric) => metric === "accuracy" ? 81 : null), {
    micro: 81,
  });
  assert.deepEqual(mmluPro.aggregates?.(() => null), {});
});

Deno.test("the zero-shot prompt wants the letter in the last line and keeps gaps of letters", () => {
  const text = prompt("judge");
  assert.equal(text, prompt("assay"));
  assert.match(text, /last line [^\n]*'ANSWER: \$LETTER'/);
  assert.ok(text.endsWith("\n\nQuestion:\n\nWhich?\n\nOptions:\n\nA. yes\nC.  no"));
});

Deno.test("TIGER's prompt shows the first five examples of the category and closes letters up", () => {
  const shots = [example(0, "math"), ...[1, 2, 3, 4, 5, 6].map((at) => example(at))];
  const text = prompt("tiger_l2", shots);
  assert.equal(text, prompt("tiger_l1", shots));
  assert.match(text, /about law\..*"The answer is \(X\)"/);
  const [, ...questions] = text.split("Question: ");
  assert.equal(questions.length, 6);
  assert.equal(
    questions[0],
    "Q1\nOptions: A. x \nB. z\nAnswer: Let's think step by step. Reason 1. The answer is (A).\n\n",
  );
  assert.equal(
    questions[5],
    "Which?\nOptions: A. yes\nB.  no \nAnswer: Let's think step by step.\n\n",
  );
});

Deno.test("lm-eval's prompt trims options, keeps N/A and ends where the model goes on", () => {
  const text = prompt("lm_eval", [1, 2, 3, 4, 5, 6].map((at) => example(at)));
  assert.match(text, /about law\..*"the answer is \(X\)"/);
  const [, ...questions] = text.split("Question:\n");
  assert.equal(questions.length, 6);
  assert.equal(
    questions[0],
    "Q1\nOptions:\nA. x\nB. N/A\nC. z\nAnswer: Let's think step by step. Reason 1. The answer is (A).\n\n",
  );
  assert.equal(
    questions[5],
    "Which?\nOptions:\nA. yes\nB. N/A\nC. no\nAnswer: Let's think step by step.",
  );
});

Deno.test("a category without worked examples is an error of the data", () => {
  for (const id of ["tiger_l1", "tiger_l2", "lm_eval"]) {
    assert.throws(() => prompt(id, [example(1, "math")]), { column: "category" });
  }
  assert.equal(demoExamples.length, 14);
});

Deno.test("no option gives a mode another mode's prompt or another mode's reader", () => {
  const support = Array.from({ length: 5 }, (_, at) => example(at));
  // How a judge is read and whether stars are deleted are options within a reader.
  const reader = (scorer: string) => scorer.replace(/-(?:generic|strict|without-stars)$/g, "");
  const pairs = (options: Record<string, string>) =>
    mmluPro.tasks(mmluPro.options.parse(options)).map((task) => {
      const { messages } = task.sample(record, { ...context, support });
      return [task.id, messages, reader(task.scorer.id), task.metrics.map(({ id }) => id)];
    });
  const usual = pairs({});
  assert.equal(usual.length, 5);
  const choices: Record<string, string>[] = [
    { parser: "strict" },
    { judgeReasoning: "strip" },
    { tigerStars: "delete" },
    { revision: "main" },
    { source: "opencompass" },
  ];
  for (const options of choices) assert.deepEqual(pairs(options), usual, JSON.stringify(options));
  const given = Object.assign({}, ...choices.slice(0, 3));
  assert.deepEqual(pairs(given), usual);
  for (const name of ["prompt", "extractor", "mode", "shots", "metric"]) {
    assert.ok(!mmluPro.options.safeParse({ [name]: "lm_eval" }).success, name);
  }
});

Deno.test("records that are not what was published are refused", () => {
  const wrong: [string, unknown][] = [
    ["answer", { ...record, answer: "Q" }],
    ["options", { ...record, options: [] }],
    ["category", { ...record, category: "astrology" }],
    ["question", { ...record, question: null }],
  ];
  for (const [column, value] of wrong) {
    assert.throws(() => named("judge").sample(value, context), { column });
  }
});

Deno.test("questions come from the pinned hub, another revision of it, or the archive", () => {
  const of = (options: Record<string, string>) =>
    named("tiger_l1", mmluPro.tasks(mmluPro.options.parse(options)));
  const pinned = of({});
  assert.ok(pinned.source.kind === "hub" && pinned.source.sha256 !== undefined);
  assert.equal(pinned.source.records, 12_032);
  assert.equal(pinned.support?.source.records, 70);
  const other = of({ revision: "main" });
  assert.ok(other.source.kind === "hub" && other.source.revision === "main");
  assert.deepEqual([other.source.sha256, other.source.records], [undefined, undefined]);
  const frozen = of({ source: "opencompass" });
  assert.equal(frozen.source.entry, "mmlu_pro/test-00000-of-00001.parquet");
  assert.equal(frozen.support?.source.entry, "mmlu_pro/validation-00000-of-00001.parquet");
  assert.throws(() => mmluPro.options.parse({ revision: "../x" }));
  assert.throws(() => mmluPro.options.parse({ extractor: "tiger_l1" }), "no such option");
});

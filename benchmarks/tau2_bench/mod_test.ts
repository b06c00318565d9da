import assert from "node:assert/strict";
import type { Json } from "../../scoring/json.ts";
import type { Task, Turn } from "../define.ts";
import { tau2Bench } from "./mod.ts";

const tasksOf = (options: Record<string, Json> = {}) =>
  tau2Bench.tasks(tau2Bench.options.parse(options));

const filesOf = ({ files }: Task) =>
  Object.fromEntries(Object.entries(files).map(([path, { demo }]) => [path, demo]));

for (const data of ["v0.2", "v1.0"]) {
  for (const task of tasksOf({ data })) {
    Deno.test(`references of self-written ${task.id} tasks get the full reward (${data})`, async () => {
      const files = filesOf(task);
      for (const [index, record] of task.demo.entries()) {
        const { id, target } = task.sample(record, { index, draw: () => 0.5 });
        const text = task.reference(record, files);
        assert.ok(text !== null);
        const input = { text, raw: text, truncated: false, target, judged: [] };
        const verdict = await task.score(input, { files });
        assert.equal(verdict.kind === "scored" && verdict.outcome, "correct", id);
        // One that does nothing does not.
        const idle = JSON.stringify({ ...JSON.parse(text), messages: [] });
        const none = await task.score({ ...input, text: idle, raw: idle }, { files });
        assert.equal(none.kind === "scored" && none.outcome, "wrong", id);
      }
    });
  }
}

Deno.test("τ²-Bench asks each trial with upstream's seed, and needs a user but alone", () => {
  const [airline] = tasksOf();
  assert.deepEqual([0, 1, 2].map((repeat) => airline?.seed?.(repeat)), [626729, 373753, 361454]);
  assert.deepEqual(airline?.needs, ["user-model"]);
  const alone = tasksOf({ solo: true });
  assert.deepEqual(alone.map(({ id, needs }) => [id, needs]), [["telecom", []], ["mock", []]]);
});

Deno.test("τ²-Bench names the published files of each domain with their digests", () => {
  const [airline, retail, telecom] = tasksOf({ data: "v1.0" });
  assert.ok(airline?.files["domains/airline/db.json"]?.source.gitBlob);
  assert.match(retail?.files["domains/retail/db.json"]?.source.sha256 ?? "", /^413a6516/);
  assert.match(telecom?.source.sha256 ?? "", /^192a2c14/);
  for (const { source, files } of [airline, retail, telecom].flatMap((task) => task ?? [])) {
    for (const each of [source, ...Object.values(files).map(({ source }) => source)]) {
      assert.ok(each.kind === "url" && /\/data\/tau2\/(domains|user_simulator)\//.test(each.url));
    }
  }
});

Deno.test("τ²-Bench's tasks keep 2 and 2.0 apart", () => {
  const [, retail] = tasksOf();
  const text = `[{"id":"0","user_scenario":{"instructions":"x"},"evaluation_criteria":` +
    `{"actions":[{"name":"a","arguments":{"n":2.0}}]}}]`;
  const repaired = JSON.parse(retail?.source.repair?.(text).text ?? "");
  assert.equal(repaired[0].evaluation_criteria.actions[0].arguments, '{"n": 2.0}');
});

Deno.test("τ²-Bench says its generation, and the mean over tasks beside that over domains", () => {
  const { remark, aggregates } = tau2Bench;
  assert.ok(typeof remark === "function");
  assert.match(remark(tau2Bench.options.parse({ data: "v1.0" })), /v1\.0/);
  const numbers = { airline: 0, retail: 100, telecom: 100 };
  const read = (task: string) => numbers[task as keyof typeof numbers];
  assert.deepEqual(aggregates?.(read), { "pass^1 by number of tasks": 100 * 228 / 278 });
  assert.deepEqual(aggregates?.(() => null), { "pass^1 by number of tasks": null });
});

const turn = (party: Turn["party"], text: string, call?: Turn["toolCalls"][number]): Turn => ({
  party,
  text,
  reasoning: "",
  toolCalls: call === undefined ? [] : [call],
  truncated: false,
  finish: "stop",
  tokens: 100,
  cost: 0.25,
  ms: 1_000,
});

const mockTask = (options: Record<string, Json> = {}) => {
  const mock = tasksOf(options).find(({ id }) => id === "mock");
  assert.ok(mock);
  const sample = mock.sample(mock.demo[0], { index: 0, draw: () => 0.5 });
  return { mock, sample, files: filesOf(mock) };
};

Deno.test("a conversation that runs out of something ends under a name, worth 0", async () => {
  const turns = [turn("user", "Hello"), turn("model", "Yes?"), turn("user", "Well")];
  for (
    const [options, end] of [
      [{ maxTokens: 250 }, "out-of-tokens"],
      [{ maxMoney: 0.7 }, "out-of-money"],
      [{ maxSeconds: 3 }, "out-of-time"],
    ] as const
  ) {
    const { mock, sample, files } = mockTask(options);
    assert.equal(mock.conversation(sample, turns.slice(0, 2), files).kind, "ask", end);
    const step = mock.conversation(sample, turns, files);
    assert.ok(step.kind === "done");
    assert.equal(step.end, end);
    const input = { text: step.text, raw: step.text, truncated: false, judged: [] };
    const verdict = await mock.score({ ...input, target: sample.target }, { files });
    assert.equal(verdict.kind === "scored" && verdict.outcome, "truncated");
  }
});

Deno.test("a conversation begins again where somebody says nothing or calls with no JSON", () => {
  const { mock, sample, files } = mockTask();
  const broken = { id: "c", name: "get_users", arguments: "{" };
  for (const last of [turn("model", " "), turn("model", "", broken)]) {
    const step = mock.conversation(sample, [turn("user", "Hello"), last], files);
    assert.equal(step.kind === "again" && step.plays, 4);
  }
});

Deno.test("a growing list of turns gives what a fresh one gives", () => {
  const { mock, sample, files } = mockTask();
  const growing: Turn[] = [];
  const said = [
    turn("user", "Hello"),
    turn("model", "", { id: "c", name: "get_users", arguments: "{}" }),
    turn("model", "Here they are"),
    turn("user", "###STOP###"),
  ];
  for (const each of said) {
    growing.push(each);
    assert.deepEqual(
      mock.conversation(sample, growing, files),
      mock.conversation(sample, [...growing], files),
    );
  }
});

Deno.test("a conversation is retold with what its world lacks and why it is worth nothing", () => {
  const { mock, sample, files } = mockTask();
  const turns = [turn("user", "Hello"), turn("model", "No."), turn("user", "###STOP###")];
  const lines = mock.retell?.(sample, turns, files) ?? [];
  assert.deepEqual(lines.map(({ head }) => head), [
    "agent: Hi! How can I help you today?",
    "user: Hello",
    "agent: No.",
    "user: ###STOP###",
    "ended: user_stop",
    "agent's database, tasks.task_3",
    "agent's database, users.mira.tasks[1]",
    "DB 0",
    "COMMUNICATE 1",
    "reward 0",
  ]);
  const missing = lines.find(({ head }) => head.endsWith("task_3"));
  assert.match(missing?.detail ?? "", /^found nothing\nwanted .*Feed the cat/);
});

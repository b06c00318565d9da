import assert from "node:assert/strict";
import { toData } from "../../python/data.ts";
import { loadDomain } from "../domain.ts";
import { mock } from "../mock/mod.ts";
import { readTask, TaskRecord } from "../task.ts";
import { type Entry, readArguments, readTrajectory } from "../trajectory.ts";
import { matchesAction } from "./actions.ts";
import { assertionRequest, assertionResults } from "./assertion_judge.ts";
import { isCommunicated } from "./communicate.ts";
import { evaluate, type EvaluateOptions, type Termination } from "./reward.ts";

const data = loadDomain(
  mock,
  toData({
    tasks: { task_1: { task_id: "task_1", title: "Water", status: "pending" } },
    users: { u: { user_id: "u", name: "Uma", tasks: ["task_1"] } },
  }),
);

const update = {
  name: "update_task_status",
  arguments: { task_id: "task_1", status: "completed" },
};

const task = (criteria: unknown) =>
  readTask(TaskRecord.parse({
    id: "t",
    user_scenario: { instructions: "Do it." },
    evaluation_criteria: criteria,
  }));

const ANSWER =
  '{"task_id": "task_1", "title": "Water", "description": null, "status": "completed"}';

/** A conversation in which the agent completes the task. */
const talk = (answer = ANSWER): Entry[] =>
  readTrajectory([
    { role: "assistant", content: "Hi!" },
    { role: "user", content: "please" },
    {
      role: "assistant",
      content: "One moment, 1,200 things to do.",
      tool_calls: [{ id: "c", ...update, arguments: JSON.stringify(update.arguments) }],
    },
    { role: "tool", id: "c", content: answer, requestor: "assistant", error: false },
    { role: "user", content: "###STOP###" },
  ]);

function reward(
  criteria: unknown,
  options: EvaluateOptions & { entries?: Entry[]; ended?: Termination } = {},
) {
  const { entries = talk(), ended = "user_stop", ...rest } = options;
  const scored = evaluate(data, task(criteria), entries, ended, rest);
  assert.ok(scored.kind === "reward");
  return scored;
}

Deno.test("evaluate() multiplies the components that the task names", () => {
  const { reward: total, breakdown, actions } = reward({
    actions: [update],
    communicate_info: ["1200"],
    reward_basis: ["DB", "COMMUNICATE", "ACTION"],
  });
  assert.equal(total, 1);
  assert.deepEqual(breakdown, { DB: 1, ACTION: 1, COMMUNICATE: 1 });
  assert.deepEqual(actions, [true]);
  const missed = reward({ actions: [], communicate_info: ["1200", "x"] });
  assert.deepEqual([missed.reward, missed.breakdown], [0, { DB: 0, COMMUNICATE: 0 }]);
});

Deno.test("evaluate() computes other components for information only", () => {
  const { reward: total, breakdown, dbMatch } = reward({ actions: [], reward_basis: ["ACTION"] });
  assert.deepEqual([total, breakdown, dbMatch], [1, { ACTION: 1 }, false]);
});

Deno.test("evaluate() tells no reference solution from an empty one", () => {
  assert.equal(reward({}).reward, 1);
  assert.equal(reward({ actions: [] }).reward, 0);
  assert.equal(reward(null).reward, 1);
});

Deno.test("evaluate() gives nothing for a conversation that did not end by itself", () => {
  const scored = reward({ actions: [update] }, { ended: "max_steps" });
  assert.deepEqual([scored.reward, scored.dbMatch, scored.breakdown], [0, null, {}]);
});

Deno.test("evaluate() throws for a recorded answer that the call does not give", () => {
  const entries = talk(ANSWER.replace("Water", "Other"));
  assert.throws(() => reward({ actions: [update] }, { entries }), { type: "ValueError" });
  assert.equal(
    reward({ actions: [update] }, { entries: talk(ANSWER.replace(/ /g, "")) }).reward,
    1,
  );
});

Deno.test("evaluate() ignores errors of the reference solution and names them", () => {
  const wrong = { name: "update_task_status", arguments: { task_id: "task_9", status: "x" } };
  const { reward: total, failedGold } = reward({ actions: [wrong, update] });
  assert.equal(total, 1);
  assert.deepEqual(failedGold, ["update_task_status: Task task_9 not found"]);
});

Deno.test("evaluate() asks the judge once, and only where its word counts", () => {
  const criteria = { actions: [update], nl_assertions: ["polite"], reward_basis: ["DB"] };
  assert.equal(reward(criteria).reward, 1);
  const asked = evaluate(
    data,
    task({ ...criteria, reward_basis: ["DB", "NL_ASSERTION"] }),
    talk(),
    "user_stop",
  );
  assert.ok(asked.kind === "judge");
  assert.match(String(asked.messages[1]?.content), /assistant: Hi!\nuser: please[^]*\['polite'\]$/);
  const none = { actions: [update], reward_basis: ["DB", "NL_ASSERTION"] };
  assert.deepEqual(reward(none).breakdown, { DB: 1, NL_ASSERTION: 1 });
});

const call = (name: string, given: string) => ({ name, arguments: readArguments(given) });

Deno.test("matchesAction() compares what the call brings, where nothing is named", () => {
  const rows: readonly (readonly [string, string, readonly string[] | null, boolean])[] = [
    ['{"a":1,"b":2}', '{"a":1}', null, true],
    ['{"a":1}', '{"a":1,"b":2}', null, false],
    ['{"a":1}', "{}", null, true],
    ['{"a":1}', '{"a":1.0}', null, true],
    ['{"a":1,"b":2}', '{"a":1,"b":9}', ["a"], true],
    ['{"a":1}', '{"a":2}', [], true],
    ['{"a":null}', "{}", ["a"], false],
  ];
  for (const [wanted, made, compareArgs, matches] of rows) {
    assert.equal(matchesAction({ ...call("x", wanted), compareArgs }, call("x", made)), matches);
  }
  assert.ok(!matchesAction({ ...call("x", "{}"), compareArgs: null }, call("y", "{}")));
});

Deno.test("isCommunicated() drops commas of what was said, not of what is wanted", () => {
  const entries = readTrajectory([
    { role: "user", content: "secret" },
    { role: "assistant", content: "The TOTAL is 1,628, often." },
  ]);
  for (const wanted of ["1628", "total", "ten", ""]) assert.ok(isCommunicated(wanted, entries));
  for (const wanted of ["1,628", "secret"]) assert.ok(!isCommunicated(wanted, entries));
});

const entry = (met: string) => `{"expectedOutcome":"a","reasoning":"r","metExpectation":${met}}`;

Deno.test("assertionResults() reads what upstream reads and throws what it raises", () => {
  const results = (...members: string[]) => `{"results":[${members.join(",")}]}`;
  assert.deepEqual(assertionResults(results(entry("true"), entry('"no"'), entry("1"))), [
    true,
    false,
    true,
  ]);
  for (const empty of ["{}", '{"results":[]}', '{"results":{}}', '{"results":""}']) {
    assert.deepEqual(assertionResults(empty), [], empty);
  }
  const errors: readonly (readonly [string, string])[] = [
    ["All met.", "JSONDecodeError"],
    ["```json\n{}\n```", "JSONDecodeError"],
    ["[]", "AttributeError"],
    ['{"results":null}', "TypeError"],
    ['{"results":[1]}', "TypeError"],
    ['{"results":[{"expectedOutcome":"a","metExpectation":true}]}', "KeyError"],
    [results(entry("2")), "ValidationError"],
  ];
  for (const [reply, type] of errors) {
    assert.throws(() => assertionResults(reply), { name: "PythonError", type }, reply);
  }
});

Deno.test("assertionRequest() shows messages without text as upstream does", () => {
  const [, shown] = assertionRequest(["x"], readTrajectory([{ role: "assistant", tool_calls: [] }]))
    .messages;
  assert.match(String(shown?.content), /assistant: None/);
});

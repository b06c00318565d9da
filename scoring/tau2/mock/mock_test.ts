import assert from "node:assert/strict";
import { toData } from "../../python/data.ts";
import { loadDomain } from "../domain.ts";
import { Environment } from "../environment.ts";
import type { InitialState } from "../task.ts";
import { readArguments } from "../trajectory.ts";
import { mock } from "./mod.ts";

const data = loadDomain(
  mock,
  toData({
    tasks: { task_1: { task_id: "task_1", title: "Water", status: "pending" } },
    users: { u: { user_id: "u", name: "Uma", tasks: ["task_1"] } },
  }),
);

const initial = (agent: unknown, user: unknown): InitialState => ({
  agentData: agent === null ? null : readArguments(agent as Record<string, unknown>),
  userData: user === null ? null : readArguments(user as Record<string, unknown>),
  actions: [],
  history: [],
});

const seventh = { tasks: { task_7: { task_id: "task_7", title: "Seven", status: "pending" } } };

Deno.test("mock merges initialization data deeply", () => {
  const env = new Environment(data, { generation: "v0.2" });
  env.setState(initial(seventh, { notifications: {} }), []);
  const { entry } = env.answer({
    id: "1",
    name: "create_task",
    requestor: "assistant",
    arguments: readArguments('{"user_id":"u","title":"T"}'),
  });
  assert.match(entry.content, /"task_id": "task_3"/);
});

Deno.test("mock has one database for both sides after initialization data, since v1.0", () => {
  const hashes = (generation: "v0.2" | "v1.0") => {
    const env = new Environment(data, { generation });
    env.setState(initial(seventh, null), []);
    const { entry } = env.answer({
      id: "1",
      name: "check_notifications",
      requestor: "user",
      arguments: readArguments("{}"),
    });
    return { ...env.hashes(), error: entry.error };
  };
  const shared = hashes("v1.0");
  assert.equal(shared.db, shared.userDb);
  assert.ok(shared.error, "the inbox is not in the agent's database");
  const apart = hashes("v0.2");
  assert.notEqual(apart.db, apart.userDb);
  assert.ok(!apart.error);
});

Deno.test("mock's initialization data must fit the model", () => {
  const env = new Environment(data);
  assert.throws(() => env.setState(initial({ other: 1 }, null), []), { type: "ValidationError" });
});

Deno.test("an environment calls helpers for the task, and for nobody else", () => {
  const env = new Environment(data);
  const given = readArguments('{"task_id":"task_1","expected_status":"pending"}');
  const call = { envType: "assistant" as const, name: "assert_task_status", arguments: given };
  assert.equal(env.callForTask(call), true);
  assert.throws(() => env.callForTask({ ...call, envType: "user" }), { type: "AttributeError" });
  const { entry } = env.answer({ ...call, id: "1", requestor: "assistant" });
  assert.equal(entry.content, "Error: Tool 'assert_task_status' not found.");
});

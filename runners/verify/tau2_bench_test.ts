import assert from "node:assert/strict";
import { tau2BenchVector } from "./tau2_bench.ts";

const vector = (task: string, record: unknown, response = "") =>
  tau2BenchVector({ benchmark: "tau2-bench", task, samples: [{ record, response }] });

const world = {
  domain: "mock",
  db: { tasks: {}, users: { u: { user_id: "u", name: "Uma", tasks: [] } } },
  user_db: null,
};
const task = { id: "t", user_scenario: { instructions: "x" } };

Deno.test("tau2BenchVector() goes by the beginning of a label, whatever follows", async () => {
  const calls = [{ requestor: "assistant", name: "get_users", arguments: "{}" }];
  const { metrics } = await vector("tools-mock-anything-else", { ...world, calls });
  assert.deepEqual(metrics, { errors: 0 });
  const schema = await vector("tool-schema-mock", { domain: "mock" });
  assert.deepEqual(schema.metrics, { assistant: 4, user: 2 });
});

Deno.test("tau2BenchVector() refuses labels it does not know", async () => {
  for (const label of ["other", "tool", "rewards", "toString"]) {
    await assert.rejects(vector(label, {}), RangeError, label);
  }
});

Deno.test("tau2BenchVector() counts what Python would raise", async () => {
  const scripts = { agent_script: [], user_script: [{ content: " " }] };
  const { metrics, perSample } = await vector("orchestrator-x", { ...world, task, ...scripts });
  assert.deepEqual([metrics, perSample], [{ raises: 1 }, [{ exception: "ValueError" }]]);
});

Deno.test("tau2BenchVector() plays conversations alone too", async () => {
  const done = { tool_calls: [{ id: "c", name: "done", arguments: "{}" }] };
  const { metrics, perSample } = await vector("orchestrator-solo", {
    ...world,
    task,
    agent_script: [{ tool_calls: [{ id: "a", name: "get_users", arguments: "{}" }] }, done],
    user_script: [],
    options: { solo_mode: true },
  });
  assert.deepEqual(metrics, { steps: 2, errors: 0, messages: 3 });
  assert.deepEqual((perSample[0] as { agent_inputs: unknown }).agent_inputs, [
    "NoneType",
    "ToolMessage",
  ]);
});

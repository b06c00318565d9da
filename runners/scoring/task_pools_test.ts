import assert from "node:assert/strict";
import { aime2025 } from "../../benchmarks/aime_2025.ts";
import type { SandboxResult } from "../../scoring/types.ts";
import { taskPools } from "./task_pools.ts";

const job = { reasoning: "", truncated: false, judged: [] };
const code = { benchmark: "livecodebench-v6", task: "code-generation", options: {} };

const ENDED: SandboxResult = {
  status: "exited",
  code: 0,
  stdout: "",
  stderr: "",
  wallMs: 1,
  wasAlone: true,
};

Deno.test("taskPools() scores other replies while programs run, however many wait", async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let running = 0;
  const sandbox = {
    run: async () => {
      running++;
      await released;
      return ENDED;
    },
  };
  using pools = taskPools({ timeoutMs: 20_000, tools: { sandbox } });
  const problem = { publicTests: "[]", privateTests: "[]", functionName: null };
  const options = { profile: "official", release: "v6", revision: "main", lenientStdin: false };
  const programs = Array.from(
    { length: 40 },
    () => pools.step({ ...code, options }, { ...job, text: "```\nx\n```", target: problem }),
  );
  const rule = aime2025.tasks(aime2025.options.parse({})).find(({ id }) => id === "rule");
  const record = rule?.demo[0];
  assert.ok(rule !== undefined && record !== undefined);
  const step = await pools.step({ benchmark: "aime-2025", task: "rule", options: {} }, {
    ...job,
    text: rule.reference(record) ?? "",
    target: rule.sample(record, { index: 0, draw: () => 0 }).target,
  });
  assert.ok(step.kind === "scored" && step.outcome === "correct", JSON.stringify(step));
  assert.ok(running < 40);
  release();
  for (const { kind } of await Promise.all(programs)) assert.equal(kind, "scored");
  assert.equal(running, 40);
});

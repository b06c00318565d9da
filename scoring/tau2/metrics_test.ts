import assert from "node:assert/strict";
import fc from "fast-check";
import type { Item } from "../types.ts";
import { isSuccess, passHatK, passHatMetric, passHatNumbers, tau2Metrics } from "./metrics.ts";
import { reduceMetrics } from "../metrics/reduce.ts";

Deno.test("isSuccess() allows for a millionth", () => {
  for (const reward of [1, 0.9999995, 1.0000005]) assert.ok(isSuccess(reward));
  for (const reward of [0, 0.999, 1.01, NaN]) assert.ok(!isSuccess(reward));
});

Deno.test("passHatNumbers() goes up to the trials of the task played least", () => {
  const tasks = [{ played: 4, solved: 4 }, { played: 2, solved: 1 }];
  assert.deepEqual(passHatNumbers(tasks), { "pass^1": 0.75, "pass^2": 0.5 });
  assert.deepEqual(passHatNumbers([]), {});
});

Deno.test("passHatK() is never larger for a larger k, and the share of solved trials for 1", () => {
  const task = fc.integer({ min: 1, max: 8 }).chain((played) =>
    fc.integer({ min: 0, max: played }).map((solved) => ({ played, solved }))
  );
  fc.assert(fc.property(fc.array(task, { minLength: 1, maxLength: 6 }), (tasks) => {
    const numbers = Object.values(passHatNumbers(tasks));
    for (const [at, number] of numbers.entries()) {
      assert.ok(number <= (numbers[at - 1] ?? 1) + 1e-12);
    }
    const mean = tasks.reduce((sum, { played, solved }) => sum + solved / played, 0) / tasks.length;
    assert.ok(Math.abs((passHatK(tasks, 1) ?? -1) - mean) < 1e-12);
  }));
});

const item = (sampleId: string, repeat: number, reward: number, issue: string): Item => ({
  sampleId,
  repeat,
  groups: { issue },
  outcome: reward === 1 ? "correct" : "wrong",
  values: {
    reward,
    success: reward === 1,
    termination: reward === 1 ? "user_stop" : "max_steps",
    steps: 10 + repeat,
    errors: 0,
    db_match: reward === 1,
  },
});

Deno.test("tau2Metrics() reduces conversations to a domain's numbers", () => {
  const items = [
    item("a", 0, 1, "mms_issue"),
    item("a", 1, 1, "mms_issue"),
    item("b", 0, 1, "service_issue"),
    item("b", 1, 0, "service_issue"),
  ];
  assert.deepEqual(reduceMetrics(tau2Metrics(3), items), {
    "pass^1": 75,
    "pass^2": 50,
    "pass^3": null,
    avg_reward: 75,
    "solved/mms_issue": 100,
    "solved/service_issue": 50,
    db_match: 75,
    "ended/max_steps": 1,
    "ended/user_stop": 3,
    steps: 10.5,
    tool_errors: 0,
  });
  assert.equal(passHatMetric(1).compute([]), null);
});

import assert from "node:assert/strict";
import type { Json } from "../json.ts";
import { toData } from "../python/data.ts";
import type { JudgeReply, ScoreStep } from "../types.ts";
import { loadDomain } from "./domain.ts";
import { mock } from "./mock/mod.ts";
import { tau2Scorer, type Tau2ScorerOptions } from "./scorer.ts";

const data = loadDomain(mock, toData({ tasks: {}, users: {} }));

const target = (criteria: Json): Json => ({
  id: "t",
  user_scenario: { instructions: "x" },
  evaluation_criteria: criteria,
});

const transcript = (reason: string, messages: Json[] = []) =>
  JSON.stringify({ termination_reason: reason, steps: 1, errors: 0, messages });

async function score(
  criteria: Json,
  text: string,
  replies: readonly string[] = [],
  options: Tau2ScorerOptions = {},
): Promise<ScoreStep> {
  const judged: JudgeReply[] = replies.map((reply) => ({ text: reply, reasoning: "" }));
  const input = { text, raw: text, truncated: false, target: target(criteria), judged };
  return await tau2Scorer(data, options).score(input, {});
}

Deno.test("tau2Scorer() names outcomes by how the conversation ended", async () => {
  const outcome = async (criteria: Json, reason: string) => {
    const verdict = await score(criteria, transcript(reason));
    return verdict.kind === "scored" ? verdict.outcome : verdict.kind;
  };
  assert.equal(await outcome({ actions: [] }, "user_stop"), "correct");
  assert.equal(await outcome({ communicate_info: ["x"] }, "agent_stop"), "wrong");
  assert.equal(await outcome({ actions: [] }, "max_steps"), "truncated");
  assert.equal(await outcome({ actions: [] }, "too_many_errors"), "wrong");
});

Deno.test("tau2Scorer() leaves out what upstream would play again", async () => {
  const stray: Json = { role: "tool", id: "c", content: "x" };
  const verdict = await score({ actions: [] }, transcript("user_stop", [stray]));
  assert.ok(verdict.kind === "unscored" && verdict.reason === "scorer-failed");
  assert.match(verdict.detail, /^ValueError: /);
});

const asserted: Json = { nl_assertions: ["a", "b"], reward_basis: ["NL_ASSERTION"] };
const one = '{"results":[{"expectedOutcome":"a","reasoning":"r","metExpectation":true}]}';
const two = one.replace("[{", '[{"expectedOutcome":"b","reasoning":"r","metExpectation":false},{');

Deno.test("tau2Scorer() takes as many results as the judge returns, as upstream does", async () => {
  const asked = await score(asserted, transcript("user_stop"));
  assert.equal(asked.kind, "judge");
  const short = await score(asserted, transcript("user_stop"), [one]);
  assert.equal(short.kind === "scored" && short.outcome, "correct");
  const broken = await score(asserted, transcript("user_stop"), ["Fine."]);
  assert.ok(broken.kind === "unscored" && broken.reason === "judge-failed");
});

Deno.test("tau2Scorer() asks again for results that are missing, where told to", async () => {
  const options = { judge: "complete" } as const;
  const again = await score(asserted, transcript("user_stop"), [one], options);
  assert.equal(again.kind, "judge");
  const whole = await score(asserted, transcript("user_stop"), ["Fine.", two], options);
  assert.equal(whole.kind === "scored" && whole.outcome, "wrong");
  const never = await score(asserted, transcript("user_stop"), [one, one, one], options);
  assert.deepEqual(never, {
    kind: "unscored",
    reason: "judge-failed",
    detail: "the judge returned 1 results: wanted 2",
  });
});

import assert from "node:assert/strict";
import { assertionRequest, assertionResults } from "../../scoring/tau2/reward/assertion_judge.ts";
import { assertionVerdict } from "./assertion_verdict.ts";
import { knowledge } from "./knowledge.ts";
import { nextMove } from "./talk.ts";

const reference = JSON.stringify({
  messages: [
    { role: "assistant", content: null, tool_calls: [{ name: "look", arguments: '{"n": 2.0}' }] },
    { role: "tool", content: "ok" },
    {
      role: "user",
      content: null,
      tool_calls: [{ name: "toggle", arguments: "{}", requestor: "user" }],
    },
    { role: "assistant", content: "Done. 7" },
  ],
});
const known = await knowledge([{ benchmark: "b", prompt: "Fix my phone", reference }]);

type Sent = { role: string; content: string; tool_calls?: unknown[] };
const system = {
  role: "system",
  content: "You are a user.\n<scenario>\nFix my phone\n</scenario>",
};
const agentSystem = { role: "system", content: "<policy>\nBe kind.\n</policy>" };
const call = { role: "assistant", content: "", tool_calls: [{}] };
const move = (messages: readonly Sent[], right = true) => nextMove(messages, known, () => right);

Deno.test("the simulated agent and user play a reference solution, step by step", () => {
  const opening = move([system, { role: "user", content: "Hi!" }])?.text ?? "";
  assert.match(opening, /My request is number \S{22}\. \(step 0\)/);
  const asked = [agentSystem, { role: "user", content: opening }];
  const first = move(asked);
  assert.deepEqual(first?.toolCalls, [{ id: "call_0", name: "look", arguments: '{"n": 2.0}' }]);
  const answered = [...asked, call, { role: "tool", content: "ok" }];
  const handed = move(answered)?.text ?? "";
  assert.match(handed, /\(step 1\)/);
  const told = [system, { role: "assistant", content: opening }, { role: "user", content: handed }];
  assert.equal(move(told)?.toolCalls[0]?.name, "toggle");
  const done = move([...told, call, { role: "tool", content: "on" }])?.text ?? "";
  assert.match(done, /\(step 2\)/);
  const closing = move([...answered, { role: "assistant", content: handed }, {
    role: "user",
    content: done,
  }])?.text;
  assert.equal(closing, "Done. 7");
  assert.equal(move([...told, { role: "user", content: closing ?? "" }])?.text, "###STOP###");
});

Deno.test("a simulated agent that is wrong leaves the solution; other prompts are not its own", () => {
  const opening = move([system, { role: "user", content: "Hi!" }])?.text ?? "";
  const wrong = move([agentSystem, { role: "user", content: opening }], false);
  assert.deepEqual([wrong?.right, wrong?.toolCalls], [false, []]);
  assert.equal(move([agentSystem, { role: "user", content: "What is 1 + 1?" }]), null);
  assert.equal(move([{ role: "user", content: opening }]), null);
});

Deno.test("the simulated judge decides assertions about a conversation in the form that is read", () => {
  const prompt = (said: string) => {
    const entries = [{ role: "assistant" as const, content: said, toolCalls: null }];
    const { messages } = assertionRequest(["Agent's calm", 'Says "yes"'], [
      { role: "user", content: "Hi", toolCalls: null },
      ...entries,
    ]);
    return String(messages.at(-1)?.content);
  };
  const results = (said: string, right: boolean) =>
    assertionResults(assertionVerdict(prompt(said), right) ?? "");
  assert.deepEqual(results("Done. 7", true), [true, true]);
  assert.deepEqual(results("No.", true), [false, false]);
  assert.deepEqual(results("Done.", false), [false, false]);
  assert.equal(assertionVerdict("What is 1 + 1?", true), null);
});

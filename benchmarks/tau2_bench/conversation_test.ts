import assert from "node:assert/strict";
import type { Json } from "../../scoring/json.ts";
import { toData } from "../../scoring/python/data.ts";
import { loadDomain } from "../../scoring/tau2/domain.ts";
import { mock } from "../../scoring/tau2/mock/mod.ts";
import { tau2Scorer } from "../../scoring/tau2/scorer.ts";
import type { Step, Turn } from "../define.ts";
import { type OpenDomain, tau2Conversation } from "./conversation.ts";

const domain: OpenDomain = {
  data: loadDomain(
    mock,
    toData({
      tasks: { task_1: { task_id: "task_1", title: "Water", status: "pending" } },
      users: { u: { user_id: "u", name: "Uma", tasks: ["task_1"] } },
    }),
  ),
  policy: "Be kind.",
  guidelines: "You are a user.<PERSONA_GUIDELINES>",
};

const target: Json = {
  id: "t",
  user_scenario: { persona: "Terse", instructions: "Have it done." },
  ticket: "Complete task_1.",
  user_tools: ["check_notifications"],
  evaluation_criteria: {
    actions: [{
      name: "update_task_status",
      arguments: '{"task_id": "task_1", "status": "completed"}',
    }],
  },
};

const turn = (party: Turn["party"], text: string, call?: string): Turn => ({
  party,
  text,
  reasoning: "",
  truncated: false,
  finish: "stop",
  tokens: 10,
  cost: 0.5,
  ms: 100,
  toolCalls: call === undefined
    ? []
    : [{ id: "c", name: call, arguments: '{"task_id":"task_1","status":"completed"}' }],
});

const step = (turns: readonly Turn[], options = {}): Step =>
  tau2Conversation(() => domain, options)({ messages: [], target }, turns, {});

const turns = [
  turn("user", "<think>how?</think>Complete it"),
  turn("model", "On it", "update_task_status"),
  turn("model", "Completed."),
  turn("user", "###STOP###"),
];

Deno.test("tau2Conversation() asks the user first, who plays the assistant", () => {
  const first = step([]);
  assert.ok(first.kind === "ask" && first.party === "user");
  assert.deepEqual(first.messages, [
    {
      role: "system",
      content:
        "You are a user.\n\n<scenario>\nPersona:\n\tTerse\nInstructions:\n\tHave it done.\n</scenario>",
    },
    { role: "user", content: "Hi! How can I help you today?" },
  ]);
  assert.deepEqual(first.tools?.map(({ name }) => name), ["check_notifications"]);
});

Deno.test("tau2Conversation() shows each party its own tools only, and no thinking", () => {
  const agent = step(turns.slice(0, 2));
  assert.ok(agent.kind === "ask" && agent.party === "model");
  assert.deepEqual(agent.messages.map(({ role }) => role), [
    "system",
    "assistant",
    "user",
    "assistant",
    "tool",
  ]);
  assert.equal(agent.messages[2]?.content, "Complete it");
  assert.match(String(agent.messages[0]?.content), /<policy>\nBe kind\.\n<\/policy>$/);
  assert.deepEqual(agent.messages[3]?.toolCalls, [{
    id: "c",
    name: "update_task_status",
    arguments: '{"task_id": "task_1", "status": "completed"}',
  }]);
  assert.equal(agent.messages[4]?.toolCallId, "c");
  assert.equal(agent.tools?.length, 4);
  const user = step(turns.slice(0, 3));
  assert.ok(user.kind === "ask" && user.party === "user");
  assert.deepEqual(user.messages.map(({ role }) => role), ["system", "user", "assistant", "user"]);
});

Deno.test("tau2Conversation() ends in a transcript that its scorer rewards", async () => {
  const last = step(turns);
  assert.ok(last.kind === "done");
  const input = { text: last.text, raw: last.text, truncated: false, target, judged: [] };
  const verdict = await tau2Scorer(domain.data).score(input, {});
  assert.ok(verdict.kind === "scored");
  assert.deepEqual([verdict.outcome, verdict.values["steps"]], ["correct", 5]);
});

Deno.test("tau2Conversation() is a function of its turns, whatever was asked before", () => {
  for (let length = 0; length <= turns.length; length++) {
    assert.deepEqual(step(turns.slice(0, length)), step(turns.slice(0, length)));
  }
});

Deno.test("tau2Conversation() plays alone on a ticket with the tools of both sides", () => {
  const first = step([], { solo: true });
  assert.ok(first.kind === "ask" && first.party === "model");
  assert.match(String(first.messages[0]?.content), /<ticket>\nComplete task_1\.\n<\/ticket>$/);
  assert.equal(first.messages.length, 1);
  const names = first.tools?.map(({ name }) => name) ?? [];
  assert.ok(names.includes("check_notifications") && names.at(-1) === "done");
  const done = step([turn("model", "", "update_task_status"), turn("model", "", "done")], {
    solo: true,
  });
  assert.equal(done.kind, "done");
});

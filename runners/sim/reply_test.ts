import assert from "node:assert/strict";
import { readChatRequest } from "./chat_request.ts";
import { knowledge, type KnownPrompt } from "./knowledge.ts";
import { parseSettings, type SimOptions } from "./options.ts";
import { composeReply, cutTo, skillOf } from "./reply.ts";
import { chatBody } from "./test_client.ts";
import { NO_ANSWER } from "./wrong_answer.ts";

const entries: KnownPrompt[] = Array.from({ length: 400 }, (_, i) => ({
  benchmark: i % 2 === 0 ? "aime-2025" : "ifbench",
  prompt: `question ${i}`,
  reference: `So \\boxed{${1000 + i}}`,
}));
const known = await knowledge(entries);

function reply(
  prompt: string,
  { options = {}, more = {}, repeat = 0, asked = 0, budget = Infinity }: {
    options?: SimOptions;
    more?: Record<string, unknown>;
    repeat?: number;
    asked?: number;
    budget?: number;
  } = {},
) {
  const settings = parseSettings(options);
  const request = readChatRequest(chatBody(prompt, more));
  return composeReply(request, { settings, known, repeat, asked, budget });
}

const off = { chat_template_kwargs: { enable_thinking: false } };

Deno.test("composeReply() is right as often as the skill says, by benchmark and mode", () => {
  const skill = { "aime-2025": { thinking: 0.9, "non-thinking": 0.3 }, "*": 0.5 };
  const share = (benchmark: string, more: Record<string, unknown>) => {
    const asked = entries.filter((entry) => entry.benchmark === benchmark);
    const right = asked.filter(({ prompt, reference }) =>
      reply(prompt, { options: { skill }, more }).content === reference
    );
    return right.length / asked.length;
  };
  // n = 200: three standard errors are at most 0.11.
  assert.ok(Math.abs(share("aime-2025", {}) - 0.9) < 0.11);
  assert.ok(Math.abs(share("aime-2025", off) - 0.3) < 0.11);
  assert.ok(Math.abs(share("ifbench", off) - 0.5) < 0.11);
});

Deno.test("composeReply() is always right with skill 1 and never with skill 0", () => {
  for (const { prompt, reference } of entries) {
    assert.equal(reply(prompt, { options: { skill: 1 } }).content, reference);
    const wrong = reply(prompt, { options: { skill: 0 } });
    assert.notEqual(wrong.content, reference);
    assert.equal(wrong.origin, "wrong");
  }
});

Deno.test("composeReply() gives the wrong answers that the weights ask for", () => {
  const kinds = (wrong: SimOptions["wrong"]) =>
    new Set(entries.map(({ prompt, benchmark, reference }) => {
      const { content } = reply(prompt, { options: { skill: 0, wrong } });
      if (content === NO_ANSWER) return "none";
      const other = entries.find((entry) => entry.reference === content);
      if (other === undefined) return "mangled";
      assert.notEqual(other.reference, reference);
      return other.benchmark === benchmark ? "other" : "foreign";
    }));
  assert.deepEqual(kinds({ other: 1, mangled: 0, none: 0 }), new Set(["other"]));
  assert.deepEqual(kinds({ other: 0, mangled: 0, none: 1 }), new Set(["none"]));
  assert.ok(!kinds({ other: 0, mangled: 1, none: 0 }).has("none"));
});

Deno.test("composeReply() depends on what is asked and on the seed, not on sampling or streaming", () => {
  const base = reply("anything");
  assert.deepEqual(reply("anything", { more: { temperature: 0.2, stream: true } }), base);
  assert.notEqual(reply("anything", { more: { seed: 2 } }).reasoning, base.reasoning);
  assert.notEqual(reply("anything", { repeat: 1 }).reasoning, base.reasoning);
  assert.notEqual(reply("anything", { options: { seed: 2 } }).reasoning, base.reasoning);
});

Deno.test("composeReply() thinks as the settings and the request say", () => {
  const thought = (thinking: SimOptions["thinking"], more: Record<string, unknown>) =>
    reply("anything", { options: { thinking }, more }).reasoningTokens > 0;
  assert.equal(thought("on-request", {}), true);
  assert.equal(thought("on-request", off), false);
  assert.equal(thought("off-by-default", {}), false);
  assert.equal(thought("off-by-default", { reasoning_effort: "low" }), true);
  assert.equal(thought("always", off), true);
  assert.equal(thought("never", {}), false);
});

Deno.test("composeReply() counts tokens of four characters", () => {
  const { prompt, reference } = entries[0] as KnownPrompt;
  const found = reply(prompt, { options: { skill: 1, length: { thinking: { sigma: 0 } } } });
  assert.equal(found.promptTokens, Math.ceil(prompt.length / 4));
  assert.equal(found.completionTokens, 1_200);
  assert.equal(found.reasoningTokens, 1_200 - Math.ceil(reference.length / 4));
  assert.equal(found.reasoning.length, found.reasoningTokens * 4);
});

Deno.test("composeReply() stops at the budget, reasoning first", () => {
  const options: SimOptions = { skill: 1, length: { thinking: { median: 100, sigma: 0 } } };
  const { prompt } = entries[0] as KnownPrompt;
  const inside = reply(prompt, { options, budget: 30 });
  assert.equal(inside.finish, "length");
  assert.equal(inside.completionTokens, 30);
  assert.equal(inside.content, "");
  const later = reply(prompt, { options, budget: 98 });
  assert.equal(later.finish, "length");
  assert.ok(later.content.length > 0 && "So \\boxed{1000}".startsWith(later.content));
  assert.equal(reply(prompt, { options, budget: 100 }).finish, "stop");
});

Deno.test("composeReply() pads the content to replyBytes, the answer last", () => {
  const { prompt, reference } = entries[0] as KnownPrompt;
  const options: SimOptions = { skill: 1, replyBytes: 4_096 };
  const found = reply(prompt, { options, more: off });
  assert.equal(found.content.length, 4_096);
  assert.ok(found.content.endsWith(`\n${reference}`));
  assert.equal(reply("unknown", { options, more: off }).content.length, 4_096);
  assert.equal(
    reply(prompt, { options: { skill: 1, replyBytes: 3 }, more: off }).content,
    reference,
  );
});

Deno.test("composeReply() judges grader prompts with its skill, and not always clearly", () => {
  const grader = (i: number) =>
    `${i} <Gold Target Begin>: 7 <Gold Target End>` +
    `<Predicted Answer Begin>: \\boxed{7} <Predicted End>`;
  const verdicts = (judge: SimOptions["judge"], asked = 0) =>
    Array.from(
      { length: 300 },
      (_, i) => reply(grader(i), { options: { judge }, more: off, asked }).content,
    );
  assert.ok(verdicts({}).every((verdict) => verdict === "A"));
  const half = verdicts({ skill: 0.5 }).filter((verdict) => verdict === "A").length;
  assert.ok(half > 110 && half < 190, String(half));
  const clear = (list: string[]) => list.map((verdict) => verdict === "A");
  const first = clear(verdicts({ unparsable: 0.5 }));
  const second = clear(verdicts({ unparsable: 0.5 }, 1));
  assert.ok(first.filter(Boolean).length > 110 && first.filter(Boolean).length < 190);
  assert.ok(first.some((is, i) => is !== second[i]), "a judge asked again may become clear");
});

Deno.test("skillOf() falls back from benchmark to * to 0.7", () => {
  assert.equal(skillOf(0.2, "x", "thinking"), 0.2);
  assert.equal(skillOf({ thinking: 0.2, "non-thinking": 0.1 }, "x", "non-thinking"), 0.1);
  assert.equal(skillOf({ x: 0.3, "*": 0.4 }, "x", "thinking"), 0.3);
  assert.equal(skillOf({ x: 0.3, "*": 0.4 }, "y", "thinking"), 0.4);
  assert.equal(skillOf({ x: 0.3 }, "y", "thinking"), 0.7);
});

Deno.test("cutTo() leaves a reply that fits as it is", () => {
  const found = reply("anything");
  assert.equal(cutTo(found.completionTokens, found), found);
});

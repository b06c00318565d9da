import { deepEqual, equal } from "node:assert/strict";
import { user } from "../../scoring/messages.ts";
import { toReply } from "./reply.ts";
import type { ReplyParts } from "./reply_parts.ts";
import type { ChatRequest } from "./types.ts";

const REQUEST: ChatRequest = {
  messages: user("x".repeat(400)),
  sampling: { maxTokens: 100, temperature: 0, topP: null, topK: null, seed: null },
  thinking: null,
};

function reply(parts: Partial<ReplyParts>, sentMaxTokens: number | null = 100) {
  return toReply({
    text: "y".repeat(40),
    reasoning: "",
    toolCalls: [],
    finish: "stop",
    usage: null,
    serverModel: null,
    logprobs: [],
    pieces: 0,
    ...parts,
  }, { request: REQUEST, sentMaxTokens, firstTokenMs: null, totalMs: 5 });
}

function used(completionTokens: number) {
  return { promptTokens: 3, completionTokens, reasoningTokens: null };
}

Deno.test("toReply() tells a truncated reply by reason or by count", () => {
  const rows: readonly [why: string, parts: Partial<ReplyParts>, truncated: boolean][] = [
    ["stopped in time", { usage: used(99) }, false],
    ["used up, called stop", { usage: used(100) }, true],
    ["used up and more", { usage: used(120), finish: "tool-calls" }, true],
    ["called length", { usage: used(5), finish: "length" }, true],
    ["a loop", { usage: used(5), finish: "loop" }, true],
    ["no usage, as many pieces as tokens", { pieces: 100 }, true],
    ["no usage, fewer pieces", { pieces: 99 }, false],
    ["no usage, only long", { text: "z".repeat(5000) }, false],
  ];
  for (const [why, parts, truncated] of rows) equal(reply(parts).truncated, truncated, why);
  equal(reply({ usage: used(1e6) }, null).truncated, false, "no limit was sent");
});

Deno.test("toReply() estimates what the server does not count, and says so", () => {
  deepEqual(reply({}).usage, {
    promptTokens: 104,
    completionTokens: 10,
    reasoningTokens: null,
    estimated: true,
  });
  deepEqual(reply({ reasoning: "r".repeat(80), pieces: 45 }).usage, {
    promptTokens: 104,
    completionTokens: 45,
    reasoningTokens: 20,
    estimated: true,
  });
  deepEqual(reply({ usage: { ...used(7), reasoningTokens: 0 }, reasoning: "r" }).usage, {
    promptTokens: 3,
    completionTokens: 7,
    reasoningTokens: null,
    estimated: false,
  });
});

Deno.test("toReply() reports max_tokens as sent", () => {
  equal(reply({}, 60).sentMaxTokens, 60);
  equal(reply({}, null).sentMaxTokens, 100);
});

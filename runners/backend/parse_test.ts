import { deepEqual, equal, throws } from "node:assert/strict";
import type { TokenLogprob } from "../../results/types.ts";
import { AttemptError } from "./attempt_error.ts";
import { lmdeploy } from "./dialects/lmdeploy.ts";
import { vllm } from "./dialects/vllm.ts";
import { InBandError, parseReply } from "./parse.ts";
import { finishOf } from "./reply_parts.ts";

const PARTS = {
  text: "",
  reasoning: "",
  toolCalls: [],
  finish: "stop",
  usage: null,
  serverModel: null,
  logprobs: [] as readonly TokenLogprob[],
  pieces: 0,
};

function reply(message: unknown, rest: Record<string, unknown> = {}): string {
  return JSON.stringify({ choices: [{ index: 0, message, finish_reason: "stop", ...rest }] });
}

Deno.test("parseReply() reads replies in one piece", () => {
  const rows: readonly [why: string, body: string, parts: Record<string, unknown>][] = [
    ["text", reply({ content: "5" }), { text: "5" }],
    ["no content", reply({ content: null }), {}],
    [
      "log-probabilities",
      reply({ content: "5" }, { logprobs: { content: [{ token: "5", logprob: -0.25 }] } }),
      { text: "5", logprobs: [["5", -0.25]] },
    ],
    ["reasoning", reply({ content: "5", reasoning_content: "2+3" }), {
      text: "5",
      reasoning: "2+3",
    }],
    [
      "reasoning under both names",
      reply({ content: "5", reasoning: "a", reasoning_content: "a" }),
      {
        text: "5",
        reasoning: "a",
      },
    ],
    ["inline thinking stays", reply({ content: "<think>a</think>5" }), {
      text: "<think>a</think>5",
    }],
    ["parts", reply({ content: [{ type: "text", text: "a" }, { type: "text", text: "b" }] }), {
      text: "ab",
    }],
    ["a refusal", reply({ content: null, refusal: "I cannot" }), {
      text: "I cannot",
      finish: "content-filter",
    }],
    [
      "tool calls",
      reply({
        content: null,
        tool_calls: [{ id: "a", type: "function", function: { name: "f", arguments: "{}" } }],
      }, { finish_reason: "tool_calls" }),
      {
        toolCalls: [{ id: "a", name: "f", arguments: "{}" }],
        finish: "tool-calls",
      },
    ],
    [
      "the second choice is not ours",
      JSON.stringify({
        choices: [
          { index: 1, message: { content: "b" }, finish_reason: "stop" },
          { index: 0, message: { content: "a" }, finish_reason: "stop" },
        ],
      }),
      { text: "a" },
    ],
  ];
  for (const [why, body, parts] of rows) {
    deepEqual(parseReply(body, vllm), { ...PARTS, ...parts }, why);
  }
});

Deno.test("parseReply() reads usage and model", () => {
  const { usage, serverModel } = parseReply(
    JSON.stringify({
      model: "m-1",
      choices: [{ message: { content: "a" }, finish_reason: "length" }],
      usage: {
        prompt_tokens: 3,
        completion_tokens: 9,
        completion_tokens_details: { reasoning_tokens: 4 },
      },
    }),
    lmdeploy,
  );
  deepEqual(usage, { promptTokens: 3, completionTokens: 9, reasoningTokens: 4 });
  equal(serverModel, "m-1");
});

Deno.test("parseReply() tells errors of status 200 and what is no reply", () => {
  const inBand = [
    '{"error":{"message":"no"}}',
    '{"object":"error","message":"no"}',
    reply({ content: "internal error happened" }, { finish_reason: "error" }),
    reply({ content: "" }, { finish_reason: "abort" }),
  ];
  for (const body of inBand) throws(() => parseReply(body, vllm), InBandError, body);
  const rows: readonly [body: string, shown: RegExp][] = [
    ["", /empty/],
    ["  \n", /empty/],
    ["<html><h1>It works</h1></html>", /: It works$/],
    ['{"choices":[', /: \{"choices":\[$/],
    ['{"choices":[]}', /choices/],
    ['{"choices":[{}]}', /choices/],
    ["\u001f\u008b\u0008garbled", /garbled/],
    ["[1]", /\[1\]/],
    ["null", /null/],
  ];
  for (const [body, shown] of rows) {
    throws(() => parseReply(body, vllm), (error) => {
      equal(error instanceof AttemptError && error.kind, "unparsable", body);
      equal(shown.test(String(error)), true, String(error));
      return true;
    });
  }
});

Deno.test("finishOf() puts the servers' reasons in our words", () => {
  const rows: readonly [reason: unknown, finish: string][] = [
    ["stop", "stop"],
    ["eos_token", "stop"],
    ["length", "length"],
    ["tool_calls", "tool-calls"],
    ["function_call", "tool-calls"],
    ["content_filter", "content-filter"],
    ["repetition", "loop"],
    ["toString", "unknown"],
    ["", "unknown"],
    [null, "unknown"],
    [7, "unknown"],
  ];
  for (const [reason, finish] of rows) equal(finishOf(reason), finish);
});

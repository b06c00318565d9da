import { deepEqual, equal, throws } from "node:assert/strict";
import type { Json } from "../../scoring/json.ts";
import { type ImagePart, type Part, type SeriesPart, user } from "../../scoring/messages.ts";
import { chatBody, maxTokensOf, withMaxTokens } from "./body.ts";
import { lmdeploy } from "./dialects/lmdeploy.ts";
import { openai } from "./dialects/openai.ts";
import { vllm } from "./dialects/vllm.ts";
import type { Dialect } from "./dialects/types.ts";
import { mediaMark } from "./media_marks.ts";
import type { ChatRequest } from "./types.ts";

const REQUEST: ChatRequest = {
  messages: user("What is 2 + 3?"),
  sampling: { maxTokens: 65_536, temperature: 0.8, topP: 0.95, topK: 50, seed: 7 },
  thinking: true,
};

function body(
  request: Partial<ChatRequest> = {},
  extraBody: Readonly<Record<string, Json>> = {},
  dialect: Dialect = vllm,
) {
  return chatBody({ ...REQUEST, ...request }, { model: "m", dialect, extraBody });
}

const PICTURE: ImagePart = {
  type: "image",
  image: {
    origin: { kind: "file", path: "one.png" },
    sha256: "a".repeat(64),
    bytes: 9,
    mediaType: "image/png",
  },
};
const SERIES: SeriesPart = {
  type: "series",
  series: PICTURE.image,
  format: "npy",
  rate: 100,
  channels: [],
  carrier: { kind: "native" },
};

function contentOf(parts: readonly Part[], dialect: Dialect = vllm): unknown {
  const spelled = body({ messages: [{ role: "user", content: parts }] }, {}, dialect);
  return (spelled.messages as unknown as { content: unknown }[])[0]?.content;
}

Deno.test("chatBody() names pictures and native series, wherever their bytes lie", () => {
  const elsewhere = {
    ...PICTURE,
    image: { ...PICTURE.image, origin: { kind: "file", path: "two.png" } },
  } as ImagePart;
  deepEqual(contentOf([PICTURE]), contentOf([elsewhere]));
  deepEqual(contentOf([{ type: "text", text: "See " }, PICTURE]), [
    { type: "text", text: "See " },
    { type: "image_url", image_url: { url: mediaMark(PICTURE) } },
  ]);
  equal(mediaMark({ ...PICTURE, encoding: { kind: "vlmevalkit" } }) === mediaMark(PICTURE), false);
  deepEqual(contentOf([{ type: "text", text: "Class?" }, SERIES], lmdeploy), [
    { type: "text", text: "Class?" },
    { type: "time_series_url", time_series_url: { url: mediaMark(SERIES), sampling_rate: 100 } },
  ]);
  throws(() => contentOf([SERIES], openai), /no part for it/);
});

Deno.test("chatBody() puts a written series behind the text before it", () => {
  const written: SeriesPart = {
    ...SERIES,
    carrier: { kind: "ts-text/1", maxValues: 8_000, view: "spread" },
  };
  equal(
    contentOf([{ type: "text", text: "Class?\n\n" }, written]),
    `Class?\n\n${mediaMark(written)}`,
  );
  deepEqual(contentOf([PICTURE, { type: "text", text: "Class? " }, written]), [
    { type: "image_url", image_url: { url: mediaMark(PICTURE) } },
    { type: "text", text: `Class? ${mediaMark(written)}` },
  ]);
});

Deno.test("chatBody() spells a request for a dialect", () => {
  const common = {
    model: "m",
    messages: [{ role: "user", content: "What is 2 + 3?" }],
    max_tokens: 65_536,
    temperature: 0.8,
    top_p: 0.95,
    top_k: 50,
    seed: 7,
  };
  deepEqual(body(), {
    ...common,
    chat_template_kwargs: { enable_thinking: true, thinking: true },
  });
  deepEqual(body({ thinking: false }, {}, openai), { ...common, reasoning_effort: "none" });
  deepEqual(body({ thinking: null }), common);
});

Deno.test("chatBody() leaves out what is null and keeps what is 0", () => {
  const sampling = { maxTokens: 10, temperature: 0, topP: null, topK: null, seed: 0 };
  deepEqual(Object.keys(body({ sampling, thinking: null })), [
    "model",
    "messages",
    "max_tokens",
    "temperature",
    "seed",
  ]);
});

Deno.test("chatBody() writes tools, calls, their answers and parts", () => {
  const { messages, tools } = body({
    messages: [
      { role: "user", content: [{ type: "text", text: "a" }] },
      { role: "assistant", content: "", toolCalls: [{ id: "1", name: "f", arguments: "{" }] },
      { role: "tool", content: "3", toolCallId: "1" },
    ],
    tools: [{ name: "f", description: "does f", parameters: { type: "object" } }],
  });
  deepEqual(messages, [
    { role: "user", content: [{ type: "text", text: "a" }] },
    {
      role: "assistant",
      content: "",
      tool_calls: [{ id: "1", type: "function", function: { name: "f", arguments: "{" } }],
    },
    { role: "tool", content: "3", tool_call_id: "1" },
  ]);
  deepEqual(tools, [{
    type: "function",
    function: { name: "f", description: "does f", parameters: { type: "object" } },
  }]);
});

Deno.test("chatBody() merges the extra body over it", () => {
  const merged = body({}, {
    top_k: null,
    temperature: 0.6,
    chat_template_kwargs: { tone: "dry" },
    min_p: 0.1,
    stream: false,
    stream_options: { include_usage: false },
  });
  equal("top_k" in merged, false);
  equal(merged.temperature, 0.6);
  equal(merged.min_p, 0.1);
  equal("stream" in merged || "stream_options" in merged, false);
  deepEqual(merged.chat_template_kwargs, { enable_thinking: true, thinking: true, tone: "dry" });
});

Deno.test("chatBody() keeps one limit of the reply", () => {
  const merged = body({}, { max_completion_tokens: 10 });
  equal("max_tokens" in merged, false);
  equal(maxTokensOf(merged), 10);
  deepEqual(withMaxTokens(merged, 5).max_completion_tokens, 5);
  equal(withMaxTokens(body(), 5).max_tokens, 5);
  equal(maxTokensOf({}), null);
});

Deno.test("chatBody() gives equal bodies for equal requests", () => {
  equal(JSON.stringify(body()), JSON.stringify(body()));
});

import { countIn } from "../wire.ts";
import type { Dialect } from "./types.ts";

/**
 * OpenAI's own API, and every server that nothing tells to be another.
 *
 * Reasoning models of OpenAI refuse `max_tokens`, `top_k`, `temperature` and `top_p` by name, and
 * get `max_completion_tokens` and the rest after that. The other way round, a compatible server
 * that does not know `max_completion_tokens` would ignore it in silence.
 */
export const openai: Dialect = {
  name: "openai",
  title: "OpenAI and compatible",
  thinking: (on) => ({ reasoning_effort: on ? "high" : "none" }),
  series: null,
  reasoningFields: ["reasoning_content", "reasoning"],
  loopBreaker: null,
  fallbacks: { reasoning_effort: { none: "minimal", minimal: "low" } },
  ownedBy: ["openai", "openai-internal", "system"],
  server: null,
  listsAllModels: false,
  contextTokens: (card) =>
    countIn(card, "context_length") ?? countIn(card, "context_window") ??
      countIn(card, "max_context_length") ?? countIn(card, "max_model_len"),
  contextProbe: null,
  overflow: [
    {
      example: "This model's maximum context length is 8192 tokens. However, you requested 9000 " +
        "tokens (5000 in the messages, 4000 in the completion). Please reduce the length of the " +
        "messages or completion.",
      pattern:
        /maximum context length is (?<context>\d+) tokens[^]{0,80}?\((?<prompt>\d+) in the messages/i,
    },
    {
      example:
        "This model's maximum context length is 8192 tokens. However, your messages resulted " +
        "in 9000 tokens. Please reduce the length of the messages.",
      pattern:
        /maximum context length is (?<context>\d+) tokens[^]{0,80}?resulted in (?<prompt>\d+) tokens/i,
    },
    {
      example:
        "Input tokens exceed the configured limit of 272000 tokens. Your messages resulted " +
        "in 300000 tokens. Please reduce the length of the messages.",
      pattern:
        /exceed the configured limit of (?<context>\d+) tokens[^]{0,80}?resulted in (?<prompt>\d+) tokens/i,
    },
    {
      example: "max_tokens is too large: 65536. This model supports at most 16384 completion " +
        "tokens, whereas you provided 65536.",
      pattern: /supports at most (?<most>\d+) completion tokens/i,
    },
    {
      example: "This model's maximum context length is 8192 tokens.",
      pattern: /maximum context length (?:is|of) (?<context>\d+) tokens/i,
    },
  ],
  upstream: [
    "the API reference of chat completions; error messages as OpenAI sends them",
  ],
};

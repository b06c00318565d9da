import { countIn } from "../wire.ts";
import { templateThinking } from "./chat_template.ts";
import type { Dialect } from "./types.ts";

/** SGLang's OpenAI-compatible server. */
export const sglang: Dialect = {
  name: "sglang",
  title: "SGLang",
  thinking: templateThinking,
  series: null,
  reasoningFields: ["reasoning_content", "reasoning"],
  loopBreaker: null,
  fallbacks: {},
  ownedBy: ["sglang"],
  server: null,
  listsAllModels: true,
  contextTokens: (card) => countIn(card, "max_model_len"),
  contextProbe: null,
  overflow: [
    {
      example: "Requested token count exceeds the model's maximum context length of 8192 tokens. " +
        "You requested a total of 9000 tokens: 5000 tokens from the input messages and 4000 " +
        "tokens for the completion. Please reduce the number of tokens in the input messages or " +
        "the completion to fit within the limit.",
      pattern:
        /maximum context length of (?<context>\d+) tokens[^]{0,80}? tokens: (?<prompt>\d+) tokens from the input/i,
    },
    {
      example: "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
      pattern:
        /input \((?<prompt>\d+) tokens\) is longer than the model's context length \((?<context>\d+) tokens\)/i,
    },
  ],
  upstream: [
    "sgl-project/sglang python/sglang/srt/entrypoints/openai/protocol.py",
    "sgl-project/sglang python/sglang/srt/managers/tokenizer_manager.py",
  ],
};

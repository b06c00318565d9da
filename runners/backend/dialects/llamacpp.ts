import { countIn, objectIn } from "../wire.ts";
import { templateThinking } from "./chat_template.ts";
import type { Dialect } from "./types.ts";

/** llama.cpp's `llama-server`. It ends a reply at the end of the context by itself. */
export const llamacpp: Dialect = {
  name: "llamacpp",
  title: "llama.cpp",
  thinking: templateThinking,
  series: null,
  reasoningFields: ["reasoning_content", "reasoning"],
  loopBreaker: null,
  fallbacks: {},
  ownedBy: ["llamacpp"],
  server: /^llama\.cpp/i,
  listsAllModels: true,
  // Of one slot; what the model was trained with is no promise that the server holds so much.
  contextTokens: (card) => countIn(objectIn(card, "meta"), "n_ctx"),
  contextProbe: {
    path: "/props",
    read: (answer) => countIn(objectIn(answer, "default_generation_settings"), "n_ctx"),
  },
  overflow: [
    {
      example: "request (10010 tokens) exceeds the available context size (4096 tokens), try " +
        "increasing it",
      pattern:
        /request \((?<prompt>\d+) tokens\) exceeds the available context size \((?<context>\d+) tokens\)/i,
    },
    {
      example:
        "the request exceeds the available context size. try increasing the context size or " +
        "enable context shift",
      pattern: /exceeds the available context size/i,
    },
  ],
  upstream: [
    "ggml-org/llama.cpp tools/server/README.md",
    "a llama-server of build 11434, asked",
  ],
};

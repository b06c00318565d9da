import { templateThinking } from "./chat_template.ts";
import type { Dialect } from "./types.ts";

/** LMDeploy's `api_server`. It shortens a reply that does not fit by itself. */
export const lmdeploy: Dialect = {
  name: "lmdeploy",
  title: "LMDeploy",
  thinking: templateThinking,
  // A rate of zero or less makes the server take a quarter of the series for a second, as none does.
  series: (url, rate) => ({
    type: "time_series_url",
    time_series_url: { url, ...(rate === null ? {} : { sampling_rate: rate }) },
  }),
  reasoningFields: ["reasoning_content", "reasoning"],
  // Its n-gram stop ends a reply with "stop", which would hide that it was ended.
  loopBreaker: null,
  fallbacks: {},
  ownedBy: ["lmdeploy"],
  server: null,
  listsAllModels: true,
  contextTokens: () => null,
  contextProbe: null,
  overflow: [
    {
      example: "Input length (9000) must be smaller than the model context length (8192).",
      pattern:
        /input length \((?<prompt>\d+)\) must be smaller than the model context length \((?<context>\d+)\)/i,
    },
    {
      example: "The request exceeds the model context length.",
      pattern: /exceeds the model context length|INPUT_LENGTH_ERROR/,
    },
  ],
  upstream: [
    "InternLM/lmdeploy@1263d5cd lmdeploy/serve/openai/protocol.py",
    "InternLM/lmdeploy@1263d5cd lmdeploy/serve/core/async_engine.py",
    "InternLM/lmdeploy@1263d5cd lmdeploy/serve/core/exceptions.py",
  ],
};

import { countIn } from "../wire.ts";
import { templateThinking } from "./chat_template.ts";
import type { Dialect } from "./types.ts";

/** vLLM's OpenAI-compatible server. */
export const vllm: Dialect = {
  name: "vllm",
  title: "vLLM",
  thinking: templateThinking,
  // `reasoning_content` until 0.11, `reasoning` since.
  series: null,
  reasoningFields: ["reasoning", "reasoning_content"],
  // Since 0.17; older servers ignore it, so the detector on the stream watches as well. A pattern
  // of 16 tokens at least, 16 times: no row of dashes and no table ends a reply.
  loopBreaker: {
    repetition_detection: { min_pattern_size: 16, max_pattern_size: 256, min_count: 16 },
  },
  fallbacks: {},
  ownedBy: ["vllm"],
  server: null,
  listsAllModels: true,
  contextTokens: (card) => countIn(card, "max_model_len"),
  contextProbe: null,
  overflow: [
    {
      example: "This model's maximum context length is 8192 tokens. However, you requested 4096 " +
        "output tokens and your prompt contains at least 4097 input tokens, for a total of at " +
        "least 8193 tokens. Please reduce the length of the input prompt or the number of " +
        "requested output tokens.",
      pattern:
        /maximum context length is (?<context>\d+) tokens[^]{0,120}?at least (?<prompt>\d+) input tokens/i,
      promptAtLeast: true,
    },
    {
      // The prompt is cut before it is counted: this too says "at least".
      example: "You passed 4097 input tokens and requested 4096 output tokens. However, the " +
        "model's context length is only 8192 tokens, resulting in a maximum input length of 4096 " +
        "tokens. Please reduce the length of the input prompt.",
      pattern:
        /passed (?<prompt>\d+) input tokens[^]{0,120}?context length is only (?<context>\d+) tokens/i,
      promptAtLeast: true,
    },
    {
      example:
        "You passed 400000 input characters and requested 4096 output tokens. However, the " +
        "model's context length is only 8192 tokens, resulting in a maximum input length of 4096 " +
        "tokens (at most 65536 characters). Please reduce the length of the input prompt.",
      pattern: /context length is only (?<context>\d+) tokens/i,
    },
    {
      example: "'max_tokens' or 'max_completion_tokens' is too large: 8000. This model's maximum " +
        "context length is 4096 tokens and your request has 2778 input tokens (8000 > 4096 - 2778).",
      pattern:
        /maximum context length is (?<context>\d+) tokens and your request has (?<prompt>\d+) input tokens/i,
    },
    {
      example: "max_tokens=65536cannot be greater than max_model_len=max_total_tokens=32768. " +
        "Please request fewer output tokens.",
      pattern: /cannot be greater than max_model_len=(?:max_total_tokens=)?(?<context>\d+)/i,
    },
    {
      example:
        "The decoder prompt (length 9000) is longer than the maximum model length of 8192. " +
        "Make sure that `max_model_len` is no smaller than the number of text tokens.",
      pattern:
        /prompt \(length (?<prompt>\d+)\)[^]{0,80}? is longer than the maximum model length of (?<context>\d+)/i,
    },
  ],
  upstream: [
    "vllm-project/vllm vllm/entrypoints/openai/chat_completion/protocol.py",
    "vllm-project/vllm vllm/renderers/params.py",
    "vllm-project/vllm vllm/sampling_params.py (RepetitionDetectionParams)",
    "vllm-project/vllm vllm/entrypoints/openai/models/serving.py",
  ],
};

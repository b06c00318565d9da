import { modelList } from "./openai.ts";
import type { Imitation, Refusal } from "./types.ts";

function refusal(status: number, message: string, type: string, param: string | null): Refusal {
  return { status, body: { error: { message, type, param, code: status } } };
}

/** vLLM's server: refuses a prompt and completion that do not fit together. */
export const vllm: Imitation = {
  ownedBy: "vllm",
  reasoningIn: "reasoning",
  headers: { server: "uvicorn" },
  anyModel: false,
  models: (settings) =>
    modelList(settings, (id) => ({
      owned_by: "vllm",
      root: id,
      parent: null,
      max_model_len: settings.contextTokens,
      permission: [],
    })),
  error: (status, message, { type = "BadRequestError" } = {}) =>
    refusal(status, message, type, null).body,
  noModel: (model) =>
    refusal(404, `The model \`${model}\` does not exist.`, "NotFoundError", "model"),
  unauthorized: () => ({ status: 401, body: { error: "Unauthorized" } }),
  refusedParameter: (name, value) =>
    refusal(
      400,
      `[{'type': 'extra_forbidden', 'loc': ('body', '${name}'), ` +
        `'msg': 'Extra inputs are not permitted', 'input': ${JSON.stringify(value)}}]`,
      "BadRequestError",
      null,
    ),
  overflow({ prompt, max, context }) {
    if (prompt < context && prompt + (max ?? 0) <= context) return null;
    const limit = `This model's maximum context length is ${context} tokens`;
    const message = prompt >= context
      ? `${limit}. However, your request has ${prompt} input tokens. ` +
        `Please reduce the length of the input messages.`
      : `'max_tokens' or 'max_completion_tokens' is too large: ${max}. ${limit} and your request ` +
        `has ${prompt} input tokens (${max} > ${context} - ${prompt}).`;
    return { kind: "refused", refusal: refusal(400, message, "BadRequestError", null) };
  },
};

import { modelList } from "./openai.ts";
import type { Imitation, Refusal } from "./types.ts";

function refusal(status: number, message: string, type = "BadRequestError"): Refusal {
  return { status, body: { object: "error", message, type, param: null, code: status } };
}

/** SGLang's server: errors without an `error` object, any model name served. */
export const sglang: Imitation = {
  ownedBy: "sglang",
  reasoningIn: "reasoning_content",
  headers: { server: "uvicorn" },
  anyModel: true,
  models: (settings) =>
    modelList(settings, (id) => ({
      owned_by: "sglang",
      root: id,
      parent: null,
      max_model_len: settings.contextTokens,
    })),
  error: (status, message, { type } = {}) => refusal(status, message, type).body,
  noModel: (model) => refusal(404, `The model '${model}' does not exist.`, "NotFoundError"),
  unauthorized: () => ({ status: 401, body: { error: "Unauthorized" } }),
  refusedParameter: (name) =>
    refusal(
      400,
      `1 validation error:\n  {'type': 'extra_forbidden', 'loc': ('body', '${name}'), ` +
        `'msg': 'Extra inputs are not permitted'}`,
    ),
  overflow({ prompt, max, context }) {
    if (prompt >= context) {
      const message = `The input (${prompt} tokens) is longer than the model's context length ` +
        `(${context} tokens).`;
      return { kind: "refused", refusal: refusal(400, message) };
    }
    if (prompt + (max ?? 0) <= context) return null;
    const message = `Requested token count exceeds the model's maximum context length of ` +
      `${context} tokens. You requested a total of ${prompt + (max ?? 0)} tokens: ${prompt} ` +
      `tokens from the input messages and ${max} tokens for the completion. Please reduce the ` +
      `number of tokens in the input messages or the completion to fit within the limit.`;
    return { kind: "refused", refusal: refusal(400, message) };
  },
};

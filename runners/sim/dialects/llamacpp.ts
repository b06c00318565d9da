import { CREATED } from "./openai.ts";
import type { Imitation, Refusal } from "./types.ts";

function refusal(
  status: number,
  message: string,
  type = "invalid_request_error",
  more: Readonly<Record<string, unknown>> = {},
): Refusal {
  return { status, body: { error: { code: status, message, type, ...more } } };
}

/** llama.cpp's server: one model whatever is asked for, completions end where the context does. */
export const llamacpp: Imitation = {
  ownedBy: "llamacpp",
  reasoningIn: "reasoning_content",
  headers: { server: "llama.cpp" },
  anyModel: true,
  models: ({ models, contextTokens }) => ({
    models: models.map((name) => ({ name, model: name, type: "model" })),
    object: "list",
    data: models.map((id) => ({
      id,
      object: "model",
      created: CREATED,
      owned_by: "llamacpp",
      meta: { n_ctx_train: contextTokens, n_vocab: 32_000, n_params: 1_000_000 },
    })),
  }),
  error: (status, message, { type } = {}) => refusal(status, message, type).body,
  noModel: (model) => refusal(404, `model '${model}' not found`, "not_found_error"),
  unauthorized: () => refusal(401, "Invalid API Key", "authentication_error"),
  refusedParameter: (name) => refusal(400, `Unsupported param: ${name}`),
  overflow({ prompt, max, context }) {
    if (prompt >= context) {
      return {
        kind: "refused",
        refusal: refusal(
          400,
          `request (${prompt} tokens) exceeds the available context size (${context} tokens), ` +
            `try increasing it`,
          "exceed_context_size_error",
          { n_prompt_tokens: prompt, n_ctx: context },
        ),
      };
    }
    return prompt + (max ?? 0) > context ? { kind: "clipped" } : null;
  },
};

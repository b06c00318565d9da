import { modelList } from "./openai.ts";
import type { Imitation, Refusal } from "./types.ts";

function refusal(status: number, message: string, type = "invalid_request_error"): Refusal {
  return { status, body: { message, type, code: status, param: null, object: "error" } };
}

/**
 * LMDeploy's server: gives what is left of the context without a word, and tells a prompt that does
 * not fit as the text of a reply with status 200.
 */
export const lmdeploy: Imitation = {
  ownedBy: "lmdeploy",
  reasoningIn: "reasoning_content",
  headers: { server: "uvicorn" },
  anyModel: false,
  models: (settings) =>
    modelList(settings, (id) => ({
      owned_by: "lmdeploy",
      root: id,
      parent: null,
      permission: [],
    })),
  error: (status, message, { type } = {}) => refusal(status, message, type).body,
  noModel: (model) => refusal(404, `The model '${model}' does not exist.`),
  unauthorized: () => ({
    status: 401,
    body: {
      detail: {
        error: {
          message: "Please request with valid api key!",
          type: "invalid_request_error",
          param: null,
          code: "invalid_api_key",
        },
      },
    },
  }),
  refusedParameter: (name) => ({
    status: 422,
    body: {
      detail: [{
        type: "extra_forbidden",
        loc: ["body", name],
        msg: "Extra inputs are not permitted",
      }],
    },
  }),
  overflow({ prompt, max, context }) {
    if (prompt >= context) {
      return {
        kind: "told-as-text",
        content: "internal error happened, status code ResponseType.INPUT_LENGTH_ERROR",
        finish: "error",
      };
    }
    return prompt + (max ?? 0) > context ? { kind: "clipped" } : null;
  },
};

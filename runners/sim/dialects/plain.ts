import { modelList, openai, openAiError, openAiOverflow } from "./openai.ts";
import type { Imitation } from "./types.ts";

/**
 * The simulated server as itself. Its refusal of a key repeats the key, as careless proxies do: what
 * reads it must keep it out of every log and file.
 */
export const plain: Imitation = {
  ownedBy: "assay-sim",
  reasoningIn: "reasoning_content",
  headers: {},
  anyModel: false,
  models: (settings) =>
    modelList(settings, () => ({
      owned_by: "assay-sim",
      max_model_len: settings.contextTokens,
    })),
  error: openAiError,
  noModel: openai.noModel,
  unauthorized: (key) => ({
    status: 401,
    body: openAiError(401, `Incorrect API key provided: ${key ?? "none"}`, {
      code: "invalid_api_key",
    }),
  }),
  refusedParameter: openai.refusedParameter,
  overflow: openAiOverflow,
};

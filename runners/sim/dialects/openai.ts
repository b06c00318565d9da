import type { SimSettings } from "../options.ts";
import type { Imitation, Overflow, Sizes } from "./types.ts";

/** An error in the form of the OpenAI API. */
export function openAiError(
  _status: number,
  message: string,
  about: { type?: string; code?: string; param?: string } = {},
): unknown {
  const { type = "invalid_request_error", code = null, param = null } = about;
  return { error: { message, type, param, code } };
}

/** The context is exceeded, in the words of the OpenAI API. */
export function openAiOverflow({ prompt, max, context }: Sizes): Overflow | null {
  if (prompt + (max ?? 0) <= context && prompt < context) return null;
  const limit = `This model's maximum context length is ${context} tokens. However, `;
  const message = prompt >= context
    ? `${limit}your messages resulted in ${prompt} tokens. ` +
      `Please reduce the length of the messages.`
    : `${limit}you requested ${prompt + (max ?? 0)} tokens (${prompt} in the messages, ${max} in ` +
      `the completion). Please reduce the length of the messages or completion.`;
  const body = openAiError(400, message, { code: "context_length_exceeded", param: "messages" });
  return { kind: "refused", refusal: { status: 400, body } };
}

/** The refusal of more completion tokens than the model gives. */
export function tooManyCompletionTokens(asked: number, limit: number): unknown {
  return openAiError(
    400,
    `max_tokens is too large: ${asked}. This model supports at most ${limit} completion tokens, ` +
      `whereas you provided ${asked}.`,
    { code: "invalid_value", param: "max_tokens" },
  );
}

/** A list of models with the fields all servers share. */
export function modelList(
  settings: SimSettings,
  more: (id: string) => Readonly<Record<string, unknown>>,
): unknown {
  return {
    object: "list",
    data: settings.models.map((id) => ({ id, object: "model", created: CREATED, ...more(id) })),
  };
}

/** A fixed time, so that two answers of one server are the same. */
export const CREATED = 1_767_225_600;

/** The hosted API of OpenAI: no context length in the list, reasoning counted but not shown. */
export const openai: Imitation = {
  ownedBy: "openai",
  reasoningIn: "hidden",
  headers: { "openai-version": "2020-10-01", "openai-organization": "simulated" },
  anyModel: false,
  models: (settings) => modelList(settings, () => ({ owned_by: "openai" })),
  error: openAiError,
  noModel: (model) => ({
    status: 404,
    body: openAiError(
      404,
      `The model \`${model}\` does not exist or you do not have access to it.`,
      { code: "model_not_found" },
    ),
  }),
  unauthorized: (key) => ({
    status: 401,
    body: openAiError(
      401,
      key === null
        ? "You didn't provide an API key."
        : `Incorrect API key provided: ${key.slice(0, 3)}***${key.slice(-4)}.`,
      { code: "invalid_api_key" },
    ),
  }),
  refusedParameter(name, value) {
    const [message, code] = name === "max_tokens"
      ? [
        "Unsupported parameter: 'max_tokens' is not supported with this model. " +
        "Use 'max_completion_tokens' instead.",
        "unsupported_parameter",
      ]
      : name === "temperature" || name === "top_p"
      ? [
        `Unsupported value: '${name}' does not support ${value} with this model. ` +
        "Only the default (1) value is supported.",
        "unsupported_value",
      ]
      : [`Unrecognized request argument supplied: ${name}`, undefined];
    const body = openAiError(400, message, {
      ...(code === undefined ? {} : { code, param: name }),
    });
    return { status: 400, body };
  },
  overflow: openAiOverflow,
};

import type { JsonObject } from "../../scoring/json.ts";
import type { ServerMessage } from "./server_message.ts";

/**
 * Parameters this client may go on without. What the user put into the body himself is not among
 * them: if that is refused, the user should hear it.
 */
const DROPPABLE = [
  "stream_options",
  "top_k",
  "top_p",
  "seed",
  "repetition_detection",
  "chat_template_kwargs",
  "reasoning_effort",
  "temperature",
  "max_tokens",
  "max_completion_tokens",
  "stream",
] as const;

const REFUSING = [
  "unsupported",
  "not support",
  "n't support",
  "unrecognized",
  "unrecognised",
  "unknown",
  "unexpected",
  "not permitted",
  "not allowed",
  "not available",
  "not recognized",
  "extra_forbidden",
  "extra inputs",
  "extra fields",
  "only the default",
  "cannot find field",
  "cannot both be",
  "is disabled",
  "not be verified",
  "must be verified",
] as const;

/**
 * The parameters of a body that a server refuses by name; empty where its message is about
 * something else.
 *
 * @param sent the body as it went out
 */
export function refusedParameters(message: ServerMessage, sent: JsonObject): readonly string[] {
  const candidates = DROPPABLE.filter((name) => Object.hasOwn(sent, name));
  const fields = candidates.filter((name) => message.fields.includes(name));
  if (fields.length > 0) return fields;
  const text = message.text.toLowerCase();
  if (!REFUSING.some((words) => text.includes(words)) && !refusesByCode(message)) return [];
  const blamed = candidates.find((name) => name === message.param);
  if (blamed !== undefined) return [blamed];
  const named = candidates.filter((name) => mentions(text, name));
  // One of two that exclude each other is enough.
  return text.includes("cannot both be") ? named.slice(0, 1) : named;
}

const CODES: ReadonlySet<string> = new Set([
  "unsupported_parameter",
  "unsupported_value",
  "unknown_parameter",
]);

function refusesByCode({ code }: ServerMessage): boolean {
  return code !== null && CODES.has(code);
}

/** Whether a name stands in a text as a word of its own ("top_k", not "stop_key"). */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? " ";
    const after = text[at + name.length] ?? " ";
    if (!/[a-z0-9_]/.test(before) && !/[a-z0-9_]/.test(after)) return true;
  }
  return false;
}

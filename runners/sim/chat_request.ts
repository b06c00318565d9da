import { hash } from "node:crypto";
import type { MediaKind } from "../media/probe.ts";

/** A chat request as far as the simulated server looks at it. */
export interface SimRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly model: string;
  /** Text of the last user message; parts are joined with newlines, pictures by name. */
  readonly prompt: string;
  /** Text of all messages. */
  readonly text: string;
  /** What the messages hold beside text. */
  readonly media: ReadonlySet<MediaKind>;
  /** Hash of the body without the stream flags: the same for two asks of the same thing. */
  readonly key: string;
  /** Hash of what is asked, whatever the sampling: model, messages and `seed`. */
  readonly askKey: string;
  readonly maxTokens: number | null;
  readonly stream: boolean;
  readonly includeUsage: boolean;
  /** Whether each token's probability is wanted. */
  readonly logprobs: boolean;
  /** What the request says about thinking; `null` if nothing. */
  readonly thinking: boolean | null;
}

/** A request the server cannot make sense of; answered with 400. */
export class BadRequest extends Error {
  override readonly name = "BadRequest";
}

/**
 * Reads the body of a chat request.
 *
 * @throws {BadRequest} if it is not JSON, or has no model or messages
 */
export function readChatRequest(text: string): SimRequest {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new BadRequest("The body is not valid JSON");
  }
  if (!isObject(body)) throw new BadRequest("The body must be a JSON object");
  const { model, messages } = body;
  if (typeof model !== "string") throw new BadRequest("'model' must be a string");
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new BadRequest("'messages' must be a list with at least one message");
  }
  let prompt = "";
  const texts: string[] = [];
  const media = new Set<MediaKind>();
  for (const message of messages) {
    if (!isObject(message) || typeof message.role !== "string") {
      throw new BadRequest("Each of 'messages' must be an object with a 'role'");
    }
    const words = contentText(message.content);
    texts.push(words);
    for (const part of Array.isArray(message.content) ? message.content : []) {
      if (!isObject(part)) continue;
      if (part.image_url !== undefined) media.add("image");
      if (part.time_series_url !== undefined) media.add("series");
    }
    if (message.role === "user") prompt = words;
  }
  const maxTokens = body.max_completion_tokens ?? body.max_tokens ?? null;
  if (maxTokens !== null && !(Number.isInteger(maxTokens) && Number(maxTokens) >= 1)) {
    throw new BadRequest("'max_tokens' must be an integer above 0");
  }
  if (body.n !== undefined && body.n !== null && body.n !== 1) {
    throw new BadRequest("'n' must be 1");
  }
  const options = body.stream_options;
  return {
    body,
    model,
    prompt,
    text: texts.length === 1 ? prompt : texts.join("\n"),
    media,
    key: fingerprint(JSON.stringify(withoutStream(body))),
    askKey: fingerprint(JSON.stringify([model, messages, body.seed ?? null])),
    maxTokens: maxTokens as number | null,
    stream: body.stream === true,
    logprobs: body.logprobs === true,
    includeUsage: isObject(options) && options.include_usage === true,
    thinking: thinkingOf(body),
  };
}

/** A short hash of a text. */
export function fingerprint(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 22);
}

/** Text of a message's content: a string, or its parts, of which pictures count by name. */
export function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map(partText).filter((text) => text !== null).join("\n");
}

function partText(part: unknown): string | null {
  if (!isObject(part)) return null;
  if (typeof part.text === "string") return part.text;
  const media = part.image_url ?? part.time_series_url;
  return isObject(media) && typeof media.url === "string" ? urlText(media.url) : null;
}

/** A picture or series by its own bytes, so that the same question about another one is another. */
function urlText(url: string): string {
  const data = /^data:[^,]{0,200};base64,/.exec(url);
  if (data === null) return url;
  try {
    const bytes = Uint8Array.fromBase64(url.slice(data[0].length));
    return mediaText(hash("sha256", bytes, "hex"));
  } catch {
    throw new BadRequest("A data URL of 'messages' does not hold base64");
  }
}

/** How a prompt's text names a picture or series. */
export function mediaText(sha256: string): string {
  return `[media ${sha256}]`;
}

function withoutStream(body: Record<string, unknown>): [string, unknown][] {
  return Object.entries(body)
    .filter(([name]) => name !== "stream" && name !== "stream_options")
    .sort(([a], [b]) => a < b ? -1 : 1);
}

/** The switches that servers know, the more explicit first. */
function thinkingOf(body: Record<string, unknown>): boolean | null {
  const template = isObject(body.chat_template_kwargs) ? body.chat_template_kwargs : {};
  for (const value of [template.enable_thinking, template.thinking, body.enable_thinking]) {
    if (typeof value === "boolean") return value;
  }
  const effort = body.reasoning_effort ?? template.reasoning_effort;
  return typeof effort === "string" ? effort !== "none" : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

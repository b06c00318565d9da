import type { Json, JsonObject } from "../../scoring/json.ts";
import type { Message, Part, SeriesPart, ToolSpec } from "../../scoring/messages.ts";
import type { Dialect } from "./dialects/types.ts";
import { mediaMark } from "./media_marks.ts";
import type { ChatRequest } from "./types.ts";

/**
 * What is asked, spelled for a dialect: the part of the body that says which question this is.
 *
 * Equal requests give equal bodies. Pictures and series are in it by name (`media_marks.ts`). What concerns only how the reply travels (`stream`, a loop
 * breaker) and what is found out while a run goes (caps, refused parameters) is not in it.
 *
 * @param options.extraBody merged over the body as RFC 7396 says: objects merge, `null` removes
 */
export function chatBody(
  request: ChatRequest,
  options: {
    readonly model: string;
    readonly dialect: Dialect;
    readonly extraBody: Readonly<Record<string, Json>>;
    /** Default: false */
    readonly logprobs?: boolean;
  },
): JsonObject {
  const { sampling, thinking, tools, toolChoice } = request;
  const body: Record<string, Json> = {
    model: options.model,
    messages: request.messages.map((message) => wireMessage(message, options.dialect)),
    max_tokens: sampling.maxTokens,
  };
  if (sampling.temperature !== null) body.temperature = sampling.temperature;
  if (sampling.topP !== null) body.top_p = sampling.topP;
  if (sampling.topK !== null) body.top_k = sampling.topK;
  if (sampling.seed !== null) body.seed = sampling.seed;
  if (options.logprobs === true) body.logprobs = true;
  if (tools !== undefined && tools.length > 0) {
    body.tools = tools.map(wireTool);
    if (toolChoice !== undefined) body.tool_choice = toolChoice;
  }
  if (thinking !== null) Object.assign(body, options.dialect.thinking(thinking));
  const merged = mergePatch(body, withoutStream(options.extraBody));
  // Both names of one limit would contradict each other.
  if (merged.max_completion_tokens === undefined) return merged;
  const { max_tokens: _, ...rest } = merged;
  return rest;
}

/** `max_tokens` under either of its names; `null` where the body has neither. */
export function maxTokensOf(body: JsonObject): number | null {
  const most = body.max_completion_tokens ?? body.max_tokens;
  return typeof most === "number" ? most : null;
}

/** The body with a smaller `max_tokens`, under the name it has there. */
export function withMaxTokens(body: JsonObject, most: number): JsonObject {
  const name = body.max_completion_tokens === undefined ? "max_tokens" : "max_completion_tokens";
  return { ...body, [name]: most };
}

/** Streaming is the endpoint's business: `stream` in its configuration. */
function withoutStream(extra: Readonly<Record<string, Json>>): JsonObject {
  const { stream: _stream, stream_options: _options, ...rest } = extra;
  return rest;
}

function wireMessage(
  { role, content, toolCalls, toolCallId }: Message,
  dialect: Dialect,
): Json {
  const text = typeof content === "string" ? content : wireContent(content, dialect);
  if (toolCalls === undefined && toolCallId === undefined) return { role, content: text };
  return {
    role,
    content: text,
    ...(toolCalls === undefined || toolCalls.length === 0 ? {} : {
      tool_calls: toolCalls.map((call) => ({
        id: call.id,
        type: "function",
        function: { name: call.name, arguments: call.arguments },
      })),
    }),
    ...(toolCallId === undefined ? {} : { tool_call_id: toolCallId }),
  };
}

/** A series that goes out as text is part of the text before it. */
function wireContent(parts: readonly Part[], dialect: Dialect): Json {
  const wire: { readonly [key: string]: Json }[] = [];
  let text: string | null = null;
  for (const part of parts) {
    if (part.type === "text") {
      text = part.text;
      wire.push({ type: "text", text });
    } else if (part.type === "series" && isWritten(part)) {
      if (text !== null) wire.pop();
      text = (text ?? "") + mediaMark(part);
      wire.push({ type: "text", text });
    } else {
      text = null;
      wire.push(mediaPart(part, dialect));
    }
  }
  // Servers of text alone take no parts.
  const only = wire.length === 1 && parts.length > 1 ? text : null;
  return only ?? wire;
}

function isWritten({ carrier }: SeriesPart): boolean {
  return carrier.kind === "ts-text/1" || carrier.kind === "ts-caption/1";
}

function mediaPart(
  part: Exclude<Part, { readonly type: "text" }>,
  dialect: Dialect,
): { readonly [key: string]: Json } {
  const url = mediaMark(part);
  if (part.type === "image" || part.carrier.kind === "ts-plot/1") {
    return { type: "image_url", image_url: { url } };
  }
  if (dialect.series === null) {
    throw new RangeError(`Cannot send a time series as ${dialect.title} has no part for it`);
  }
  return dialect.series(url, part.rate);
}

function wireTool({ name, description, parameters }: ToolSpec): Json {
  return { type: "function", function: { name, description, parameters } };
}

/** JSON Merge Patch (RFC 7396) for objects. */
function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const entries = Object.entries(patch);
  if (entries.length === 0) return target;
  const merged: Record<string, Json> = { ...target };
  for (const [name, value] of entries) {
    const current = merged[name];
    if (value === null) delete merged[name];
    else if (isObject(value)) merged[name] = mergePatch(isObject(current) ? current : {}, value);
    else merged[name] = value;
  }
  return merged;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

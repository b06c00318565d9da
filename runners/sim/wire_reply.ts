import type { ToolCall } from "../../scoring/messages.ts";
import { seededDraw } from "../../scoring/random.ts";
import type { SimRequest } from "./chat_request.ts";
import type { Imitation } from "./dialects/types.ts";
import type { Fault } from "./faults/kinds.ts";
import { filler } from "./filler.ts";
import type { Pace } from "./laws.ts";
import { cutTo, type SimReply } from "./reply.ts";
import { TOKEN_CHARS, tokenCount } from "./tokens.ts";

/** A piece of a reply and the field it comes in. */
export interface Segment {
  readonly field: "content" | "reasoning_content" | "reasoning";
  readonly text: string;
}

/** Token counts as the wire has them. */
export interface WireUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly completion_tokens_details?: { readonly reasoning_tokens: number };
}

/** A reply in the form of the wire, streamed or not. */
export interface WireReply {
  readonly model: string;
  readonly segments: readonly Segment[];
  readonly toolCalls: readonly ToolCall[];
  /** `null` is never said. */
  readonly finish: string | null;
  /** `null` is left out. */
  readonly usage: WireUsage | null;
  /** Whether a stream ends with `[DONE]`. */
  readonly done: boolean;
  /** Log-probability of a token at its place in the reply; `null` is not said. */
  readonly logprob: ((token: string, place: number) => number) | null;
  readonly pace: Pace;
}

/** Tokens of made-up reasoning where a fault needs some. */
const FAULT_REASONING_TOKENS = 40;

/** A phrase that a model caught in a loop repeats. */
const LOOP = "and so we see once more that the same holds, ";

/** What a fault does to the content of a reply; other faults leave it as it is. */
export function withContentFault(
  fault: Fault | null,
  reply: SimReply,
  budget: number,
): SimReply {
  switch (fault?.kind) {
    case "empty":
      return { ...reply, reasoning: "", content: "", reasoningTokens: 0, completionTokens: 0 };
    case "reasoning-only": {
      const reasoning = reply.reasoning !== ""
        ? reply.reasoning
        : filler(FAULT_REASONING_TOKENS * TOKEN_CHARS, 0);
      const tokens = tokenCount(reasoning);
      return {
        ...reply,
        reasoning,
        content: "",
        reasoningTokens: tokens,
        completionTokens: tokens,
      };
    }
    case "length":
    case "length-called-stop":
    case "content-filter": {
      const after = fault.kind === "length-called-stop" ? 0.5 : fault.after;
      const cut = cutTo(Math.floor(reply.completionTokens * after), reply);
      if (fault.kind === "length") return { ...cut, finish: "length" };
      if (fault.kind === "content-filter") return { ...cut, finish: "content_filter" };
      return { ...cut, finish: "stop", completionTokens: budget };
    }
    case "huge": {
      const content = filler(fault.bytes, 0);
      return { ...reply, content, completionTokens: reply.reasoningTokens + tokenCount(content) };
    }
    case "loop": {
      const tokens = Math.min(fault.tokens, Math.max(0, budget - reply.reasoningTokens));
      const chars = tokens * TOKEN_CHARS;
      const content = LOOP.repeat(Math.ceil(chars / LOOP.length)).slice(0, chars);
      const completionTokens = reply.reasoningTokens + tokens;
      const finish = completionTokens >= budget ? "length" : "stop";
      return { ...reply, content, completionTokens, finish };
    }
    default:
      return reply;
  }
}

/** Puts a reply into the form in which the server gives reasoning, usage and ends. */
export function toWire(
  reply: SimReply,
  { request, reasoningIn, fault, noise }: {
    request: SimRequest;
    /** See `logprobNoise` of the settings. */
    noise: number;
    reasoningIn: Imitation["reasoningIn"];
    fault: Fault | null;
  },
): WireReply {
  const wantsUsage = !request.stream || request.includeUsage;
  return {
    model: request.model,
    segments: segmentsOf(reply, reasoningIn),
    toolCalls: reply.toolCalls,
    finish: fault?.kind === "no-finish" ? null : reply.finish,
    usage: wantsUsage && fault?.kind !== "no-usage" ? usageOf(reply) : null,
    done: fault?.kind !== "no-done",
    logprob: request.logprobs ? logprobs(request.askKey, noise) : null,
    pace: reply.pace,
  };
}

/** Made up from the token and its place; the noise makes a second server differ from the first. */
function logprobs(key: string, noise: number) {
  return (token: string, place: number): number => {
    const base = -2 * seededDraw(`logprob/${key}/${place}/${token}`)();
    return base - noise * seededDraw(`noise/${key}/${place}/${token}`)();
  };
}

/** A choice's `logprobs` for these tokens, the first of which stands at `place`. */
export function wireLogprobs(
  logprob: NonNullable<WireReply["logprob"]>,
  tokens: readonly string[],
  place: number,
) {
  return {
    content: tokens.map((token, at) => ({
      token,
      logprob: logprob(token, place + at),
      bytes: null,
      top_logprobs: [],
    })),
  };
}

/** A call in the form of the wire, with as much of its arguments. */
export function wireCall({ id, name }: ToolCall, given: string) {
  return { id, type: "function", function: { name, arguments: given } };
}

function segmentsOf(reply: SimReply, reasoningIn: Imitation["reasoningIn"]): Segment[] {
  const { reasoning, content } = reply;
  if (reasoning === "" || reasoningIn === "hidden") return [{ field: "content", text: content }];
  if (reasoningIn === "reasoning_content" || reasoningIn === "reasoning") {
    const first: Segment = { field: reasoningIn, text: reasoning };
    return content === "" ? [first] : [first, { field: "content", text: content }];
  }
  const opened = reasoningIn === "inline" ? `<think>\n${reasoning}` : reasoning;
  const text = content === "" ? opened : `${opened}\n</think>\n\n${content}`;
  return [{ field: "content", text }];
}

function usageOf(reply: SimReply): WireUsage {
  return {
    prompt_tokens: reply.promptTokens,
    completion_tokens: reply.completionTokens,
    total_tokens: reply.promptTokens + reply.completionTokens,
    ...(reply.reasoningTokens === 0
      ? {}
      : { completion_tokens_details: { reasoning_tokens: reply.reasoningTokens } }),
  };
}

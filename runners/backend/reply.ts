import type { ReplyParts } from "./reply_parts.ts";
import { estimatePrompt, estimateTokens } from "./tokens.ts";
import type { ChatRequest, Reply, Usage } from "./types.ts";

/** What is known about a reply beside what the server said. */
export interface ReplyFacts {
  readonly request: ChatRequest;
  /** `max_tokens` as it was sent; `null` where the server takes none. */
  readonly sentMaxTokens: number | null;
  readonly firstTokenMs: number | null;
  readonly totalMs: number;
}

/**
 * The reply of one turn. Neither the server's reason nor its text is believed alone: a reply that
 * used up its tokens is truncated whatever the reason says.
 */
export function toReply(parts: ReplyParts, facts: ReplyFacts): Reply {
  const { text, reasoning, toolCalls, finish, serverModel } = parts;
  const usage = usageOrEstimate(parts, facts.request);
  const most = facts.sentMaxTokens;
  // Pieces of a stream hold a token each at least; characters prove nothing.
  const counted = parts.usage === null ? parts.pieces : usage.completionTokens;
  const usedUp = most !== null && counted >= most;
  return {
    text,
    reasoning,
    toolCalls,
    finish,
    truncated: finish === "length" || finish === "loop" || usedUp,
    usage,
    firstTokenMs: facts.firstTokenMs,
    totalMs: facts.totalMs,
    serverModel,
    sentMaxTokens: most ?? facts.request.sampling.maxTokens,
    ...(parts.logprobs.length === 0 ? {} : { logprobs: parts.logprobs }),
  };
}

function usageOrEstimate(parts: ReplyParts, request: ChatRequest): Usage {
  const { usage, text, reasoning, toolCalls, pieces } = parts;
  if (usage !== null) {
    // Servers that do not count reasoning say 0.
    const uncounted = usage.reasoningTokens === 0 && reasoning !== "";
    return {
      ...usage,
      reasoningTokens: uncounted ? null : usage.reasoningTokens,
      estimated: false,
    };
  }
  const called = toolCalls.reduce((all, call) => all + call.name + call.arguments, "");
  return {
    promptTokens: estimatePrompt(request),
    completionTokens: Math.max(pieces, estimateTokens(text + reasoning + called)),
    reasoningTokens: reasoning === "" ? null : estimateTokens(reasoning),
    estimated: true,
  };
}

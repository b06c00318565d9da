import type { ToolCall } from "../../scoring/messages.ts";
import type { TokenLogprob } from "../../results/types.ts";
import type { Finish } from "./types.ts";
import { countIn, isWire, listIn, objectIn, textIn, type Wire } from "./wire.ts";

/** What a server said in one turn, however it came. */
export interface ReplyParts {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: Finish;
  /** The server's own counts; `null` where it gave none. */
  readonly usage: ServerUsage | null;
  readonly serverModel: string | null;
  /** Empty where the server gave none. */
  readonly logprobs: readonly TokenLogprob[];
  /** Pieces the reply came in; each holds a token at least. 0 where it did not stream. */
  readonly pieces: number;
}

/** Token counts of a server. */
export interface ServerUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly reasoningTokens: number | null;
}

/** Tokens with their log-probabilities in a choice of a reply or event. */
export function logprobsIn(choice: Wire): TokenLogprob[] {
  return listIn(choice.logprobs, "content").flatMap((entry) => {
    const token = textIn(entry, "token");
    const logprob = isWire(entry) ? entry.logprob : null;
    return token !== null && typeof logprob === "number" && Number.isFinite(logprob)
      ? [[token, logprob] as const]
      : [];
  });
}

/** Reasons that mean that the server failed, not that the model was done. */
export const FAILED_REASONS: ReadonlySet<unknown> = new Set(["error", "abort", "parse_error"]);

const FINISHES: Readonly<Record<string, Finish>> = {
  stop: "stop",
  eos: "stop",
  eos_token: "stop",
  end_turn: "stop",
  stop_sequence: "stop",
  length: "length",
  max_tokens: "length",
  model_length: "length",
  tool_calls: "tool-calls",
  tool_use: "tool-calls",
  function_call: "tool-calls",
  content_filter: "content-filter",
  refusal: "content-filter",
  repetition: "loop",
};

/** A `finish_reason` in our words. */
export function finishOf(reason: unknown): Finish {
  if (typeof reason !== "string" || !Object.hasOwn(FINISHES, reason)) return "unknown";
  return FINISHES[reason] ?? "unknown";
}

/** The `usage` of a reply or event, or `null` where it holds no counts. */
export function usageOf(event: Wire): ServerUsage | null {
  const usage = event.usage;
  if (!isWire(usage)) return null;
  const completionTokens = countIn(usage, "completion_tokens");
  const promptTokens = countIn(usage, "prompt_tokens");
  if (completionTokens === null || promptTokens === null) return null;
  // All zeros is what servers send that did not count.
  if (completionTokens === 0 && promptTokens === 0) return null;
  const reasoningTokens =
    countIn(objectIn(usage, "completion_tokens_details"), "reasoning_tokens") ??
      countIn(usage, "reasoning_tokens");
  return { promptTokens, completionTokens, reasoningTokens };
}

/**
 * The reasoning in a message or delta: the first of the dialect's fields that holds some. Servers
 * that changed the field's name send both for a while, with the same text.
 */
export function reasoningIn(message: Wire, fields: readonly string[]): string {
  for (const field of fields) {
    const text = message[field];
    if (typeof text === "string" && text !== "") return text;
  }
  return "";
}

/** The content of a message or delta: text, or a list of parts of text. */
export function contentIn(message: Wire): string {
  const { content } = message;
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part) => textIn(part, "text") ?? "").join("");
}

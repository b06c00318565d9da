import type { JsonObject } from "../../scoring/json.ts";
import { maxTokensOf, withMaxTokens } from "./body.ts";
import type { Desk } from "./desk.ts";
import { promptAllowance } from "./tokens.ts";
import type { ChatRequest } from "./types.ts";

/** Smallest `max_tokens` sent on nothing but an estimate: the server counts better. */
const LEAST_CAP = 256;

/** A body as it goes out. */
export interface Spelled {
  readonly body: JsonObject;
  /** `max_tokens` in it, under either name; `null` where the server takes none. */
  readonly maxTokens: number | null;
  readonly stream: boolean;
}

/**
 * Makes a question fit a server: caps the reply to what the context leaves, adds how the reply is to
 * travel, and leaves out what the server refused before.
 *
 * @param question the body as {@linkcode chatBody} spells it
 * @param cap what a refusal left for the reply, or `null`
 */
export function spell(
  question: JsonObject,
  { desk, request, cap }: {
    readonly desk: Desk;
    readonly request: ChatRequest;
    readonly cap: number | null;
  },
): Spelled {
  const { config, adaptation, dialect } = desk;
  const asked = maxTokensOf(question);
  const most = asked === null ? null : Math.min(
    asked,
    cap ?? estimatedRoom(request, desk.contextTokens),
  );
  const capped = most === null || most === asked ? question : withMaxTokens(question, most);
  if (asked !== null && most !== null && most < asked && cap === null) {
    sayCapped(desk, asked, most);
  }
  const body = adaptation.apply({
    ...capped,
    ...(config.loopBreaker ? dialect.loopBreaker : null),
    ...(config.stream ? { stream: true, stream_options: { include_usage: true } } : null),
  });
  const stream = body.stream === true;
  if (stream || body.stream_options === undefined) {
    return { body, maxTokens: maxTokensOf(body), stream };
  }
  const { stream_options: _, ...still } = body;
  return { body: still, maxTokens: maxTokensOf(still), stream };
}

function estimatedRoom(request: ChatRequest, contextTokens: number | null): number {
  if (contextTokens === null) return Infinity;
  return Math.max(LEAST_CAP, contextTokens - promptAllowance(request));
}

/** Says that a reply was capped, with how often it happened. */
export function sayCapped(desk: Desk, asked: number, most: number): void {
  const context = desk.contextTokens;
  const why = context === null
    ? "what the server leaves"
    : `what the context of ${context} tokens leaves beside the prompt`;
  desk.notes.count(
    "capped",
    (times) =>
      `max_tokens is sent as ${most} instead of ${asked}, ${why}` +
      (times === 1 ? "" : ` (requests capped so far: ${times})`),
  );
}

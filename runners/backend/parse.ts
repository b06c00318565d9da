import { AttemptError } from "./attempt_error.ts";
import { cleanText } from "./clean_text.ts";
import type { Dialect } from "./dialects/types.ts";
import {
  contentIn,
  FAILED_REASONS,
  finishOf,
  logprobsIn,
  reasoningIn,
  type ReplyParts,
  usageOf,
} from "./reply_parts.ts";
import { errorIn, type ServerMessage } from "./server_message.ts";
import { ToolCallPieces } from "./tool_calls.ts";
import { isWire, listIn, objectIn, parseJson, textIn, type Wire } from "./wire.ts";

/** An error that came inside a body of status 200, or in the middle of a stream. */
export class InBandError extends Error {
  override readonly name = "InBandError";
  constructor(readonly server: ServerMessage) {
    super(server.text);
  }
}

/**
 * Reads a reply that came in one piece.
 *
 * @param body masked already, as it may end up in an error
 * @throws {InBandError} if the body is an error in spite of its status
 * @throws {AttemptError} `unparsable` if it is no reply
 */
export function parseReply(body: string, dialect: Dialect): ReplyParts {
  const json = parseJson(body);
  const inBand = errorIn(json);
  const choice = choiceOf(json);
  if (choice === null) {
    if (inBand !== null) throw new InBandError(inBand);
    throw unparsable(body);
  }
  const message = objectIn(choice, "message");
  if (!isWire(json) || message === null) throw unparsable(body);
  const text = contentIn(message);
  throwIfFailed(choice.finish_reason, text);
  const calls = new ToolCallPieces();
  calls.push(listIn(message, "tool_calls"));
  const refusal = textIn(message, "refusal") ?? "";
  return {
    text: text === "" ? refusal : text,
    reasoning: reasoningIn(message, dialect.reasoningFields),
    toolCalls: calls.done(),
    finish: refusal === "" ? finishOf(choice.finish_reason) : "content-filter",
    usage: usageOf(json),
    serverModel: textIn(json, "model"),
    logprobs: logprobsIn(choice),
    pieces: 0,
  };
}

/** What cannot be read, with its first words. */
export function unparsable(body: string): AttemptError {
  const shown = cleanText(body, 120);
  return new AttemptError(
    "unparsable",
    shown === "" ? "the reply is empty" : `the reply is not what was asked for: ${shown}`,
  );
}

/** The first choice of a reply or event, or `null`. */
export function choiceOf(json: unknown): Wire | null {
  for (const choice of listIn(json, "choices")) {
    if (isWire(choice) && (choice.index === 0 || typeof choice.index !== "number")) return choice;
  }
  return null;
}

/**
 * Servers that fail in the middle of a reply say so in `finish_reason`, some in the text as well.
 *
 * @param text masked already
 */
export function throwIfFailed(reason: unknown, text: string): void {
  if (!FAILED_REASONS.has(reason)) return;
  throw new InBandError({
    text: `the server ended the reply with "${reason}"` +
      (text === "" ? "" : `: ${text.slice(0, 500)}`),
    code: null,
    param: null,
    status: null,
    fields: [],
  });
}

import { AttemptError, connectionDetail, connectionKind } from "./attempt_error.ts";
import type { AttemptClock } from "./ask_scope.ts";
import type { Dialect } from "./dialects/types.ts";
import { send } from "./http.ts";
import type { LoopDetector } from "./loop.ts";
import { InBandError, parseReply } from "./parse.ts";
import { readErrorText, readText } from "./read_body.ts";
import type { Redact } from "./redact.ts";
import type { ReplyParts } from "./reply_parts.ts";
import { retryAfterMs } from "./retry.ts";
import { type ServerMessage, serverMessage } from "./server_message.ts";
import { readEvents } from "./sse.ts";
import { StreamedReply } from "./streamed_reply.ts";

/** One HTTP try and what to watch while it runs. */
export interface ExchangeRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** Makes a body of bytes anew: they are given back when they are sent. */
  readonly again: () => Promise<string | Uint8Array<ArrayBuffer>>;
  readonly dialect: Dialect;
  readonly clock: AttemptClock;
  /** Silence allowed, for the message. Milliseconds. */
  readonly idleMs: number;
  readonly maxReplyBytes: number;
  readonly loop: LoopDetector | null;
  readonly redact: Redact;
  readonly fetch: typeof globalThis.fetch;
  /** Unix time in milliseconds, for dates in `Retry-After`. */
  readonly now: () => number;
  /** A piece of the reply came. */
  readonly onPiece: () => void;
}

/** How one HTTP try ended. */
export type Exchange =
  & {
    /** `null` where no answer came. */
    readonly status: number | null;
  }
  & (
    | { readonly kind: "reply"; readonly parts: ReplyParts }
    /** The server said why it would not. */
    | {
      readonly kind: "refused";
      readonly message: ServerMessage;
      /** The status to judge it by: of the answer, or of the error inside it. */
      readonly judgedAs: number;
      readonly retryAfterMs: number | null;
    }
    | { readonly kind: "broken"; readonly error: AttemptError }
  );

/**
 * Sends a body and reads what comes back, streamed or in one piece, whichever the server chose.
 *
 * @throws what the ask was ended with from outside; never for what a server does
 */
export async function exchange(request: ExchangeRequest): Promise<Exchange> {
  const { clock, redact } = request;
  let response: Response;
  try {
    response = await send({
      method: "POST",
      url: request.url,
      headers: request.headers,
      body: request.body,
      again: request.again,
      signal: clock.signal,
    }, request.fetch);
  } catch (error) {
    const broken = error instanceof AttemptError
      ? error
      : new AttemptError(connectionKind(error), connectionDetail(error));
    return { kind: "broken", status: null, error: interrupted(request) ?? masked(broken, redact) };
  }
  clock.touch();
  const { status, headers } = response;
  try {
    if (status < 200 || status >= 300) {
      return {
        kind: "refused",
        status,
        message: serverMessage(redact(await readErrorText(response, clock.signal))),
        judgedAs: status,
        retryAfterMs: retryAfterMs(headers, request.now()),
      };
    }
    const parts = await readReply(response, request);
    return { kind: "reply", status, parts: maskedParts(parts, redact) };
  } catch (error) {
    if (error instanceof InBandError) {
      const { server } = error;
      return {
        kind: "refused",
        status,
        message: server,
        judgedAs: inBandStatus(server),
        retryAfterMs: null,
      };
    }
    const broken = interrupted(request);
    if (broken !== null) return { kind: "broken", status, error: broken };
    if (!(error instanceof AttemptError)) throw error;
    return { kind: "broken", status, error: masked(error, redact) };
  }
}

async function readReply(response: Response, request: ExchangeRequest): Promise<ReplyParts> {
  const { clock, dialect, maxReplyBytes: maxBytes, redact } = request;
  if (/^text\/event-stream/i.test(response.headers.get("content-type") ?? "")) {
    return await readStream(response.body, maxBytes, request);
  }
  const onBytes = () => clock.touch();
  const body = await readText(response, { maxBytes, signal: clock.signal, onBytes });
  // Some servers stream under another name.
  if (/^\s*(data|event|id|retry)?:/.test(body.slice(0, 200))) {
    return await readStream(new Blob([body]).stream(), Infinity, request);
  }
  return parseReply(redact(body), dialect);
}

async function readStream(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  request: ExchangeRequest,
): Promise<ReplyParts> {
  const { clock, dialect, loop, redact, onPiece } = request;
  const reply = new StreamedReply({ dialect, loop, redact, onPiece });
  try {
    await readEvents(body, {
      maxBytes,
      signal: clock.signal,
      onBytes: () => clock.touch(),
      onEvent: (data, name, closed) => reply.push(data, name, closed),
    });
  } catch (error) {
    // What came is the whole reply: it was paid for, and only the goodbye is missing.
    const lost = clock.expired !== null ||
      error instanceof AttemptError && error.kind === "cut-stream";
    if (!lost || !reply.complete) throw error;
  }
  if (!reply.complete) {
    throw new AttemptError("cut-stream", "the stream ended before the reply was complete");
  }
  return reply.parts();
}

/**
 * The clock that ran out, as a failure; `null` where none did.
 *
 * @throws what the ask was ended with from outside: that is no failure of the server
 */
function interrupted({ clock, idleMs }: ExchangeRequest): AttemptError | null {
  switch (clock.expired) {
    case "attempt":
      return new AttemptError("timeout", "the reply took longer than one try may take");
    case "total":
      return new AttemptError("timeout", "the request took longer than it may take in all");
    case "idle":
      return new AttemptError("idle", `nothing came for ${idleMs / 1000} s`);
    case null:
      if (clock.signal.aborted) throw clock.signal.reason;
      return null;
  }
}

/** A server that echoes the request's headers into a reply must not bring the key into the store. */
function maskedParts(parts: ReplyParts, redact: Redact): ReplyParts {
  return {
    ...parts,
    text: redact(parts.text),
    reasoning: redact(parts.reasoning),
    toolCalls: parts.toolCalls.map((call) => ({
      id: redact(call.id),
      name: redact(call.name),
      arguments: redact(call.arguments),
    })),
    logprobs: parts.logprobs.map(([token, logprob]) => [redact(token), logprob]),
    serverModel: parts.serverModel === null ? null : redact(parts.serverModel),
  };
}

function masked({ kind, message, retryAfterMs }: AttemptError, redact: Redact): AttemptError {
  return new AttemptError(kind, redact(message), retryAfterMs);
}

/** The HTTP status that an error inside a body of status 200 would have had. */
function inBandStatus({ status, code, param }: ServerMessage): number {
  if (status !== null) return status;
  const name = code?.toLowerCase() ?? "";
  if (/rate.?limit/.test(name)) return 429;
  if (/overloaded|unavailable/.test(name)) return 503;
  if (param !== null || /invalid|bad.?request|unsupported|context/.test(name)) return 400;
  return 500;
}

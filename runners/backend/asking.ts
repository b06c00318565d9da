import type { JsonObject } from "../../scoring/json.ts";
import { MediaError } from "../media/types.ts";
import { AskScope } from "./ask_scope.ts";
import { AttemptError, isOverload, isRetried, statusKind } from "./attempt_error.ts";
import { cleanText } from "./clean_text.ts";
import type { Desk } from "./desk.ts";
import { type Overflow, readOverflow, tokensLeft } from "./dialects/overflow.ts";
import { type Exchange, exchange } from "./exchange.ts";
import { throwIfFatal } from "./fatal.ts";
import { LoopDetector } from "./loop.ts";
import { wireBody } from "./media_marks.ts";
import { ReplyMeter } from "./meter.ts";
import type { Server } from "./pool.ts";
import { refusedParameters } from "./refusal.ts";
import { toReply } from "./reply.ts";
import { pauseMs } from "./retry.ts";
import type { ServerMessage } from "./server_message.ts";
import { sayCapped, spell, type Spelled } from "./spell.ts";
import { promptCeiling } from "./tokens.ts";
import type { Answer, AskOptions, Attempt, ChatRequest, FailureKind, Reply } from "./types.ts";

/** Rounds of refused parameters in one ask: more than there are parameters. */
const MOST_ROUNDS = 12;
/** A reply that took too long twice will take too long again. */
const MOST_TIMEOUTS = 2;
/** Longest message of a server that is kept, in characters. */
const MOST_DETAIL = 500;

/**
 * Asks one turn until there is a reply or no more to be done: retries with pauses, caps a reply that
 * does not fit, leaves out what the server refuses by name.
 *
 * @param question the body as it is spelled for the dialect
 * @throws {BackendError} for what must stop the run; the reason of `options.signal`
 */
export async function askTurn(
  desk: Desk,
  request: ChatRequest,
  question: JsonObject,
  options: AskOptions,
): Promise<Answer> {
  using scope = new AskScope({
    signal: options.signal,
    open: desk.open,
    totalMs: desk.config.totalTimeoutMs,
  });
  const asking = new Asking(desk, request, question, options, scope);
  try {
    for (;;) {
      const answer = await asking.attempt();
      if (answer !== null) return answer;
    }
  } catch (cause) {
    if (!(cause instanceof MediaError)) throw cause;
    return {
      kind: "failed",
      failure: "unreadable-media",
      detail: cause.message,
      attempts: asking.attempts,
    };
  }
}

/** One HTTP try with what it was. */
interface Tried {
  readonly spelled: Spelled;
  readonly server: Server;
  readonly startedAt: number;
  readonly meter: ReplyMeter;
  readonly ms: number;
  readonly result: Exchange;
}

class Asking {
  /** The tries so far. */
  readonly attempts: Attempt[] = [];
  /** Servers that could not be connected to in this ask. */
  readonly #dead = new Set<Server>();
  #cap: number | null = null;
  #rounds = 0;
  #failures = 0;
  #timeouts = 0;

  constructor(
    readonly desk: Desk,
    readonly request: ChatRequest,
    readonly question: JsonObject,
    readonly options: AskOptions,
    readonly scope: AskScope,
  ) {}

  /** Tries once; `null` when it has to be tried again (after a pause, where one was due). */
  async attempt(): Promise<Answer | null> {
    const tried = await this.#send();
    const { result } = tried;
    if (result.kind === "reply") {
      const reply = this.#replyOf(tried);
      this.#note(tried, null);
      return { kind: "reply", reply, attempts: this.attempts };
    }
    if (result.kind === "broken") return await this.#broke(tried, result.error);
    const { message, judgedAs } = result;
    throwIfFatal(this.desk, tried.server.baseUrl, judgedAs, message);
    const detail = cleanText(message.text, MOST_DETAIL) || "no reason given";
    const overflow = judgedAs === 429 ? null : readOverflow(message);
    if (overflow !== null) return this.#overflowed(tried, overflow, detail);
    if (judgedAs === 400 || judgedAs === 422) {
      if (this.#adapt(tried, message)) {
        this.#note(tried, { kind: "rejected", detail });
        return null;
      }
      if (isFiltered(message)) return this.#fail(tried, "content-filter", detail);
    }
    const status = result.status === judgedAs ? `HTTP ${judgedAs}` : "an error inside the reply";
    const error = new AttemptError(
      statusKind(judgedAs),
      `${status}: ${detail}`,
      result.retryAfterMs,
    );
    return await this.#broke(tried, error);
  }

  async #send(): Promise<Tried> {
    const { desk, scope } = this;
    const { config, limit, pool } = desk;
    scope.throwIfEnded();
    const spelled = spell(this.question, { desk, request: this.request, cap: this.#cap });
    const spellBody = () => wireBody(spelled.body, this.request, desk.media, this.options.signal);
    const body = await spellBody();
    const startedAt = desk.now();
    const server = pool.take(this.#dead, startedAt);
    limit.begin(startedAt);
    let connected: boolean | null = null;
    try {
      using clock = scope.attempt({
        attemptMs: config.attemptTimeoutMs,
        idleMs: spelled.stream ? config.idleTimeoutMs : null,
      });
      const meter = new ReplyMeter(desk, this.options);
      const result = await exchange({
        url: `${server.baseUrl}/chat/completions`,
        headers: desk.headers,
        body,
        again: spellBody,
        dialect: desk.dialect,
        clock,
        idleMs: config.idleTimeoutMs,
        maxReplyBytes: config.maxReplyBytes,
        loop: config.loopBreaker ? new LoopDetector() : null,
        redact: desk.redact,
        fetch: desk.fetch,
        now: desk.now,
        onPiece: meter.piece,
      });
      connected = result.status !== null || result.kind === "broken" && !noConnection(result.error);
      return { spelled, server, startedAt, meter, ms: meter.ms, result };
    } finally {
      const now = desk.now();
      limit.end(now);
      pool.give(server, connected, now);
    }
  }

  #replyOf({ spelled, meter, ms, result }: Tried): Reply {
    if (result.kind !== "reply") throw new TypeError("Cannot make a reply of a failure");
    const { notes } = this.desk;
    const reply = toReply(result.parts, {
      request: this.request,
      sentMaxTokens: spelled.maxTokens,
      firstTokenMs: meter.firstMs,
      totalMs: ms,
    });
    meter.whole(reply.usage.completionTokens);
    // A reply that we cut off ourselves is never counted.
    if (reply.usage.estimated && reply.finish !== "loop") {
      notes.once("usage", "the server gives no token counts: they are estimated from the text");
    }
    if (reply.finish === "loop") {
      notes.count(
        "loop",
        (times) => `a reply that repeated itself was ended (so far: ${times})`,
      );
    }
    return reply;
  }

  /** Caps the reply to what is left and asks once more; nothing left or asked before is the end. */
  #overflowed(tried: Tried, overflow: Overflow, detail: string): Answer | null {
    const { desk } = this;
    const sent = tried.spelled.maxTokens;
    desk.contextTokens ??= overflow.most === null ? overflow.context : null;
    const left = sent === null ? 0 : tokensLeft(overflow, {
      sent,
      knownContext: desk.contextTokens,
      ceiling: promptCeiling(this.request),
    });
    if (this.#cap !== null || left < 1 || sent === null) {
      return this.#fail(tried, "context-overflow", detail);
    }
    this.#note(tried, { kind: "context-overflow", detail });
    this.#cap = left;
    sayCapped(desk, sent, left);
    return null;
  }

  /** Leaves out what the server refuses by name; false where that is not the matter. */
  #adapt({ spelled }: Tried, message: ServerMessage): boolean {
    if (this.#rounds >= MOST_ROUNDS) return false;
    const { adaptation, config, dialect, notes } = this.desk;
    const ours = Object.fromEntries(
      Object.entries(spelled.body).filter(([name]) => !Object.hasOwn(config.extraBody, name)),
    );
    const refused = refusedParameters(message, ours);
    for (const name of refused) {
      const said = adaptation.refuse(name, ours[name] ?? null, dialect);
      if (said !== null) {
        notes.say(
          "dropped-parameter",
          `${said}, as the server answered: ${cleanText(message.text, 200)}`,
        );
      }
    }
    this.#rounds++;
    return refused.length > 0;
  }

  /** Takes note of a failure and waits before the next try, or ends the ask. */
  async #broke(tried: Tried, error: AttemptError): Promise<Answer | null> {
    const { desk, scope } = this;
    const { kind, message, retryAfterMs } = error;
    if (isOverload(kind)) desk.limit.overload(tried.startedAt, desk.now());
    this.#failures++;
    if (kind === "timeout") this.#timeouts++;
    const over = !isRetried(kind) || this.#failures >= desk.config.maxAttempts ||
      this.#timeouts >= MOST_TIMEOUTS;
    if (over) return this.#fail(tried, kind, message);
    if (noConnection(error)) {
      this.#dead.add(tried.server);
      if (desk.pool.hasOther(this.#dead)) {
        this.#note(tried, { kind, detail: message });
        return null;
      }
    }
    const pause = pauseMs(this.#failures, retryAfterMs, desk.random());
    if (pause >= scope.leftMs) {
      return this.#fail(tried, kind, `${message}, and no time is left for another try`);
    }
    this.#note(tried, { kind, detail: message });
    await scope.sleep(pause);
    return null;
  }

  #fail(tried: Tried, failure: FailureKind, detail: string): Answer {
    this.#note(tried, { kind: failure, detail });
    const tries = this.#failures > 1 ? ` (after ${this.#failures} tries)` : "";
    return { kind: "failed", failure, detail: detail + tries, attempts: this.attempts };
  }

  #note({ server, startedAt, ms, result }: Tried, error: Attempt["error"]): void {
    const { baseUrl } = server;
    this.attempts.push({
      baseUrl,
      startedAt: Math.round(startedAt),
      ms,
      status: result.status,
      error,
    });
  }
}

function noConnection({ kind }: AttemptError): boolean {
  return kind === "refused" || kind === "reset";
}

/** Whether the prompt was refused for what it says. */
function isFiltered({ code, text }: ServerMessage): boolean {
  return code === "content_filter" || /content management policy|content_filter/i.test(text);
}

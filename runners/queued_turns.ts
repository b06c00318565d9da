import { JUDGE_SAMPLING as GRADER_SAMPLING } from "../scoring/judges/judge_text.ts";
import { mediaParts } from "../scoring/messages.ts";
import type { Unscored } from "../scoring/types.ts";
import type { AskId, KeptAttempt, KeptReply, Party } from "../results/types.ts";
import type { Store } from "../results/store/types.ts";
import { requestKey } from "../results/store/request_key.ts";
import type { TurnRequest, Turns } from "./ask.ts";
import { BackendError } from "./backend/errors.ts";
import type { Answer, Attempt, ChatRequest, Reply, Sampling } from "./backend/types.ts";
import { PRIORITY, type Slots } from "./slots.ts";

/** A party's way to the queue and its sampling. */
export interface Channel {
  readonly slots: Slots;
  readonly sampling: Sampling;
  /** `null` says nothing about thinking. */
  readonly thinking: boolean | null;
}

/** Sampling of a judge where neither its contract nor the configuration says otherwise. */
export const JUDGE_SAMPLING: Sampling = {
  ...GRADER_SAMPLING,
  topP: null,
  topK: null,
  seed: null,
};

/** What {@linkcode queuedTurns} is made of. */
export interface QueuedTurnsOptions {
  readonly store: Store;
  /** False for a run that has just begun: the store cannot have any of its replies. */
  readonly resumed: boolean;
  readonly model: Channel;
  /** `overrides` win over what the judge's contract asks for. */
  readonly judge: (Omit<Channel, "sampling"> & { readonly overrides: Partial<Sampling> }) | null;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Told of each reply once it is on disk; not of those that were there already. */
  readonly onReply: (reply: KeptReply) => void;
  /** Told when a request takes or gives back its slot. */
  readonly onFlight: (party: Party, delta: 1 | -1) => void;
  /** Told of tokens streaming in; taken back when the reply is complete. */
  readonly onTokens: (delta: number) => void;
  /** Told of what stopped the judge for good; its samples stay `judge-failed`. */
  readonly onJudgeLost: (error: BackendError) => void;
}

/**
 * Turns that are requests of the queue. One that the store has is never asked again; a new one is
 * committed, with its failed tries, before it is handed on.
 */
export function queuedTurns(options: QueuedTurnsOptions): Turns {
  const { store } = options;
  return {
    async take(ask, turn, request) {
      const { party } = request;
      // What the data set does not have cannot be asked about.
      for (const part of mediaParts(request.messages)) {
        const media = part.type === "image" ? part.image : part.series;
        if ("missing" in media) {
          return { kind: "unscored", reason: "request-failed", detail: media.missing };
        }
      }
      const prepared = prepare(options, ask, turn, request);
      if ("reason" in prepared) return prepared;
      const { slots, chat, priority } = prepared;
      const { endpoint } = slots;
      const key = requestKey({
        ask,
        party,
        turn,
        model: endpoint.config.model,
        body: endpoint.body(chat),
      });
      const kept = options.resumed ? await store.reply(key) : null;
      if (kept !== null) return kept;
      const naming = { ask, key, party, turn };
      const answer = await send(options, slots, chat, priority, party);
      if (answer instanceof BackendError) {
        options.onJudgeLost(answer);
        return { kind: "unscored", reason: "judge-failed", detail: answer.message };
      }
      // A first try that went well says nothing that the reply does not say.
      const troubled = answer.attempts.some(({ error }) => error !== null);
      const attempts = troubled
        ? answer.attempts.map((attempt, n) => keptAttempt(naming, attempt, n))
        : [];
      if (answer.kind === "failed") {
        await store.keepAttempts(attempts);
        const reason = party === "judge" ? "judge-failed" : "request-failed";
        return { kind: "unscored", reason, detail: `${answer.failure}: ${answer.detail}` };
      }
      const reply = keptReply(naming, answer.reply, options.now());
      const writes: Promise<unknown>[] = [store.keepReply(reply)];
      if (troubled) writes.push(store.keepAttempts(attempts));
      await Promise.all(writes);
      options.onReply(reply);
      return reply;
    },
  };
}

/** Who is asked, how and how urgently; or why nobody can be. */
function prepare(
  options: QueuedTurnsOptions,
  ask: AskId,
  turn: number,
  request: TurnRequest,
): { slots: Slots; chat: ChatRequest; priority: number } | Unscored {
  if (request.party === "judge") {
    const { judge } = options;
    if (judge === null) {
      const detail = "no judge is configured: give --judge-model and resume";
      return { kind: "unscored", reason: "judge-failed", detail };
    }
    const sampling = { ...JUDGE_SAMPLING, ...request.sampling, ...judge.overrides };
    const chat = { messages: request.messages, sampling, thinking: judge.thinking };
    return { slots: judge.slots, chat, priority: PRIORITY.judge };
  }
  const { slots, sampling, thinking } = options.model;
  const chat: ChatRequest = {
    messages: request.messages,
    // Independent asks of one sample need seeds of their own.
    sampling: {
      ...sampling,
      seed: sampling.seed === null ? null : sampling.seed + ask.repeat,
    },
    thinking,
    ...(request.tools === undefined ? {} : { tools: request.tools }),
  };
  return { slots, chat, priority: turn === 0 ? PRIORITY.firstTurn : PRIORITY.nextTurn };
}

/** Asks in a slot. What is fatal for the model is thrown; for the judge it is handed back. */
async function send(
  options: QueuedTurnsOptions,
  slots: Slots,
  chat: ChatRequest,
  priority: number,
  party: Party,
): Promise<Answer | BackendError> {
  const { signal } = options;
  try {
    return await slots.run(async () => {
      signal.throwIfAborted();
      options.onFlight(party, 1);
      let streamed = 0;
      try {
        return await slots.endpoint.ask(chat, {
          signal,
          onProgress: ({ tokens }) => {
            options.onTokens(tokens - streamed);
            streamed = tokens;
          },
        });
      } finally {
        options.onFlight(party, -1);
        options.onTokens(-streamed);
      }
    }, priority);
  } catch (cause) {
    if (party === "judge" && cause instanceof BackendError) return cause;
    throw cause;
  }
}

interface Naming {
  readonly ask: AskId;
  readonly key: string;
  readonly party: Party;
  readonly turn: number;
}

function keptAttempt(naming: Naming, attempt: Attempt, index: number): KeptAttempt {
  return {
    requestKey: naming.key,
    ask: naming.ask,
    party: naming.party,
    turn: naming.turn,
    attempt: index + 1,
    baseUrl: attempt.baseUrl,
    startedAt: attempt.startedAt,
    ms: attempt.ms,
    status: attempt.status,
    errorKind: attempt.error?.kind ?? null,
    errorDetail: attempt.error?.detail ?? null,
  };
}

function keptReply(naming: Naming, reply: Reply, at: number): KeptReply {
  return {
    requestKey: naming.key,
    ask: naming.ask,
    party: naming.party,
    turn: naming.turn,
    text: reply.text,
    reasoning: reply.reasoning,
    toolCalls: reply.toolCalls,
    finish: reply.finish,
    truncated: reply.truncated,
    promptTokens: reply.usage.promptTokens,
    completionTokens: reply.usage.completionTokens,
    usageEstimated: reply.usage.estimated,
    firstTokenMs: reply.firstTokenMs,
    totalMs: reply.totalMs,
    serverModel: reply.serverModel,
    sentMaxTokens: reply.sentMaxTokens,
    at,
  };
}

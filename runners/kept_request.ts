import type { AskId, KeptAttempt, KeptReply, Party } from "../results/types.ts";
import type { Store } from "../results/store/types.ts";
import type { Unscored } from "../scoring/types.ts";
import type { Answer, Attempt, ChatRequest, Reply } from "./backend/types.ts";
import type { Slots } from "./slots.ts";

/** What {@linkcode keptRequest} needs of the run around it. */
export interface RequestHooks {
  readonly store: Store;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** Told of each reply once it is on disk; not of those that were there already. */
  readonly onReply: (reply: KeptReply) => void;
  /** Told when a request takes or gives back its slot. */
  readonly onFlight: (party: Party, delta: 1 | -1) => void;
  /** Told of tokens streaming in; taken back when the reply is complete. */
  readonly onTokens: (delta: number) => void;
}

/**
 * Asks in a slot. The reply is committed, with its failed tries, before it is handed on; of a
 * request that failed the tries are.
 *
 * @throws {BackendError} for what is fatal for the model that is asked
 */
export async function keptRequest(
  hooks: RequestHooks,
  naming: Naming,
  { slots, chat, priority }: { slots: Slots; chat: ChatRequest; priority: number },
): Promise<KeptReply | Unscored> {
  const { store } = hooks;
  const { party } = naming;
  const answer = await send(hooks, slots, chat, priority, party);
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
  const reply = keptReply(naming, answer.reply, hooks.now());
  const writes: Promise<unknown>[] = [store.keepReply(reply)];
  if (troubled) writes.push(store.keepAttempts(attempts));
  await Promise.all(writes);
  hooks.onReply(reply);
  return reply;
}

function send(
  { signal, onFlight, onTokens }: RequestHooks,
  slots: Slots,
  chat: ChatRequest,
  priority: number,
  party: Party,
): Promise<Answer> {
  return slots.run(async () => {
    signal.throwIfAborted();
    onFlight(party, 1);
    let streamed = 0;
    try {
      return await slots.endpoint.ask(chat, {
        signal,
        onProgress: ({ tokens }) => {
          onTokens(tokens - streamed);
          streamed = tokens;
        },
      });
    } finally {
      onFlight(party, -1);
      onTokens(-streamed);
    }
  }, priority);
}

/** What a request is called in the store. */
export interface Naming {
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
    ...(reply.logprobs === undefined ? {} : { logprobs: reply.logprobs }),
  };
}

import { mediaParts } from "../scoring/messages.ts";
import type { Unscored } from "../scoring/types.ts";
import type { AskId, KeptReply } from "../results/types.ts";
import { requestKey } from "../results/store/request_key.ts";
import type { TurnRequest, Turns } from "./ask.ts";
import type { ChatRequest, Sampling } from "./backend/types.ts";
import { keptRequest, type RequestHooks } from "./kept_request.ts";
import { PRIORITY, type Slots } from "./slots.ts";
import type { ToolLine } from "./tool_line.ts";

/** A party's way to the queue and its sampling. */
export interface Channel {
  readonly slots: Slots;
  readonly sampling: Sampling;
  /** `null` says nothing about thinking. */
  readonly thinking: boolean | null;
}

/** What {@linkcode queuedTurns} is made of. */
export interface QueuedTurnsOptions extends RequestHooks {
  /** False for a run that has just begun: the store cannot have any of its replies. */
  readonly resumed: boolean;
  readonly model: Channel;
  /** Who plays the user; `null` where no task has one. */
  readonly user: Channel | null;
  /** Tools of the benchmark that are not pure; `null` where it has none. */
  readonly tools: ToolLine | null;
}

/**
 * Turns that are requests of the queue. One that the store has is never asked again; a new one is
 * committed, with its failed tries, before it is handed on.
 */
export function queuedTurns(options: QueuedTurnsOptions): Turns {
  const { store } = options;
  return {
    async take(ask, turn, request) {
      if (request.party === "tool") return await toolTurn(options, ask, turn, request);
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
      const { slots: { endpoint }, chat } = prepared;
      const key = requestKey({
        ask,
        party,
        turn,
        model: endpoint.config.model,
        body: endpoint.body(chat),
      });
      const kept = options.resumed ? await store.reply(key) : null;
      if (kept !== null) return kept;
      return await keptRequest(options, { ask, key, party, turn }, prepared);
    },
  };
}

/** Who is asked, how and how urgently; or why nobody can be. */
function prepare(
  options: QueuedTurnsOptions,
  ask: AskId,
  turn: number,
  request: Exclude<TurnRequest, { party: "tool" }>,
): { slots: Slots; chat: ChatRequest; priority: number } | Unscored {
  const channel = request.party === "user" ? options.user : options.model;
  if (channel === null) {
    const detail = "no model that plays the user is configured: give --user-model and resume";
    return { kind: "unscored", reason: "request-failed", detail };
  }
  const { slots, sampling, thinking } = channel;
  const { messages, tools, toolChoice, seed = null } = request;
  const chat: ChatRequest = {
    messages,
    // Independent asks of one sample need seeds of their own.
    sampling: { ...sampling, seed: sampling.seed === null ? seed : sampling.seed + ask.repeat },
    thinking,
    ...(tools === undefined ? {} : { tools }),
    ...(toolChoice === undefined ? {} : { toolChoice }),
  };
  return { slots, chat, priority: turn === 0 ? PRIORITY.firstTurn : PRIORITY.nextTurn };
}

/** The result of a tool's call: kept, or made now and kept before it is handed on. */
async function toolTurn(
  { store, tools, resumed, signal, now, onReply }: QueuedTurnsOptions,
  ask: AskId,
  turn: number,
  { call, question }: Extract<TurnRequest, { party: "tool" }>,
): Promise<KeptReply | Unscored> {
  if (tools === null) {
    const detail = `no tools are there to answer the call of "${call.name}"`;
    return { kind: "unscored", reason: "request-failed", detail };
  }
  const body = { id: call.id, name: call.name, arguments: call.arguments };
  const key = requestKey({ ask, party: "tool", turn, model: tools.id, body });
  const kept = resumed ? await store.reply(key) : null;
  if (kept !== null) return kept;
  signal.throwIfAborted();
  const { text, failed, ms } = await tools.call(call, { ask, question, signal });
  const reply: KeptReply = {
    requestKey: key,
    ask,
    party: "tool",
    turn,
    text,
    reasoning: "",
    toolCalls: [call],
    finish: failed ? "error" : "stop",
    truncated: false,
    promptTokens: 0,
    completionTokens: 0,
    usageEstimated: false,
    firstTokenMs: null,
    totalMs: ms,
    serverModel: tools.id,
    sentMaxTokens: 0,
    at: now(),
  };
  await store.keepReply(reply);
  onReply(reply);
  return reply;
}

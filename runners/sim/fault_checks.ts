/**
 * What is looked at when the client has met a fault; the faults are in `client_faults.ts`.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { BackendError } from "../backend/errors.ts";
import type {
  Answer,
  Endpoint,
  EndpointConfig,
  EndpointNote,
  FailureKind,
  Reply,
} from "../backend/types.ts";
import type { KeptReply } from "../../results/types.ts";
import type { FaultInput } from "./faults/kinds.ts";
import type { SimOptions } from "./options.ts";
import type { SimServer } from "./server.ts";

/** What a case is given when its ask has ended. */
export interface Seen {
  /** Of the one ask that was made; throws what that ask threw. */
  readonly answer: () => Answer;
  /** What the ask threw. */
  readonly error: unknown;
  readonly notes: readonly EndpointNote[];
  readonly endpoint: Endpoint;
  readonly sim: SimServer;
  readonly stream: boolean;
  /** Asks once more. */
  readonly ask: () => Promise<Answer>;
}

/** A fault, and what is to be seen of it. */
export interface ClientFault {
  readonly sim?: SimOptions;
  /** Faults of the first requests; the next ones are served well. */
  readonly script?: readonly FaultInput[];
  readonly config?: Partial<EndpointConfig>;
  /** Addresses before that of the simulated server. */
  readonly deadServers?: number;
  /** False to ask without looking at the server first. */
  readonly connect?: boolean;
  readonly maxTokens?: number;
  readonly prompt?: string;
  readonly key?: string;
  /** Streaming or not; both where this is left out. */
  readonly streams?: readonly boolean[];
  readonly check: (seen: Seen) => void | Promise<void>;
}

/** Content of a reply without a fault: 40 tokens of 4 characters. */
export const WHOLE_CHARS = 160;

/** The key of the cases that have one. */
export const KEY = "canary-key-5a0f3c";

export function replyOf({ answer }: Pick<Seen, "answer">): Reply {
  const given = answer();
  assert.equal(given.kind, "reply", JSON.stringify(given));
  return (given as Extract<Answer, { kind: "reply" }>).reply;
}

export function failed(seen: Seen, failure: FailureKind): Extract<Answer, { kind: "failed" }> {
  const given = seen.answer();
  assert.ok(given.kind === "failed", JSON.stringify(given));
  assert.equal(given.failure, failure);
  return given;
}

/** The first try failed so, the last one gave the whole reply, and nothing was bought twice. */
export function retried(kind: FailureKind, status: number | null, tries = 2) {
  return (seen: Seen) => {
    assert.equal(replyOf(seen).text.length, WHOLE_CHARS);
    const { attempts } = seen.answer();
    assert.equal(attempts.length, tries, JSON.stringify(attempts));
    assert.equal(attempts[0]?.error?.kind, kind);
    assert.equal(attempts[0]?.status, status);
    assert.equal(attempts.at(-1)?.error, null);
    assert.equal(seen.sim.stats().keys.answeredTwice, 0);
  };
}

/** One try was enough, and this holds for its reply. */
export function atOnce(holds: (reply: Reply, seen: Seen) => void) {
  return (seen: Seen) => {
    holds(replyOf(seen), seen);
    assert.equal(seen.answer().attempts.length, 1);
  };
}

export function whole(reply: Reply): void {
  assert.equal(reply.text.length, WHOLE_CHARS);
  assert.equal(reply.truncated, false);
}

/** The run stops with an error of this kind, which never holds the key. */
export function stops(kind: new (...args: never[]) => BackendError, said: RegExp) {
  return ({ error }: Seen) => {
    assert.ok(error instanceof kind, String(error));
    assert.match(error.message, said);
    assert.doesNotMatch(`${error.message} ${error.stack}`, new RegExp(KEY));
  };
}

export function waited({ answer }: Seen, ms: number): void {
  const [first, second] = answer().attempts;
  const between = (second?.startedAt ?? 0) - (first?.startedAt ?? 0) - (first?.ms ?? 0);
  assert.ok(between >= ms, `${between} ms between the tries`);
}

export function says(seen: Seen, kind: EndpointNote["kind"], text: RegExp): void {
  const found = seen.notes.filter((note) => note.kind === kind);
  assert.ok(found.some((note) => text.test(note.text)), JSON.stringify(seen.notes));
}

/** A parameter is dropped once, and the endpoint remembers. */
export function drops(name: string) {
  return async (seen: Seen) => {
    assert.equal(replyOf(seen).text.length, WHOLE_CHARS);
    assert.deepEqual(seen.endpoint.dropped, [name]);
    says(seen, "dropped-parameter", new RegExp(`"${name}"`));
    const again = await seen.ask();
    assert.equal(again.kind, "reply");
    assert.equal(again.attempts.length, 1);
  };
}

/** The reply was capped after a refusal, and asked once more. */
export function capped(seen: Seen): void {
  const { sentMaxTokens } = replyOf(seen);
  assert.ok(sentMaxTokens >= 1 && sentMaxTokens < 4_096, String(sentMaxTokens));
  const { attempts } = seen.answer();
  assert.equal(attempts.length, 2, JSON.stringify(attempts));
  assert.equal(attempts[0]?.error?.kind, "context-overflow");
  says(seen, "capped", /max_tokens is sent as \d+ instead of/);
}

/** A reply as the store keeps it. */
export function keptReply(reply: Reply): KeptReply {
  const { usage, ...rest } = reply;
  return {
    ...rest,
    requestKey: "key",
    ask: { column: "m", benchmark: "b", task: "t", sampleId: "s", repeat: 0 },
    party: "model",
    turn: 0,
    promptTokens: usage.promptTokens,
    completionTokens: usage.completionTokens,
    usageEstimated: usage.estimated,
    at: 0,
  };
}

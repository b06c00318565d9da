/**
 * Kept things for tests and benches, each with what a test cares about replaced.
 *
 * @module
 */
import type { AskId, KeptAttempt, KeptReply, KeptSample, KeptVerdict } from "../types.ts";
import type { KeptPlan } from "./types.ts";

/** An ask of the first column. */
export function exampleAsk(over: Partial<AskId> = {}): AskId {
  return {
    column: "m:thinking",
    benchmark: "arithmetic",
    task: "sums",
    sampleId: "s0",
    repeat: 0,
    ...over,
  };
}

/** A sample of the task that {@linkcode exampleAsk} asks. */
export function exampleSample(over: Partial<KeptSample> = {}): KeptSample {
  const id = over.sampleId ?? "s0";
  return {
    benchmark: "arithmetic",
    task: "sums",
    sampleId: id,
    position: 0,
    recordSha256: `record-${id}`,
    promptSha256: `prompt-${id}`,
    messages: [{ role: "user", content: `What is 1 + 1? (${id})` }],
    target: { answer: 2 },
    groups: { level: "easy" },
    ...over,
  };
}

/** A model's reply to {@linkcode exampleAsk}. */
export function exampleReply(over: Partial<KeptReply> = {}): KeptReply {
  return {
    requestKey: "key-0",
    ask: exampleAsk(),
    party: "model",
    turn: 0,
    text: "The answer is 2",
    reasoning: "1 and 1 make 2",
    toolCalls: [],
    finish: "stop",
    truncated: false,
    promptTokens: 10,
    completionTokens: 20,
    usageEstimated: false,
    firstTokenMs: 12.5,
    totalMs: 250,
    serverModel: "served-m",
    sentMaxTokens: 32_768,
    at: 1_700_000_000_000,
    ...over,
  };
}

/** A failed first try of {@linkcode exampleReply}. */
export function exampleAttempt(over: Partial<KeptAttempt> = {}): KeptAttempt {
  return {
    requestKey: "key-0",
    ask: exampleAsk(),
    party: "model",
    turn: 0,
    attempt: 1,
    baseUrl: "http://127.0.0.1:8000/v1",
    startedAt: 1_700_000_000_000,
    ms: 31,
    status: 503,
    errorKind: "overloaded",
    errorDetail: "no slot free",
    ...over,
  };
}

/** A verdict of {@linkcode exampleAsk}. */
export function exampleVerdict(over: Partial<KeptVerdict> = {}): KeptVerdict {
  return {
    ask: exampleAsk(),
    scoring: "exact@1+00000000",
    verdict: { kind: "scored", outcome: "correct", answer: "2", values: { score: 1 } },
    flags: {
      truncated: false,
      loop: false,
      reasoningOnly: false,
      empty: false,
      judgeUnparsable: false,
    },
    at: 1_700_000_000_500,
    ...over,
  };
}

/** The plan of {@linkcode exampleSample}'s task. */
export function examplePlan(over: Partial<KeptPlan> = {}): KeptPlan {
  return {
    column: "m:thinking",
    benchmark: "arithmetic",
    task: "sums",
    samples: 3,
    repeats: 2,
    planSha256: "plan-0",
    data: { source: "self-written", records: 3 },
    ...over,
  };
}

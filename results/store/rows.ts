import type { JsonObject } from "../../scoring/json.ts";
import type { Outcome, UnscoredReason, Verdict } from "../../scoring/types.ts";
import type { AskId, KeptAttempt, KeptReply, KeptSample, KeptVerdict, Party } from "../types.ts";
import {
  flagCell,
  jsonCell,
  nullableTextCell,
  type RawRow,
  readFlag,
  readJson,
  readNullableNumber,
  readNullableText,
  readNumber,
  readText,
  readWord,
  textCell,
} from "./cell_value.ts";
import { tableRows } from "./table_rows.ts";
import type { KeptNote, KeptPlan } from "./types.ts";

/** Columns that name an ask. */
const ask = {
  column_id: ({ ask }: { readonly ask: AskId }) => textCell(ask.column),
  benchmark: ({ ask }: { readonly ask: AskId }) => textCell(ask.benchmark),
  task: ({ ask }: { readonly ask: AskId }) => textCell(ask.task),
  sample_id: ({ ask }: { readonly ask: AskId }) => textCell(ask.sampleId),
  repeat: ({ ask }: { readonly ask: AskId }) => ask.repeat,
};

function readAsk(row: RawRow): AskId {
  return {
    column: readText(row, "column_id"),
    benchmark: readText(row, "benchmark"),
    task: readText(row, "task"),
    sampleId: readText(row, "sample_id"),
    repeat: readNumber(row, "repeat"),
  };
}

const PARTIES: readonly Party[] = ["model", "judge", "user", "tool"];
const OUTCOMES: readonly Outcome[] = [
  "correct",
  "wrong",
  "partial",
  "no-answer",
  "refused",
  "truncated",
];
const REASONS: readonly UnscoredReason[] = ["request-failed", "judge-failed", "scorer-failed"];

/** Reads a party, also from a row of sums. */
export function readParty(row: RawRow): Party {
  return readWord(row, "party", PARTIES);
}

/** A version of the manifest. */
export interface KeptManifest {
  readonly at: number;
  readonly manifest: JsonObject;
}

/** Rows of `manifest`. */
export const MANIFEST_ROWS = tableRows<KeptManifest>("manifest", {
  at_ms: ({ at }) => at,
  manifest: ({ manifest }) => jsonCell(manifest),
});

/** Rows of `notes`. */
export const NOTE_ROWS = tableRows<KeptNote>("notes", {
  at_ms: (note) => note.at,
  kind: (note) => textCell(note.kind),
  text: (note) => textCell(note.text),
});

/** Reads a row of `notes`. */
export function readNote(row: RawRow): KeptNote {
  return {
    at: readNumber(row, "at_ms"),
    kind: readText(row, "kind"),
    text: readText(row, "text"),
  };
}

/** Rows of `plans`. */
export const PLAN_ROWS = tableRows<KeptPlan>("plans", {
  column_id: (plan) => textCell(plan.column),
  benchmark: (plan) => textCell(plan.benchmark),
  task: (plan) => textCell(plan.task),
  samples: (plan) => plan.samples,
  repeats: (plan) => plan.repeats,
  plan_sha256: (plan) => textCell(plan.planSha256),
  data: (plan) => jsonCell(plan.data),
});

/** Reads a row of `plans`. */
export function readPlan(row: RawRow): KeptPlan {
  return {
    column: readText(row, "column_id"),
    benchmark: readText(row, "benchmark"),
    task: readText(row, "task"),
    samples: readNumber(row, "samples"),
    repeats: readNumber(row, "repeats"),
    planSha256: readText(row, "plan_sha256"),
    data: readJson(row, "data"),
  };
}

/** Rows of `samples`. */
export const SAMPLE_ROWS = tableRows<KeptSample>("samples", {
  benchmark: (sample) => textCell(sample.benchmark),
  task: (sample) => textCell(sample.task),
  sample_id: (sample) => textCell(sample.sampleId),
  position: (sample) => sample.position,
  record_sha256: (sample) => textCell(sample.recordSha256),
  prompt_sha256: (sample) => textCell(sample.promptSha256),
  messages: (sample) => jsonCell(sample.messages),
  target: (sample) => jsonCell(sample.target),
  groups: (sample) => jsonCell(sample.groups),
});

/** Reads a row of `samples`. */
export function readSample(row: RawRow): KeptSample {
  return {
    benchmark: readText(row, "benchmark"),
    task: readText(row, "task"),
    sampleId: readText(row, "sample_id"),
    position: readNumber(row, "position"),
    recordSha256: readText(row, "record_sha256"),
    promptSha256: readText(row, "prompt_sha256"),
    messages: readJson(row, "messages"),
    target: readJson(row, "target"),
    groups: readJson(row, "groups"),
  };
}

/** Rows of `attempts`. */
export const ATTEMPT_ROWS = tableRows<KeptAttempt>("attempts", {
  request_key: (attempt) => textCell(attempt.requestKey),
  ...ask,
  party: (attempt) => attempt.party,
  turn: (attempt) => attempt.turn,
  attempt: (attempt) => attempt.attempt,
  base_url: (attempt) => textCell(attempt.baseUrl),
  started_at_ms: (attempt) => attempt.startedAt,
  duration_ms: (attempt) => attempt.ms,
  status: (attempt) => attempt.status,
  error_kind: (attempt) => nullableTextCell(attempt.errorKind),
  error_detail: (attempt) => nullableTextCell(attempt.errorDetail),
});

/** Reads a row of `attempts`. */
export function readAttempt(row: RawRow): KeptAttempt {
  return {
    requestKey: readText(row, "request_key"),
    ask: readAsk(row),
    party: readParty(row),
    turn: readNumber(row, "turn"),
    attempt: readNumber(row, "attempt"),
    baseUrl: readText(row, "base_url"),
    startedAt: readNumber(row, "started_at_ms"),
    ms: readNumber(row, "duration_ms"),
    status: readNullableNumber(row, "status"),
    errorKind: readNullableText(row, "error_kind"),
    errorDetail: readNullableText(row, "error_detail"),
  };
}

/** Rows of `replies`. */
export const REPLY_ROWS = tableRows<KeptReply>("replies", {
  request_key: (reply) => textCell(reply.requestKey),
  ...ask,
  party: (reply) => reply.party,
  turn: (reply) => reply.turn,
  text: (reply) => textCell(reply.text),
  reasoning: (reply) => textCell(reply.reasoning),
  tool_calls: (reply) => jsonCell(reply.toolCalls),
  finish: (reply) => textCell(reply.finish),
  truncated: (reply) => flagCell(reply.truncated),
  prompt_tokens: (reply) => reply.promptTokens,
  completion_tokens: (reply) => reply.completionTokens,
  usage_estimated: (reply) => flagCell(reply.usageEstimated),
  first_token_ms: (reply) => reply.firstTokenMs,
  total_ms: (reply) => reply.totalMs,
  server_model: (reply) => nullableTextCell(reply.serverModel),
  sent_max_tokens: (reply) => reply.sentMaxTokens,
  at_ms: (reply) => reply.at,
  logprobs: ({ logprobs }) => logprobs == null ? null : jsonCell(logprobs),
});

/** Reads a row of `replies`. */
export function readReply(row: RawRow): KeptReply {
  return {
    requestKey: readText(row, "request_key"),
    ask: readAsk(row),
    party: readParty(row),
    turn: readNumber(row, "turn"),
    text: readText(row, "text"),
    reasoning: readText(row, "reasoning"),
    toolCalls: readJson(row, "tool_calls"),
    finish: readText(row, "finish"),
    truncated: readFlag(row, "truncated"),
    promptTokens: readNumber(row, "prompt_tokens"),
    completionTokens: readNumber(row, "completion_tokens"),
    usageEstimated: readFlag(row, "usage_estimated"),
    firstTokenMs: readNullableNumber(row, "first_token_ms"),
    totalMs: readNumber(row, "total_ms"),
    serverModel: readNullableText(row, "server_model"),
    sentMaxTokens: readNumber(row, "sent_max_tokens"),
    at: readNumber(row, "at_ms"),
    // Stores of version 1 have no such column.
    ...(row["logprobs"] == null ? {} : { logprobs: readJson(row, "logprobs") }),
  };
}

/** Rows of `verdicts`. */
export const VERDICT_ROWS = tableRows<KeptVerdict>("verdicts", {
  ...ask,
  scoring: ({ scoring }) => textCell(scoring),
  kind: ({ verdict }) => verdict.kind,
  outcome: ({ verdict }) => verdict.kind === "scored" ? verdict.outcome : null,
  answer: ({ verdict }) => verdict.kind === "scored" ? nullableTextCell(verdict.answer) : null,
  scored_values: ({ verdict }) => verdict.kind === "scored" ? jsonCell(verdict.values) : null,
  per_sample: ({ verdict }) =>
    verdict.kind === "scored" && verdict.perSample !== undefined
      ? jsonCell(verdict.perSample)
      : null,
  reason: ({ verdict }) => verdict.kind === "unscored" ? verdict.reason : null,
  detail: ({ verdict }) => verdict.kind === "unscored" ? textCell(verdict.detail) : null,
  truncated: ({ flags }) => flagCell(flags.truncated),
  loop: ({ flags }) => flagCell(flags.loop),
  reasoning_only: ({ flags }) => flagCell(flags.reasoningOnly),
  empty: ({ flags }) => flagCell(flags.empty),
  judge_unparsable: ({ flags }) => flagCell(flags.judgeUnparsable),
  at_ms: ({ at }) => at,
});

/** Reads a row of `verdicts`. */
export function readVerdict(row: RawRow): KeptVerdict {
  return {
    ask: readAsk(row),
    scoring: readText(row, "scoring"),
    verdict: readVerdictItself(row),
    flags: {
      truncated: readFlag(row, "truncated"),
      loop: readFlag(row, "loop"),
      reasoningOnly: readFlag(row, "reasoning_only"),
      empty: readFlag(row, "empty"),
      judgeUnparsable: readFlag(row, "judge_unparsable"),
    },
    at: readNumber(row, "at_ms"),
  };
}

function readVerdictItself(row: RawRow): Verdict {
  if (readWord(row, "kind", ["scored", "unscored"]) === "unscored") {
    return {
      kind: "unscored",
      reason: readWord(row, "reason", REASONS),
      detail: readText(row, "detail"),
    };
  }
  const verdict = {
    kind: "scored" as const,
    outcome: readWord(row, "outcome", OUTCOMES),
    answer: readNullableText(row, "answer"),
    values: readJson<JsonObject>(row, "scored_values"),
  };
  return row["per_sample"] === null
    ? verdict
    : { ...verdict, perSample: readJson(row, "per_sample") };
}

import { createHash } from "node:crypto";
import type { Json } from "../../scoring/json.ts";
import type { AskId, Party } from "../types.ts";

/** What makes a request the same request. */
export interface RequestParts {
  /** The sample, the column and the repeat. */
  readonly ask: AskId;
  readonly party: Party;
  /** 0-based turn of this party within the ask. */
  readonly turn: number;
  /** The model asked. */
  readonly model: string;
  /** What goes over the wire. */
  readonly body: Readonly<Record<string, Json>>;
}

/**
 * Names a request: 32 hex digits over who is asked what, for which sample and repeat. A key that the
 * store has is never asked again.
 *
 * Two samples of the same words keep their own keys, as do repeats: each is an independent ask.
 */
export function requestKey(parts: RequestParts): string {
  const { ask, party, turn, model, body } = parts;
  return sha256Hex(canonicalJson({
    ask: {
      column: ask.column,
      benchmark: ask.benchmark,
      task: ask.task,
      sampleId: ask.sampleId,
      repeat: ask.repeat,
    },
    party,
    turn,
    model,
    body,
  })).slice(0, 32);
}

/** SHA-256 of a text's UTF-8 bytes as 64 lower-case hex digits. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * JSON with the keys of every object in order of their UTF-16 code units and no spaces: equal values
 * give equal texts. As in `JSON.stringify`, members that are `undefined` are left out, and lone
 * surrogates are escaped.
 */
export function canonicalJson(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  // Built by appending, as this runs three times for every sample.
  let text = "";
  if (isList(value)) {
    for (const item of value) text += (text === "" ? "" : ",") + canonicalJson(item ?? null);
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** What makes a judge's verdict the same verdict: the sample it is about is not part of it. */
export interface JudgeRequestParts {
  /** Label of the judge. */
  readonly judge: string;
  /** 0-based: how often this judge has been asked about this reply before. */
  readonly turn: number;
  /** The model asked. */
  readonly model: string;
  /** Prompt with question, gold answer and reply, sampling, and what the configuration adds. */
  readonly body: Readonly<Record<string, Json>>;
}

/**
 * Names a request to a judge: 8 hex digits that name the judge, then 24 over prompt and turn. The
 * prompt holds the reply that is judged, so the same reply to the same question is judged once,
 * whoever gave it and however often.
 */
export function judgeRequestKey({ judge, turn, model, body }: JudgeRequestParts): string {
  const rest = sha256Hex(canonicalJson({ party: "judge", judge, turn, model, body })).slice(0, 24);
  return judgeMark(judge) + rest;
}

/** What the keys of a judge's requests begin with. */
export function judgeMark(judge: string): string {
  return sha256Hex(judge).slice(0, 8);
}

/** The mark at the front of a judge's request key. */
export function judgeMarkOf(requestKey: string): string {
  return requestKey.slice(0, 8);
}

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

/**
 * The messages of a conversation with tools on both sides, as they are recorded and scored.
 *
 * @module
 */
import { z } from "zod";
import { type DataDict, isDict, readData, toData } from "../python/data.ts";
import { dumps } from "../python/dumps.ts";
import { PythonError } from "../python/error.ts";
import { pyStrip } from "../python/text.ts";
import type { Requestor } from "./domain.ts";

/** A call of a tool, its arguments read. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: DataDict;
  readonly requestor: Requestor;
}

/** What an agent or a user said or called. */
export interface Spoken {
  readonly role: "assistant" | "user";
  readonly content: string | null;
  /** `null` for a message without calls. */
  readonly toolCalls: readonly ToolCall[] | null;
}

/** The answer to one call. */
export interface ToolEntry {
  readonly role: "tool";
  /** Id of the call. */
  readonly id: string;
  readonly content: string;
  readonly requestor: Requestor;
  readonly error: boolean;
}

/** One message. */
export type Entry = Spoken | ToolEntry;

/** True if there is more than white space to read. */
export function hasText(content: string | null): content is string {
  return content !== null && pyStrip(content) !== "";
}

/** A call as it is recorded: arguments as text, or as JSON in a task's history. */
const CallRecord = z.object({
  id: z.string().default(""),
  name: z.string(),
  arguments: z.union([z.string(), z.record(z.string(), z.unknown())]),
  requestor: z.enum(["assistant", "user"]).optional(),
});

const EntryRecord = z.discriminatedUnion("role", [
  z.object({
    role: z.literal("assistant"),
    content: z.string().nullish(),
    tool_calls: z.array(CallRecord).nullish(),
  }),
  z.object({
    role: z.literal("user"),
    content: z.string().nullish(),
    tool_calls: z.array(CallRecord).nullish(),
  }),
  z.object({
    role: z.literal("tool"),
    id: z.string(),
    content: z.string().nullish(),
    requestor: z.enum(["assistant", "user"]).default("assistant"),
    error: z.boolean().default(false),
  }),
]);

/** Schema of recorded messages; `readTrajectory` reads what it lets pass. */
export const TrajectoryRecord = z.array(EntryRecord);

/** A message as it is recorded. */
export type EntryRecord = z.output<typeof EntryRecord>;

/**
 * Reads recorded messages.
 *
 * @throws {PythonError} `JSONDecodeError` or `ValidationError` for arguments that are no JSON object
 */
export function readTrajectory(records: readonly EntryRecord[]): Entry[] {
  return records.map((record): Entry => {
    if (record.role === "tool") return { ...record, content: record.content ?? "" };
    const { role } = record;
    const calls = (record.tool_calls ?? []).map(({ id, name, arguments: given, requestor }) => ({
      id,
      name,
      arguments: readArguments(given),
      requestor: requestor ?? role,
    }));
    const toolCalls = record.tool_calls == null ? null : calls;
    return { role, content: record.content ?? null, toolCalls };
  });
}

/**
 * Reads the arguments of a call.
 *
 * @throws {PythonError} `JSONDecodeError` or `ValidationError` if they are no JSON object
 */
export function readArguments(given: string | Readonly<Record<string, unknown>>): DataDict {
  const data = typeof given === "string" ? readData(given) : toData(given);
  if (data === undefined) {
    throw new PythonError("JSONDecodeError", "arguments of a tool call are no JSON");
  }
  if (!isDict(data)) {
    throw new PythonError("ValidationError", "arguments of a tool call should be an object");
  }
  return data;
}

/** Messages as they are recorded; arguments as Python's JSON. */
export function recordOf(entries: readonly Entry[]): EntryRecord[] {
  return entries.map((entry): EntryRecord => {
    if (entry.role === "tool") {
      const { role, content, id, requestor, error } = entry;
      return { role, content, id, requestor, error };
    }
    const { role, content, toolCalls } = entry;
    if (toolCalls === null) return { role, content };
    const tool_calls = toolCalls.map(({ id, name, arguments: given, requestor }) => ({
      id,
      name,
      arguments: dumps(given),
      requestor,
    }));
    return { role, content, tool_calls };
  });
}

/**
 * Every call with its answer, in order.
 *
 * @throws {PythonError} `ValueError` if answers do not follow their calls one by one
 */
export function pairedCalls(
  history: readonly Entry[],
): readonly { readonly call: ToolCall; readonly answer: ToolEntry }[] {
  const pairs: { call: ToolCall; answer: ToolEntry }[] = [];
  for (let at = 0; at < history.length; at++) {
    const entry = history[at];
    if (entry === undefined) break;
    if (entry.role === "tool") {
      throw new PythonError("ValueError", "Tool message not expected");
    }
    for (const call of entry.toolCalls ?? []) {
      const answer = history[++at];
      if (answer?.role !== "tool") throw new PythonError("ValueError", "Tool message expected");
      if (answer.id !== call.id) {
        const message = `Tool call id mismatch. Got ${call.id} and ${answer.id}`;
        throw new PythonError("ValueError", message);
      }
      pairs.push({ call, answer });
    }
  }
  return pairs;
}

/**
 * What search engines and pages answered, kept so that a run can be repeated without them.
 *
 * @module
 */
import { z } from "zod";
import type { Json } from "../../../scoring/json.ts";
import { canonicalJson, sha256Hex } from "../../../results/store/request_key.ts";
import { short } from "./address.ts";
import { WebError, type WebErrorName } from "./errors.ts";

/**
 * - `record`: what was recorded answers, the rest is asked and recorded
 * - `replay`: what was recorded answers, the rest fails as `not-recorded`
 * - `live`: everything is asked, nothing is recorded
 */
export type WebMode = "record" | "replay" | "live";

/** A search or a page, as it is asked for. */
export type WebCall =
  | { readonly tool: "search"; readonly query: string; readonly count: number }
  | { readonly tool: "visit"; readonly url: string };

/** A recorded call: a line of a recording. */
export interface RecordedCall {
  readonly call: WebCall;
  /** Who answered. */
  readonly provider: string;
  /** When, as ISO 8601. */
  readonly at: string;
  readonly result: Json | null;
  /** How it failed, where it did. */
  readonly failure?: { readonly kind: string; readonly message: string } | undefined;
}

/** Answers calls from a recording, or by asking. */
export interface Recording {
  /**
   * The result of a call.
   *
   * @throws {WebError} as `ask` does, or `not-recorded`
   */
  take(call: WebCall, provider: string, ask: () => Promise<Json>): Promise<Json>;
}

const Line = z.object({
  call: z.discriminatedUnion("tool", [
    z.object({ tool: z.literal("search"), query: z.string(), count: z.number() }),
    z.object({ tool: z.literal("visit"), url: z.string() }),
  ]),
  provider: z.string(),
  at: z.string(),
  result: z.json(),
  failure: z.object({ kind: z.string(), message: z.string() }).optional(),
});

/** A recording that cannot be used, in one sentence. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
}

/** The same call, however it was spelled. */
export function normalized(call: WebCall): WebCall {
  if (call.tool === "search") {
    const query = call.query.normalize("NFC").replaceAll(/\s+/g, " ").trim();
    return { tool: "search", query, count: call.count };
  }
  const url = URL.parse(call.url.trim());
  if (url === null) return { tool: "visit", url: call.url.trim() };
  // A server never sees what stands behind the mark.
  url.hash = "";
  return { tool: "visit", url: url.href };
}

function keyOf(call: WebCall): string {
  return sha256Hex(canonicalJson(normalized(call) as unknown as Json));
}

/** Asks every time and keeps nothing. */
export const live: Recording = { take: (_call, _provider, ask) => ask() };

/** Options of {@linkcode recording}. */
export interface RecordingOptions {
  readonly mode: "record" | "replay";
  /** Calls recorded before. */
  readonly known: Iterable<RecordedCall>;
  /** Keeps a new one; not called in `replay`. */
  readonly keep: (recorded: RecordedCall) => Promise<void>;
  readonly now: () => number;
}

/** A recording in memory that hands on what is new. The last of several answers of a call counts. */
export function recording({ mode, known, keep, now }: RecordingOptions): Recording {
  const found = new Map<string, RecordedCall>();
  for (const recorded of known) found.set(keyOf(recorded.call), recorded);
  const asking = new Map<string, Promise<Json>>();
  async function ask(call: WebCall, provider: string, asked: () => Promise<Json>): Promise<Json> {
    const base = { call: normalized(call), provider, at: new Date(now()).toISOString() };
    const hold = async (recorded: RecordedCall) => {
      found.set(keyOf(call), recorded);
      await keep(recorded);
    };
    let result: Json;
    try {
      result = await asked();
    } catch (cause) {
      if (cause instanceof WebError) {
        const { kind, message } = cause;
        await hold({ ...base, result: null, failure: { kind, message } });
      }
      throw cause;
    }
    await hold({ ...base, result });
    return result;
  }
  return {
    async take(call, provider, asked) {
      const key = keyOf(call);
      const recorded = found.get(key);
      if (recorded !== undefined) {
        const { failure, result } = recorded;
        if (failure === undefined) return result;
        const error = new WebError(failure.kind as WebErrorName, failure.message);
        // What failed for a moment is tried again where trying is allowed.
        if (mode === "replay" || !error.passing) throw error;
      }
      if (mode === "replay") throw new WebError("not-recorded", notRecorded(call));
      const running = asking.get(key);
      if (running !== undefined) return await running;
      const started = ask(call, provider, asked).finally(() => asking.delete(key));
      asking.set(key, started);
      return await started;
    },
  };
}

function notRecorded(call: WebCall): string {
  const what = call.tool === "search" ? `a search for "${call.query}"` : `"${call.url}"`;
  return `Cannot answer ${short(what)}: the recording has no such call, and only it is used`;
}

/**
 * A recording in a file of JSON lines that only grows. A last line that was cut off by a kill is left
 * out; the file is made with the first new call.
 *
 * @throws {RecordingError} if a line is none of a recording, or there is nothing to replay
 */
export async function fileRecording(
  path: string,
  mode: "record" | "replay",
  now: () => number,
): Promise<Recording> {
  const text = await textOf(path);
  if (text === null && mode === "replay") {
    throw new RecordingError(`Cannot replay "${path}": there is no such file: record it first`);
  }
  // A cut-off line stays where it is; the next one begins behind it.
  let torn = text !== null && text !== "" && !text.endsWith("\n");
  let last: Promise<void> = Promise.resolve();
  return recording({
    mode,
    known: linesOf(text ?? "", path),
    now,
    keep(recorded) {
      const line = `${torn ? "\n" : ""}${JSON.stringify(recorded)}\n`;
      torn = false;
      const written = last.then(() => Deno.writeTextFile(path, line, { append: true }));
      last = written.catch(() => {});
      return written;
    },
  });
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return null;
    throw new RecordingError(`Cannot read the recording "${path}": ${String(cause)}`);
  }
}

function* linesOf(text: string, path: string): Generator<RecordedCall> {
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    const parsed = parseLine(line);
    if (parsed !== null) yield parsed;
    else if (!isTorn(line)) {
      throw new RecordingError(
        `Cannot use the recording "${path}": line ${index + 1} is no recorded call: ` +
          `wanted what "--web record" writes`,
      );
    }
  }
}

/** A line that was begun and not finished, as a kill leaves it. */
function isTorn(line: string): boolean {
  return line.startsWith('{"call":') && !line.endsWith("}");
}

function parseLine(line: string): RecordedCall | null {
  try {
    const parsed = Line.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data as RecordedCall : null;
  } catch {
    return null;
  }
}

import type { Imitation } from "./dialects/types.ts";
import { eventCount, EventWriter } from "./event_writer.ts";
import type { Fault } from "./faults/kinds.ts";
import { sleep } from "./sleep.ts";
import type { WireReply } from "./wire_reply.ts";

/** Hands on the connection that carries a reply. */
export interface Connection {
  /** Closes it once what was written is out. */
  cut(): Promise<void>;
  /** Resets it: at once, or once what was written is out. */
  reset(when: "now" | "when-written"): Promise<void>;
}

/** What a stream needs beside the reply. */
export interface StreamOptions {
  readonly fault: Fault | null;
  readonly dialect: Imitation;
  readonly connection: Connection | null;
  readonly tokensPerEvent: number;
  readonly eventsPerWrite: number;
  /** Aborted when the server closes. */
  readonly signal: AbortSignal;
  /** Called once: with `true` when the whole reply went out. */
  readonly onEnd: (whole: boolean) => void;
}

/** A reply as a stream of server-sent events at its pace, with what the fault does to it. */
export function streamReply(
  reply: WireReply,
  options: StreamOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return streamOf((signal) => events(reply, options, signal), options);
}

/** One text in two parts with a fault between them: what a plain JSON reply is when it is cut. */
export function streamText(
  text: string,
  options: StreamOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return streamOf(async function* (signal) {
    const at = Math.floor(text.length * afterOf(options.fault));
    yield text.slice(0, at);
    if (await breaks(options, signal)) return false;
    yield text.slice(at);
    return true;
  }, options);
}

/** A stream that ends its source when the client leaves or the server closes. */
function streamOf(
  source: (signal: AbortSignal) => AsyncGenerator<string, boolean>,
  { signal, onEnd }: StreamOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const gone = new AbortController();
  const stop = AbortSignal.any([signal, gone.signal]);
  const texts = source(stop);
  const encoder = new TextEncoder();
  let ended = false;
  const end = (whole: boolean) => {
    if (ended) return;
    ended = true;
    onEnd(whole);
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await texts.next();
        if (done) {
          end(value);
          controller.close();
        } else {
          controller.enqueue(encoder.encode(value));
        }
      } catch (cause) {
        end(false);
        // Waits end with an abort when the client or the server is gone; nothing else may throw.
        if (!stop.aborted) controller.error(cause);
        else if (!gone.signal.aborted) controller.close();
      }
    },
    cancel() {
      end(false);
      gone.abort();
    },
  }, { highWaterMark: 0 });
}

async function* events(
  reply: WireReply,
  options: StreamOptions,
  signal: AbortSignal,
): AsyncGenerator<string, boolean> {
  const { tokensPerEvent, eventsPerWrite, fault } = options;
  const { firstTokenMs, perTokenMs } = reply.pace;
  const writer = new EventWriter(reply, tokensPerEvent);
  const breakAt = fault !== null && breaksInside(fault)
    ? Math.floor(eventCount(reply, tokensPerEvent) * afterOf(fault))
    : Infinity;
  const perEventMs = perTokenMs * tokensPerEvent;
  const started = performance.now();
  if (firstTokenMs > 0) await sleep(firstTokenMs, signal);
  let pending = writer.opening();
  if (fault?.kind === "odd-sse") pending = ODD_OPENING + pending;
  let sent = 0;
  let broken = false;
  while (!writer.finished || (!broken && breakAt < Infinity)) {
    const elapsed = performance.now() - started - firstTokenMs;
    const due = perEventMs === 0 ? eventsPerWrite : Math.floor(elapsed / perEventMs) + 1 - sent;
    const count = broken ? due : Math.min(due, breakAt - sent);
    if (count > 0) {
      const text = pending + writer.next(count);
      pending = "";
      sent += count;
      yield fault?.kind === "odd-sse" ? odd(text) : text;
    }
    if (!broken && sent >= breakAt) {
      if (pending !== "") yield pending;
      pending = "";
      broken = true;
      const told = tells(options, writer);
      if (told !== null) {
        yield told;
        return false;
      }
      if (await breaks(options, signal)) return false;
    } else if (perEventMs > 0 && !writer.finished) {
      const wait = started + firstTokenMs + sent * perEventMs - performance.now();
      if (wait > 0) await sleep(wait, signal);
    }
  }
  yield pending + writer.closing();
  return true;
}

/** Faults that strike when a part of the reply is out. */
function breaksInside(fault: Fault): boolean {
  return fault.kind === "cut-stream" || fault.kind === "stall-stream" ||
    fault.kind === "broken-json" || fault.kind === "broken-sse" || fault.kind === "error-in-reply";
}

function afterOf(fault: Fault | null): number {
  return fault !== null && "after" in fault ? fault.after : 1;
}

/** Does what a fault does to the connection; true when the reply ends there. */
async function breaks(
  { fault, connection }: StreamOptions,
  signal: AbortSignal,
): Promise<boolean> {
  if (fault?.kind === "stall-stream") {
    await sleep(fault.forMs, signal);
    return false;
  }
  if (fault?.kind !== "cut-stream") return true;
  if (fault.how === "end" || connection === null) return true;
  await (fault.how === "close" ? connection.cut() : connection.reset("when-written"));
  // The stream must not end in good order: it waits for the connection to take it along.
  await sleep(null, signal);
  return true;
}

/** The last words of a stream that breaks by what it says. */
function tells({ fault, dialect }: StreamOptions, writer: EventWriter): string | null {
  switch (fault?.kind) {
    case "broken-json":
      return `data: {"id":"chatcmpl-sim","choices":[{"index":0,"delta":{"content":"br\n\n` +
        writer.closing();
    case "broken-sse": {
      const event = writer.next(1) || writer.opening();
      const half = Math.floor(event.length / 2);
      return `${event.slice(0, half)}\n\n${event.slice(half)}${writer.next(Infinity)}` +
        writer.closing();
    }
    case "error-in-reply": {
      const error = dialect.error(500, "The engine stopped while it wrote this reply", {
        type: "server_error",
      });
      return `data: ${JSON.stringify(error)}\n\ndata: [DONE]\n\n`;
    }
    default:
      return null;
  }
}

/** What the standard of server-sent events tells a reader to ignore. */
const ODD_OPENING = ": a comment\n\nretry: 3000\nid: 1\nnoise\nevent: message\n";

/** The same events as the standard also allows them: CRLF, no blank after the colon, two data lines. */
function odd(events: string): string {
  return events
    .replaceAll(`,"created":`, `,\ndata:"created":`)
    .replaceAll(/^data: /gm, "data:")
    .replaceAll("\n", "\r\n");
}

import { createParser } from "eventsource-parser";
import { readBody } from "./read_body.ts";

/**
 * Reads server-sent events from a response: whatever the pieces they come in, and with any line
 * ends, comments and data of several lines.
 *
 * An event that is not closed by an empty line counts when the stream ends there: servers forget
 * it after the last one.
 *
 * @param options.maxBytes longest stream read, in bytes
 * @param options.onBytes called for every piece, comments included: the server is alive
 * @param options.onEvent gets the data of an event and its name (`undefined` where it has none), and
 * whether the event was closed; answers `false` to end the reading
 * @throws {AttemptError} `too-large`, `cut-stream`, `unparsable`, or what `onEvent` throws
 * @see {@link https://html.spec.whatwg.org/multipage/server-sent-events.html}
 */
export async function readEvents(
  body: ReadableStream<Uint8Array> | null,
  options: {
    readonly maxBytes: number;
    readonly signal: AbortSignal;
    readonly onBytes: () => void;
    readonly onEvent: (data: string, name: string | undefined, closed: boolean) => boolean;
  },
): Promise<void> {
  const { onBytes, onEvent } = options;
  let going = true;
  let closed = true;
  const parser = createParser({
    onEvent({ data, event }) {
      if (going) going = onEvent(data, event, closed);
    },
  });
  const decoder = new TextDecoder();
  await readBody(body, {
    maxBytes: options.maxBytes,
    signal: options.signal,
    onBytes(bytes) {
      onBytes();
      parser.feed(decoder.decode(bytes, { stream: true }));
      return going;
    },
  });
  if (!going) return;
  closed = false;
  parser.feed(`${decoder.decode()}\n\n`);
}

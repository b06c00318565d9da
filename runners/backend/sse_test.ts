import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import fc from "fast-check";
import { AttemptError } from "./attempt_error.ts";
import { readEvents } from "./sse.ts";

const NEVER = new AbortController().signal;

/** A body of these pieces that ends well. */
function bodyOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

async function eventsOf(pieces: readonly Uint8Array[], maxBytes = 1e9): Promise<string[]> {
  const events: string[] = [];
  await readEvents(bodyOf(pieces), {
    maxBytes,
    signal: NEVER,
    onBytes: () => {},
    onEvent(data, name, closed) {
      events.push((name === undefined ? data : `${name}=${data}`) + (closed ? "" : "~"));
      return true;
    },
  });
  return events;
}

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("readEvents() reads what servers send", async () => {
  const rows: readonly [why: string, text: string, events: string[]][] = [
    ["LF", "data: a\n\ndata: b\n\n", ["a", "b"]],
    ["CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]],
    ["CR", "data: a\r\rdata: b\r\r", ["a", "b"]],
    ["no blank after the colon", "data:a\n\n", ["a"]],
    ["data of several lines", "data: a\ndata: b\n\n", ["a\nb"]],
    ["comments and other fields", ": ping\n\nid: 7\nretry: 3\ndata: a\n\n: ping\n", ["a"]],
    ["a named event", "event: error\ndata: a\n\n", ["error=a"]],
    ["a byte order mark", "\ufeffdata: a\n\n", ["a"]],
    ["the last event not closed", "data: a\n\ndata: b", ["a", "b~"]],
    ["the last line not closed", "data: a\n\ndata: b\n", ["a", "b~"]],
    ["nothing", "", []],
    ["no events at all", "<html>\n\n</html>", []],
  ];
  for (const [why, text, events] of rows) deepEqual(await eventsOf([bytes(text)]), events, why);
});

Deno.test("readEvents() does not care where the pieces are cut, inside characters neither", async () => {
  const line = fc.string({ unit: "grapheme", maxLength: 30 }).map((text) =>
    text.replace(/[\r\n\ufeff]/g, "")
  );
  const cuts = fc.array(fc.nat({ max: 500 }), { maxLength: 20 });
  const ends = fc.constantFrom("\n", "\r\n", "\r");
  await fc.assert(fc.asyncProperty(
    fc.array(line, { minLength: 1, maxLength: 8 }),
    cuts,
    ends,
    async (lines, at, end) => {
      const whole = bytes(lines.map((text) => `data: ${text}${end}${end}`).join(""));
      const sorted = [...new Set(at)].filter((cut) => cut < whole.length).sort((a, b) => a - b);
      const pieces = [...sorted, whole.length].map((cut, i) =>
        whole.slice(i === 0 ? 0 : sorted[i - 1], cut)
      );
      deepEqual(await eventsOf(pieces), lines);
    },
  ));
});

Deno.test("readEvents() stops reading when it is told to", async () => {
  let pulled = 0;
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled++;
      controller.enqueue(bytes("data: x\n\n"));
    },
    cancel() {
      cancelled = true;
    },
  });
  let seen = 0;
  await readEvents(endless, {
    maxBytes: 1e9,
    signal: NEVER,
    onBytes: () => {},
    onEvent: () => ++seen < 3,
  });
  equal(seen, 3);
  ok(cancelled && pulled < 10);
});

Deno.test("readEvents() bounds what it reads, events of one huge line included", async () => {
  const piece = bytes("x".repeat(1000));
  await rejects(
    eventsOf([bytes("data: "), ...Array<Uint8Array>(100).fill(piece)], 50_000),
    (error) => error instanceof AttemptError && error.kind === "too-large",
  );
  const began = performance.now();
  const events = await eventsOf([
    bytes("data: "),
    ...Array<Uint8Array>(10_000).fill(piece),
    bytes("\n\n"),
  ]);
  equal(events[0]?.length, 10_000_000);
  ok(performance.now() - began < 20_000);
});

Deno.test("readEvents() passes on what the reader of events throws", async () => {
  await rejects(
    readEvents(bodyOf([bytes("data: a\n\n")]), {
      maxBytes: 100,
      signal: NEVER,
      onBytes: () => {},
      onEvent() {
        throw new AttemptError("unparsable", "no");
      },
    }),
    (error) => error instanceof AttemptError && error.kind === "unparsable",
  );
});

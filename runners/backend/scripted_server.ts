/**
 * Test support: real servers whose answers are written down beforehand.
 *
 * @module
 */
import type { Json } from "../../scoring/json.ts";

/** One request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly text: string;
  /** The body parsed; `{}` where it was none. */
  readonly body: { readonly [key: string]: Json };
}

/** Answers one request. */
export type Handler = (seen: Seen) => Response | Promise<Response>;

/** A running scripted server. */
export interface ScriptedServer extends AsyncDisposable {
  /** Base URL ending in `/v1`. */
  readonly url: string;
  /** The requests for completions so far. */
  readonly asks: readonly Seen[];
  /** Every request so far. */
  readonly seen: readonly Seen[];
}

/** Answers to questions about the server itself. */
export interface ServerFacts {
  /** Answers `GET /v1/models`; 404 where it is left out. */
  readonly models?: Handler;
  /** Answers anything else that is not a completion; 404 where it is left out. */
  readonly other?: Handler;
}

/**
 * Starts a server on a free port of 127.0.0.1 that answers the n-th request for a completion with
 * the n-th handler, and all further ones with the last.
 */
export function scriptedServer(
  handlers: readonly Handler[],
  facts: ServerFacts = {},
): ScriptedServer {
  const seen: Seen[] = [];
  const asks: Seen[] = [];
  const abort = new AbortController();
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    signal: abort.signal,
    onListen: () => {},
    onError: () => new Response("the script threw", { status: 599 }),
  }, async (request) => {
    const text = await request.text();
    const path = new URL(request.url).pathname;
    const one: Seen = {
      method: request.method,
      path,
      headers: request.headers,
      text,
      body: text === "" ? {} : JSON.parse(text),
    };
    seen.push(one);
    const missing = () => Response.json({ detail: "Not Found" }, { status: 404 });
    if (path === "/v1/models") return await (facts.models ?? missing)(one);
    if (request.method !== "POST") return await (facts.other ?? missing)(one);
    asks.push(one);
    const handler = handlers[Math.min(asks.length, handlers.length) - 1];
    return await (handler ?? missing)(one);
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}/v1`,
    seen,
    asks,
    async [Symbol.asyncDispose]() {
      abort.abort();
      await server.finished;
    },
  };
}

/** A reply in one piece. */
export function whole(content: string, more: { readonly [key: string]: Json } = {}): Handler {
  return () =>
    Response.json({
      id: "1",
      object: "chat.completion",
      model: "m-served",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 9, completion_tokens: 3 },
      ...more,
    });
}

/** One event of a stream, by its `delta`. */
export function piece(delta: Json, finish: string | null = null): string {
  return event({
    model: "m-served",
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
}

/** One event of a stream, by its whole data. */
export function event(data: Json): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

/** The usual end of a stream: reason, usage, last event. */
export const GOODBYE: readonly string[] = [
  piece({}, "stop"),
  event({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 3 } }),
  "data: [DONE]\n\n",
];

/** A stream of these pieces of text, with `everyMs` between them. */
export function stream(pieces: readonly string[], everyMs = 0): Handler {
  return () =>
    new Response(
      ReadableStream.from(slowly(pieces, everyMs)).pipeThrough(new TextEncoderStream()),
      { headers: { "content-type": "text/event-stream" } },
    );
}

async function* slowly(pieces: readonly string[], everyMs: number): AsyncGenerator<string> {
  for (const text of pieces) {
    if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
    yield text;
  }
}

/** A streamed reply of this text, word by word, with the usual end. */
export function streamed(text: string): Handler {
  const words = text.split(/(?<= )/).map((content) => piece({ content }));
  return stream([piece({ role: "assistant", content: "" }), ...words, ...GOODBYE]);
}

/** A refusal in the form most servers use. */
export function refusal(
  status: number,
  message: string,
  more: { readonly [key: string]: Json } = {},
  headers: Readonly<Record<string, string>> = {},
): Handler {
  return () => Response.json({ error: { message, ...more } }, { status, headers });
}

/** A list of models as `/v1/models` gives it. */
export function models(...cards: readonly Json[]): Handler {
  return () => Response.json({ object: "list", data: cards });
}

/** Never answers, until the server is closed or the client is gone. */
export function silence(): Handler {
  return () => new Promise<Response>(() => {});
}

/** A server of bare TCP: for connections that break. */
export interface RawServer extends Disposable {
  readonly url: string;
  /** Connections that sent a request so far. */
  readonly connections: number;
}

/**
 * Starts a server that answers each connection with the next text, as it is, and then breaks the
 * connection; further ones get the last text. An empty text answers nothing.
 */
export function rawServer(answers: readonly string[]): RawServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Deno.TcpConn>();
  let connections = 0;
  const serve = async (connection: Deno.TcpConn): Promise<void> => {
    open.add(connection);
    try {
      await connection.read(new Uint8Array(65_536));
      connections++;
      const answer = answers[Math.min(connections, answers.length) - 1] ?? "";
      if (answer !== "") await connection.write(new TextEncoder().encode(answer));
    } catch {
      // The client may be gone, or the test over.
    } finally {
      if (open.delete(connection)) connection.close();
    }
  };
  const accept = async (): Promise<void> => {
    for await (const connection of listener) serve(connection);
  };
  accept();
  return {
    url: `http://127.0.0.1:${listener.addr.port}/v1`,
    get connections() {
      return connections;
    },
    [Symbol.dispose]() {
      listener.close();
      for (const connection of open) {
        open.delete(connection);
        connection.close();
      }
    },
  };
}

/** An HTTP answer for {@linkcode rawServer}, cut after what is given of its body. */
export function cutAnswer(contentType: string, body: string): string {
  const length = new TextEncoder().encode(body).length;
  return `HTTP/1.1 200 OK\r\ncontent-type: ${contentType}\r\ntransfer-encoding: chunked\r\n\r\n` +
    (length === 0 ? "" : `${length.toString(16)}\r\n${body}\r\n`);
}

/** A port of 127.0.0.1 where nobody listens. */
export function deadUrl(): string {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return `http://127.0.0.1:${port}/v1`;
}

import { reasonOf } from "./errors.ts";

/** A request that may succeed when it is made again. `reason` fits behind a colon in a sentence. */
export class TryAgain extends Error {
  override readonly name = "TryAgain";
  constructor(readonly reason: string, readonly afterMs: number | null = null) {
    super(reason);
  }
}

/** A request that will never succeed, though no server refused it. */
export class CannotAsk extends Error {
  override readonly name = "CannotAsk";
}

/** One request. */
export interface Ask {
  readonly url: string;
  readonly method: "GET" | "HEAD";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a bearer token to the first origin, and to no other that a redirect leads to. */
  readonly token?: string | null;
  /** Stops at a redirect that leaves the origin and answers with it. */
  readonly stay?: boolean;
  readonly signal: AbortSignal;
}

const MAX_REDIRECTS = 10;

/**
 * Sends a request and follows redirects by hand: `fetch` would take a token to wherever the server
 * points. (ky is left out here: its retries, timeouts and redirects would all have to be off.)
 *
 * @throws {TryAgain} when no answer came, {@linkcode CannotAsk} when none can
 */
export async function ask(request: Ask): Promise<Response> {
  let url = new URL(request.url);
  const origin = url.origin;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const headers = new Headers({
      // What is stored is what was published, byte for byte.
      "accept-encoding": "identity",
      "user-agent": "assay",
      ...request.headers,
    });
    if (request.token && url.origin === origin) {
      headers.set("authorization", `Bearer ${request.token}`);
    }
    let response: Response;
    try {
      response = await fetch(url, {
        method: request.method,
        headers,
        redirect: "manual",
        signal: request.signal,
      });
    } catch (cause) {
      request.signal.throwIfAborted();
      throw unanswered(cause, url);
    }
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return response;
    let next: URL;
    try {
      next = new URL(location, url);
    } catch {
      await response.body?.cancel();
      throw new CannotAsk(`"${url.host}" redirects to something that is no address`);
    }
    if (request.stay && next.origin !== origin) return response;
    await response.body?.cancel();
    if (next.protocol !== "https:" && next.protocol !== url.protocol) {
      throw new CannotAsk(`"${url.host}" redirects from ${url.protocol} to ${next.protocol}`);
    }
    url = next;
  }
  throw new CannotAsk(`"${url.host}" redirects more than ${MAX_REDIRECTS} times`);
}

function unanswered(cause: unknown, url: URL): Error {
  if (cause instanceof Deno.errors.NotCapable) {
    return new CannotAsk(
      `this process may not reach "${url.host}": start it with --allow-net=${url.host}`,
    );
  }
  return new TryAgain(networkReason(cause));
}

/** The system's reason without the address, which may be a signed one. */
export function networkReason(cause: unknown): string {
  let innermost = cause;
  for (let depth = 0; depth < 5 && innermost instanceof Error; depth++) {
    if (!(innermost.cause instanceof Error)) break;
    innermost = innermost.cause;
  }
  return reasonOf(
    innermost instanceof Error ? new Error(withoutUrl(innermost.message)) : innermost,
  );
}

function withoutUrl(message: string): string {
  return message.slice(0, 2_000).replace(/ for url \([^()]*\)/g, "").replace(
    /https?:\/\/\S+/g,
    "(address)",
  );
}

/** `Retry-After` in milliseconds, given in seconds or as a date; `null` where there is none. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get("retry-after");
  if (text === null) return null;
  const seconds = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1_000) : null;
}

/**
 * Gets a page over HTTP from a host nobody vouches for.
 *
 * @module
 */
import { get as getHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { get as getHttps } from "node:https";
import { Buffer } from "node:buffer";
import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type CheckedPlace, checkPlace, type HostRules, short } from "./address.ts";
import { WebError } from "./errors.ts";

/** Bounds of one page. */
export interface PageLimits {
  /** Most bytes that are taken, packed as well as unpacked. */
  readonly bytes: number;
  /** Time for all of it, redirects included, in milliseconds. */
  readonly ms: number;
  readonly redirects: number;
}

/** Bounds where nothing else is said. */
export const PAGE_LIMITS: PageLimits = { bytes: 16 * 1024 * 1024, ms: 30_000, redirects: 5 };

/** What came back. */
export interface GotPage {
  /** Where it came from in the end. */
  readonly url: string;
  /** As the server says it, lower-case; `""` where it does not. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What is read: pages, texts, data and PDF; nothing that only a browser could show. */
const READ =
  /^(?:text\/(?!css|javascript)[\w.+-]+|application\/(?:xhtml\+xml|xml|json|pdf|x-pdf|ld\+json|rss\+xml|atom\+xml|x-ndjson|octet-stream)|)$/;

const AGENT = "Mozilla/5.0 (compatible; Assay evaluation harness)";

/**
 * Gets a page. Each hop of a redirect is checked as the first address was, and each connection goes to
 * the very address that was checked.
 *
 * @throws {WebError}
 */
export async function httpPage(
  address: string,
  rules: HostRules,
  { limits = PAGE_LIMITS, signal }: { limits?: PageLimits; signal?: AbortSignal } = {},
): Promise<GotPage> {
  using clock = timer(limits.ms, signal);
  let next = address;
  try {
    for (let hop = 0; hop <= limits.redirects; hop++) {
      const place = await clock.race(checkPlace(next, rules));
      const response = await clock.race(request(place, clock.signal));
      const location = redirectOf(response, place.url);
      if (location === null) return await pageOf(response, place.url, limits, clock);
      response.destroy();
      next = location;
    }
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof WebError) throw cause;
    if (clock.signal.aborted) {
      const seconds = limits.ms / 1_000;
      throw new WebError("timed-out", `Cannot read "${short(next)}" within ${seconds} seconds`);
    }
    throw new WebError("unreachable", `Cannot read "${short(next)}": ${reasonOf(cause)}`);
  }
  const told = `Cannot read "${short(address)}": it redirects more than ${limits.redirects} times`;
  throw new WebError("http-error", told);
}

/** A time limit that a signal may cut short; leaving it ends what still hangs on it. */
function timer(ms: number, outer: AbortSignal | undefined) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const id = setTimeout(stop, ms);
  if (outer?.aborted === true) stop();
  outer?.addEventListener("abort", stop, { once: true });
  return {
    signal: controller.signal,
    /** What is awaited, or the end of the time. */
    race<T>(awaited: Promise<T>): Promise<T> {
      const { promise, reject } = Promise.withResolvers<never>();
      const end = () => reject(new Error("the time is up"));
      if (controller.signal.aborted) end();
      controller.signal.addEventListener("abort", end, { once: true });
      return Promise.race([awaited, promise])
        .finally(() => controller.signal.removeEventListener("abort", end));
    },
    [Symbol.dispose]() {
      clearTimeout(id);
      outer?.removeEventListener("abort", stop);
      controller.abort();
    },
  };
}

function request(
  { url, address, family }: CheckedPlace,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options: RequestOptions = {
    agent: false,
    headers: {
      "accept": "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.5",
      "accept-encoding": "gzip, deflate, br",
      "accept-language": "en,*;q=0.5",
      "user-agent": AGENT,
    },
    // The name was resolved and checked before: nothing is asked again.
    lookup: (_host, asked, found) => {
      if (typeof asked === "object" && asked.all === true) found(null, [{ address, family }]);
      else found(null, address, family);
    },
    signal,
  };
  const sent = (url.protocol === "https:" ? getHttps : getHttp)(url, options, resolve);
  sent.on("error", reject);
  return promise;
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): string | null {
  if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) {
    return null;
  }
  return URL.parse(headers.location, from)?.href ?? headers.location;
}

async function pageOf(
  response: IncomingMessage,
  url: URL,
  limits: PageLimits,
  clock: { race<T>(awaited: Promise<T>): Promise<T> },
): Promise<GotPage> {
  const where = `Cannot read "${short(url.href)}"`;
  try {
    const { statusCode = 0, headers } = response;
    if (statusCode < 200 || statusCode > 299) {
      throw new WebError("http-error", `${where}: the server answers ${statusCode}`);
    }
    const contentType = (headers["content-type"] ?? "").toLowerCase();
    const type = contentType.split(";", 1)[0]!.trim();
    if (!READ.test(type)) {
      throw new WebError("unreadable", `${where}: it is "${short(type)}", not a text or PDF`);
    }
    if (Number(headers["content-length"] ?? 0) > limits.bytes) throw tooLarge(where, limits);
    const bytes = await clock.race(bytesOf(response, where, limits));
    return { url: url.href, contentType, bytes };
  } finally {
    response.destroy();
  }
}

/** The body, unpacked, as far as the limit allows. */
async function bytesOf(
  response: IncomingMessage,
  where: string,
  limits: PageLimits,
): Promise<Uint8Array> {
  const unpack = unpackerOf(response.headers["content-encoding"], where);
  const body = unpack === null ? response : response.pipe(unpack);
  if (unpack !== null) response.on("error", (error: Error) => unpack.destroy(error));
  const chunks: Uint8Array[] = [];
  let [packed, size] = [0, 0];
  if (unpack !== null) {
    response.on("data", (chunk: Uint8Array) => {
      packed += chunk.length;
      if (packed > limits.bytes) unpack.destroy(tooLarge(where, limits));
    });
  }
  try {
    // Backpressure holds an unpacker to what was taken: a bomb is cut off here.
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limits.bytes) throw tooLarge(where, limits);
      chunks.push(chunk);
    }
  } finally {
    unpack?.destroy();
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function unpackerOf(encoding: string | undefined, where: string): Transform | null {
  switch ((encoding ?? "").trim().toLowerCase()) {
    case "":
    case "identity":
      return null;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new WebError("unreadable", `${where}: it is packed as "${short(encoding ?? "")}"`);
  }
}

function tooLarge(where: string, { bytes }: PageLimits): WebError {
  return new WebError("too-large", `${where}: it has more than ${bytes} bytes`);
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  switch (code) {
    case "ECONNREFUSED":
      return "the server does not answer";
    case "Z_DATA_ERROR":
    case "Z_BUF_ERROR":
      return "what came is not packed as the server says";
    default:
      return short(cause instanceof Error ? cause.message : String(cause));
  }
}

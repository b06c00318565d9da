import ky from "ky";
import { release } from "../media/base64_text.ts";
import { AttemptError } from "./attempt_error.ts";

/** Redirects followed within one request. */
const MOST_REDIRECTS = 3;

/** What is sent to a server. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Makes a body of bytes anew, for the address that a redirect leads to: they are given back when sent. */
  readonly again?: () => Promise<string | Uint8Array<ArrayBuffer>>;
  readonly signal: AbortSignal;
}

/**
 * Sends a request and gives whatever answer comes, errors included.
 *
 * A redirect is followed within the same origin only, with the same method and body: the key must
 * not reach another host, and a POST that turns into a GET asks nothing.
 *
 * @throws {AttemptError} `rejected` for a redirect to elsewhere
 * @throws what `fetch` throws, wrapped by ky, or what `signal` was aborted with
 */
export async function send(
  request: HttpRequest,
  fetch: typeof globalThis.fetch,
): Promise<Response> {
  const { method, headers, signal } = request;
  let { url, body } = request;
  for (let followed = 0;; followed++) {
    const to = url;
    const sent = body;
    const response = await ky(to, {
      method,
      // Everything but the address is handed to `fetch` itself: through ky it would be copied into a
      // Request with a signal of its own, and by `fetch` into another one, which is half of what ky
      // costs.
      fetch: () => {
        const answer = fetch(to, {
          method,
          headers,
          signal,
          redirect: "manual",
          ...(sent === undefined ? {} : { body: sent }),
        });
        // By the standard, `fetch` has a copy of its own now.
        if (sent instanceof Uint8Array) release(sent);
        return answer;
      },
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
    });
    if (response.status < 300 || response.status >= 400) return response;
    const location = response.headers.get("location");
    if (location === null) return response;
    await response.body?.cancel();
    const next = URL.parse(location, url);
    if (next?.origin !== new URL(url).origin) {
      throw new AttemptError(
        "rejected",
        `the server redirects to ${next?.origin ?? "an address that cannot be read"}, where the ` +
          `key must not go: give that address as the base URL if you trust it`,
      );
    }
    if (followed >= MOST_REDIRECTS) {
      throw new AttemptError("rejected", `the server redirects more than ${MOST_REDIRECTS} times`);
    }
    url = next.href;
    if (body instanceof Uint8Array) body = await request.again?.();
  }
}

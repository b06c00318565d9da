/** A signal that tells that nobody waits for the reply any more, until it is disposed. */
export interface Departure extends Disposable {
  readonly signal: AbortSignal;
}

/**
 * Follows the client and the server while a handler waits. Disposed before the response is
 * returned, as `Request.signal` of Deno.serve is also aborted when a response went well.
 */
export function departure(request: Request, closing: AbortSignal): Departure {
  const either = new AbortController();
  const sources = [request.signal, closing];
  const onAbort = (event: Event) => either.abort((event.target as AbortSignal).reason);
  for (const source of sources) {
    if (source.aborted) either.abort(source.reason);
    source.addEventListener("abort", onAbort);
  }
  return {
    signal: either.signal,
    [Symbol.dispose]() {
      for (const source of sources) source.removeEventListener("abort", onAbort);
    },
  };
}

import { reasonOf } from "../data/errors.ts";
import { ask, CannotAsk, TryAgain } from "../data/request.ts";
import { MediaError } from "./types.ts";

/** Longest time that the bytes of one address may take, in milliseconds. */
const MAX_MS = 120_000;

/**
 * The bytes at an address, which must be so many.
 *
 * @throws {MediaError} if they cannot be had
 */
export async function fetchMedia(
  url: string,
  length: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const address = URL.parse(url);
  if (address === null || !/^https?:$/.test(address.protocol)) {
    throw new MediaError(`Cannot read "${url}": wanted an address that begins with http or https`);
  }
  const clock = AbortSignal.timeout(MAX_MS);
  const both = signal === undefined ? clock : AbortSignal.any([clock, signal]);
  try {
    const response = await ask({ url, method: "GET", signal: both });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new MediaError(`Cannot read "${url}": the server answers ${response.status}`);
    }
    const bytes = new Uint8Array(length);
    let filled = 0;
    for await (const piece of response.body ?? []) {
      if (filled + piece.length > length) throw differs(url, length, "more");
      bytes.set(piece, filled);
      filled += piece.length;
    }
    if (filled < length) throw differs(url, length, String(filled));
    return bytes;
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof MediaError) throw cause;
    const reason = clock.aborted
      ? `it took longer than ${MAX_MS / 1000} s`
      : cause instanceof TryAgain || cause instanceof CannotAsk
      ? cause.message
      : reasonOf(cause);
    throw new MediaError(`Cannot read "${url}": ${reason}`, { cause });
  }
}

function differs(url: string, wanted: number, found: string): MediaError {
  return new MediaError(
    `Cannot send "${url}": it has changed since the run was prepared: wanted ${wanted} bytes, ` +
      `found ${found}`,
  );
}

import { AttemptError } from "./attempt_error.ts";

/** Much more than any error message, little enough to hold. */
const MOST_ERROR_BYTES = 65_536;

/**
 * Hands over a body piece by piece as it comes, and lets go of it when `onBytes` answers `false` or
 * throws.
 *
 * One `await` a piece and nothing else: streams of tokens pass here.
 *
 * @throws {AttemptError} `too-large`, `cut-stream` or `unparsable` (a broken encoding); what
 * `signal` was aborted with
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  options: {
    readonly maxBytes: number;
    readonly signal: AbortSignal;
    readonly onBytes: (bytes: Uint8Array) => boolean;
  },
): Promise<void> {
  if (body === null) return;
  const { maxBytes, signal, onBytes } = options;
  const reader = body.getReader();
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error) => {
        signal.throwIfAborted();
        throw error instanceof TypeError ? broken(error) : error;
      });
      if (done) return;
      total += value.byteLength;
      if (total > maxBytes) {
        throw new AttemptError("too-large", `the reply is larger than ${maxBytes} bytes`);
      }
      if (!onBytes(value)) return;
    }
  } finally {
    // A body that ended has nothing to cancel; one that broke rejects with what is thrown already.
    reader.cancel().catch(() => {});
  }
}

function broken(error: TypeError): AttemptError {
  return /error reading a body/.test(error.message)
    ? new AttemptError("cut-stream", "the connection broke in the middle of the reply")
    : new AttemptError("unparsable", `the reply cannot be decoded (${error.message})`);
}

/**
 * A whole body as text.
 *
 * A body that says how long it is is taken at once: reading it in pieces costs as much again as the
 * rest of a short request.
 */
export async function readText(
  response: Response,
  options: {
    readonly maxBytes: number;
    readonly signal: AbortSignal;
    readonly onBytes?: () => void;
  },
): Promise<string> {
  const { headers } = response;
  const length = Number(headers.get("content-length") ?? NaN);
  // An encoded body may be much longer than it says.
  if (length <= options.maxBytes && !headers.has("content-encoding")) {
    try {
      return await response.text();
    } catch (error) {
      options.signal.throwIfAborted();
      throw error instanceof TypeError ? broken(error) : error;
    }
  }
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  await readBody(response.body, {
    ...options,
    onBytes(bytes) {
      options.onBytes?.();
      pieces.push(decoder.decode(bytes, { stream: true }));
      return true;
    },
  });
  pieces.push(decoder.decode());
  return pieces.join("");
}

/** The beginning of an error's body: whatever is wrong with the rest of it is no second error. */
export async function readErrorText(response: Response, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let bytes = 0;
  try {
    await readBody(response.body, {
      maxBytes: Infinity,
      signal,
      onBytes(piece) {
        pieces.push(decoder.decode(piece, { stream: true }));
        bytes += piece.byteLength;
        return bytes < MOST_ERROR_BYTES;
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AttemptError)) throw error;
  }
  return pieces.join("").slice(0, MOST_ERROR_BYTES);
}

import { unreadable } from "../errors.ts";

/**
 * Decodes UTF-8 strictly, piece by piece: characters may be split over chunks, a byte order mark is
 * dropped, and a byte that is not UTF-8 is an error with its line and offset instead of a silent
 * replacement character.
 *
 * @throws {DatasetError} of kind `unreadable`
 */
export async function* decodeUtf8(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  // The last bytes seen, since a broken character may have begun there.
  let tail = new Uint8Array(0);
  let seen = 0;
  let lines = 1;
  for await (const chunk of chunks) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw broken(tail, chunk, seen, lines, path);
    }
    if (text !== "") yield text;
    seen += chunk.length;
    lines += newlines(chunk);
    tail = lastBytes(tail, chunk);
  }
  let rest: string;
  try {
    rest = decoder.decode();
  } catch {
    throw unreadable(path, `line ${lines} ends inside a character: is the file cut short`);
  }
  if (rest !== "") yield rest;
}

function newlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

function lastBytes(tail: Uint8Array, chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  if (chunk.length >= 3) return chunk.slice(-3);
  const both = new Uint8Array(tail.length + chunk.length);
  both.set(tail);
  both.set(chunk, tail.length);
  return both.slice(-3);
}

function broken(
  tail: Uint8Array,
  chunk: Uint8Array,
  seen: number,
  lines: number,
  path: string,
) {
  const bytes = new Uint8Array(tail.length + chunk.length);
  bytes.set(tail);
  bytes.set(chunk, tail.length);
  // The tail itself was fine so far: only a character that it leaves open can be at fault in it.
  let from = tail.length;
  for (let i = tail.length - 1; i >= 0; i--) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      if (i + sequenceLength(byte) > tail.length) from = i;
      break;
    }
  }
  const at = firstInvalid(bytes, from);
  const offset = seen - tail.length + at;
  const before = at <= tail.length ? 0 : newlines(bytes.subarray(tail.length, at));
  const hex = (bytes[at] ?? 0).toString(16).padStart(2, "0");
  return unreadable(
    path,
    `line ${lines + before}, byte ${offset} of the file: 0x${hex} is not UTF-8: ` +
      `convert the file to UTF-8`,
  );
}

function sequenceLength(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

/** Index of the first byte from `start` on that begins no whole character. */
function firstInvalid(bytes: Uint8Array, start: number): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let at = start;
  // Whole blocks first, so that a long chunk is not walked character by character.
  while (at < bytes.length) {
    let end = Math.min(at + 4_096, bytes.length);
    while (end < bytes.length && end > at + 1 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    if (!decodes(decoder, bytes.subarray(at, end))) break;
    at = end;
  }
  while (at < bytes.length) {
    const length = sequenceLength(bytes[at] ?? 0);
    if (!decodes(decoder, bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
}

function decodes(decoder: TextDecoder, bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

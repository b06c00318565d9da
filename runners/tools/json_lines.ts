/**
 * What two processes say to each other over pipes: one JSON document a line.
 *
 * @module
 */

/** The documents of a stream of lines, in order. Ends with the stream. */
export async function* documents<T>(stream: ReadableStream<Uint8Array>): AsyncGenerator<T> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const bytes of stream) {
    const pieces = decoder.decode(bytes, { stream: true }).split("\n");
    const last = pieces.pop() ?? "";
    for (const piece of pieces) {
      parts.push(piece);
      const line = parts.join("");
      parts = [];
      if (line !== "") yield JSON.parse(line) as T;
    }
    parts.push(last);
  }
}

/** One document as the bytes of its line. */
export function line(document: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(document)}\n`);
}

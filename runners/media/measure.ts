import { createHash, type Hash } from "node:crypto";
import type { FoundMedia } from "../../scoring/messages.ts";
import { HEAD_BYTES, imageFacts, TAIL_BYTES, type Unusable } from "./image_header.ts";
import { seriesFacts } from "./series_header.ts";

/** What is known of a picture or series without where it lies. */
export type Measured = Omit<FoundMedia, "origin">;

/** Larger than any picture or series of a benchmark; its reader would have to hold it. */
export const MAX_MEDIA_BYTES = 512 * 1024 * 1024;

/**
 * Takes the bytes of a picture or series piece by piece and tells size, digest and what they are. Only
 * their beginning and end are kept.
 */
export class Measure {
  #bytes = 0;
  #headBytes = 0;
  #head = new Uint8Array(4096);
  #tail = new Uint8Array(0);
  readonly #hash: Hash = createHash("sha256");

  constructor(private readonly kind: "image" | "series") {}

  get bytes(): number {
    return this.#bytes;
  }

  /** The piece may be used again by the caller. */
  push(piece: Uint8Array): void {
    this.#hash.update(piece);
    this.#bytes += piece.length;
    const more = piece.subarray(0, HEAD_BYTES - this.#headBytes);
    if (more.length > 0) {
      const wanted = this.#headBytes + more.length;
      if (wanted > this.#head.length) {
        const grown = new Uint8Array(Math.min(HEAD_BYTES, Math.max(wanted, 2 * this.#head.length)));
        grown.set(this.#head);
        this.#head = grown;
      }
      this.#head.set(more, this.#headBytes);
      this.#headBytes = wanted;
    }
    this.#tail = lastOf(this.#tail, piece);
  }

  /** What came, or why it is of no use. */
  end(): Measured | Unusable {
    if (this.#bytes === 0) return { wrong: "it is empty" };
    if (this.#bytes > MAX_MEDIA_BYTES) {
      return { wrong: `it takes ${this.#bytes} bytes, more than the ${MAX_MEDIA_BYTES} allowed` };
    }
    const ends = {
      head: this.#head.subarray(0, this.#headBytes),
      tail: this.#tail,
      bytes: this.#bytes,
    };
    const facts = this.kind === "image" ? imageFacts(ends) : seriesFacts(ends);
    if ("wrong" in facts) return facts;
    return { sha256: this.#hash.digest("hex"), bytes: this.#bytes, ...facts };
  }
}

/** Size, digest and kind of bytes that are at hand. */
export function measured(kind: "image" | "series", bytes: Uint8Array): Measured | Unusable {
  const measure = new Measure(kind);
  measure.push(bytes);
  return measure.end();
}

function lastOf(tail: Uint8Array<ArrayBuffer>, piece: Uint8Array): Uint8Array<ArrayBuffer> {
  if (piece.length >= TAIL_BYTES) return new Uint8Array(piece.subarray(-TAIL_BYTES));
  const kept = tail.subarray(-Math.max(TAIL_BYTES - piece.length, 0));
  const both = new Uint8Array(kept.length + piece.length);
  both.set(kept);
  both.set(piece, kept.length);
  return both;
}

/** How far back copies reach: compressors work through blocks of 64 KiB. */
const WINDOW = 64 * 1024;
const BUFFER = 4 * WINDOW;

/**
 * Unpacks raw Snappy piece by piece, so that neither what is packed nor what comes out has to stand in
 * memory. Pieces that come out must be used before the next one is asked for.
 *
 * @throws {RangeError} if it is broken, or a copy reaches back further than compressors write
 */
export async function* unpackSnappy(
  packed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const unpacker = new Unpacker();
  for await (const piece of packed) yield* unpacker.push(piece);
  unpacker.end();
}

class Unpacker {
  /** What came out last, behind it what comes out now. */
  readonly #out = new Uint8Array(BUFFER);
  #at = 0;
  #given = 0;
  /** Bytes that came out in all, and how many there will be. */
  #total = 0;
  #length: number | null = null;
  /** Bytes of a literal that are still to come. */
  #literal = 0;
  /** The beginning of a tag whose end has not come. */
  #rest = new Uint8Array(0);

  *push(piece: Uint8Array): Generator<Uint8Array> {
    let bytes = piece;
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + piece.length);
      bytes.set(this.#rest);
      bytes.set(piece, this.#rest.length);
      this.#rest = new Uint8Array(0);
    }
    let at = 0;
    while (at < bytes.length) {
      if (this.#literal > 0) {
        const count = Math.min(this.#literal, bytes.length - at, BUFFER - this.#at);
        this.#out.set(bytes.subarray(at, at + count), this.#at);
        this.#moved(count);
        this.#literal -= count;
        at += count;
      } else {
        const used = this.#length === null ? this.#readLength(bytes, at) : this.#tag(bytes, at);
        if (used === 0) break;
        at += used;
      }
      // Room for the longest copy is kept.
      if (BUFFER - this.#at < 64) {
        yield* this.#give();
        this.#out.copyWithin(0, this.#at - WINDOW, this.#at);
        this.#at = this.#given = WINDOW;
      }
    }
    this.#rest = new Uint8Array(bytes.subarray(at));
    yield* this.#give();
  }

  end(): void {
    if (this.#rest.length > 0 || this.#literal > 0 || this.#total !== this.#length) {
      throw new RangeError(`it ends after ${this.#total} of ${this.#length ?? "?"} bytes`);
    }
  }

  *#give(): Generator<Uint8Array> {
    if (this.#at > this.#given) yield this.#out.subarray(this.#given, this.#at);
    this.#given = this.#at;
  }

  #moved(count: number): void {
    this.#at += count;
    this.#total += count;
    if (this.#total > (this.#length ?? 0)) throw new RangeError("it unpacks to more than it says");
  }

  /** Bytes that the length in front takes; 0 where its end has not come. */
  #readLength(bytes: Uint8Array, at: number): number {
    let length = 0;
    for (let used = 0; used < 5; used++) {
      const byte = bytes[at + used];
      if (byte === undefined) return 0;
      length += (byte & 0x7f) * 2 ** (7 * used);
      if (byte < 0x80) {
        this.#length = length;
        return used + 1;
      }
    }
    throw new RangeError("its length is broken");
  }

  /** Bytes that a tag takes; 0 where its end has not come. */
  #tag(bytes: Uint8Array, at: number): number {
    const tag = bytes[at] as number;
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >>> 2;
      const more = short < 60 ? 0 : short - 59;
      if (at + 1 + more > bytes.length) return 0;
      this.#literal = 1 + (more === 0 ? short : little(bytes, at + 1, more));
      return 1 + more;
    }
    const size = kind === 1 ? 2 : kind === 2 ? 3 : 5;
    if (at + size > bytes.length) return 0;
    const length = kind === 1 ? 4 + ((tag >>> 2) & 7) : 1 + (tag >>> 2);
    const offset = kind === 1
      ? ((tag >>> 5) << 8) | (bytes[at + 1] as number)
      : little(bytes, at + 1, size - 1);
    this.#copy(length, offset);
    return size;
  }

  #copy(length: number, offset: number): void {
    if (offset === 0 || offset > Math.min(this.#total, this.#at)) {
      throw new RangeError(`it copies from ${offset} bytes back`);
    }
    const out = this.#out;
    const from = this.#at - offset;
    // Bytes that it writes itself may be among those that it copies.
    for (let i = 0; i < length; i++) out[this.#at + i] = out[from + i] as number;
    this.#moved(length);
  }
}

function little(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) value += (bytes[at + i] as number) * 2 ** (8 * i);
  return value;
}

/** Bytes that come piece by piece, taken in the portions that a format wants. */
export class ByteStream {
  #piece: Uint8Array = new Uint8Array(0);
  #at = 0;
  readonly #pieces: AsyncIterator<Uint8Array>;

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** The next bytes, not more than `most`; they must be used before others are asked for. */
  async some(most: number): Promise<Uint8Array> {
    while (this.#at === this.#piece.length) {
      const { value, done } = await this.#pieces.next();
      if (done === true) throw new RangeError("it ends too early");
      this.#piece = value;
      this.#at = 0;
    }
    const bytes = this.#piece.subarray(this.#at, this.#at + most);
    this.#at += bytes.length;
    return bytes;
  }

  /** So many bytes of their own. */
  async take(count: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(count);
    for (let filled = 0; filled < count;) {
      const some = await this.some(count - filled);
      bytes.set(some, filled);
      filled += some.length;
    }
    return bytes;
  }

  /** A number of four bytes, the low one first. */
  async u32(): Promise<number> {
    return new DataView((await this.take(4)).buffer).getUint32(0, true);
  }

  async skip(count: number): Promise<void> {
    for (let left = count; left > 0;) left -= (await this.some(left)).length;
  }

  /** Ends what the bytes come from. */
  async end(): Promise<void> {
    await this.#pieces.return?.();
  }
}

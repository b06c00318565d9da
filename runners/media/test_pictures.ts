/**
 * Test support: pictures whose headers are right and whose content is noise.
 *
 * @module
 */

/** A PNG of this size by its header, with so many bytes of noise in a chunk of its own. */
export function png(width: number, height: number, noise = 10): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 2], 8);
  let state = width * 65_537 + height + noise;
  const content = Uint8Array.from({ length: noise }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 8;
  });
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    ...chunk("IHDR", header),
    ...chunk("IDAT", content),
    ...chunk("IEND", new Uint8Array(0)),
  ]);
}

function chunk(name: string, content: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const ends = new Uint8Array(4);
  new DataView(ends.buffer).setUint32(0, content.length);
  // The checksum of the closing chunk is right, since its bytes are looked for.
  const sum = name === "IEND" ? Uint8Array.of(0xae, 0x42, 0x60, 0x82) : new Uint8Array(4);
  return [ends, new TextEncoder().encode(name), content, sum];
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A fingerprint of bits, packed eight to a byte, and how many are set. */
export interface Bits {
  readonly bytes: Uint8Array;
  readonly count: number;
}

const SET_BITS = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1;
  return count;
});

/** Counts the bits of a packed fingerprint. */
export function bitsOf(bytes: Uint8Array): Bits {
  let count = 0;
  for (const byte of bytes) count += SET_BITS[byte] ?? 0;
  return { bytes, count };
}

/**
 * Tanimoto similarity of two fingerprints, 0..1: bits in both over bits in either. 1 where neither
 * has a bit, as in RDKit.
 *
 * @throws {RangeError} if they differ in length
 */
export function tanimoto(a: Bits, b: Bits): number {
  if (a.bytes.length !== b.bytes.length) {
    throw new RangeError(
      `Cannot compare fingerprints of ${a.bytes.length} and ${b.bytes.length} bytes`,
    );
  }
  let both = 0;
  for (let at = 0; at < a.bytes.length; at++) {
    both += SET_BITS[(a.bytes[at] ?? 0) & (b.bytes[at] ?? 0)] ?? 0;
  }
  const either = a.count + b.count - both;
  return either === 0 ? 1 : both / either;
}

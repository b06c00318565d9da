/**
 * Random numbers from a seed of text: the same seed gives the same numbers on every machine, so
 * that the order of execution changes nothing.
 *
 * @module
 */

/**
 * Uniform numbers in [0, 1) with 32 bits each, seeded by a text.
 *
 * Generator: sfc32 (C. Doty-Humphrey, PractRand; 128 bits of state, shortest cycle 2^32). The state
 * is hashed from the UTF-16 code units of the seed, one multiplicative hash for each word.
 */
export function seededDraw(seed: string): () => number {
  let [a, b, c, d] = stateOf(seed);
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // sfc32 mixes a fresh state within about a dozen steps.
  for (let step = 0; step < 16; step++) next();
  return next;
}

const multipliers = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;

function stateOf(seed: string): [number, number, number, number] {
  const word = (multiplier: number): number => {
    let hash = (multiplier ^ seed.length) | 0;
    for (let i = 0; i < seed.length; i++) {
      hash = Math.imul(hash ^ seed.charCodeAt(i), multiplier);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
    hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
    return (hash ^ (hash >>> 16)) | 0;
  };
  return [word(multipliers[0]), word(multipliers[1]), word(multipliers[2]), word(multipliers[3])];
}

/** A shuffled copy (Fisher-Yates); the input stays as it is. */
export function shuffled<T>(items: readonly T[], draw: () => number): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1));
    const held = out[i] as T;
    out[i] = out[j] as T;
    out[j] = held;
  }
  return out;
}

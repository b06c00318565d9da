/**
 * CPython's `random` module where official loaders draw their subsets with it: MT19937 seeded with an
 * integer, `randbelow`, `sample`.
 *
 * @module
 */

const SIZE = 624;
const PERIOD = 397;

/** 32-bit numbers of MT19937 (M. Matsumoto, T. Nishimura, 1998) from its 624 words of state. */
export class MersenneTwister {
  #next = SIZE;
  private constructor(private readonly state: Uint32Array) {}

  /** `init_genrand(seed)`: how numpy's legacy generator is seeded. */
  static fromWord(seed: number): MersenneTwister {
    return new MersenneTwister(stateOfWord(seed));
  }

  /** `init_by_array(key)`: how `random.seed(integer)` is seeded, key = its 32-bit words, low first. */
  static fromArray(key: readonly number[]): MersenneTwister {
    const state = stateOfWord(19650218);
    let i = 1;
    let j = 0;
    for (let k = Math.max(SIZE, key.length); k > 0; k--) {
      state[i] = (word(state, i) ^ mixed(word(state, i - 1), 1664525)) + (key[j] ?? 0) + j;
      i = wrapped(state, i + 1);
      j = (j + 1) % key.length;
    }
    for (let k = SIZE - 1; k > 0; k--) {
      state[i] = (word(state, i) ^ mixed(word(state, i - 1), 1566083941)) - i;
      i = wrapped(state, i + 1);
    }
    state[0] = 0x80000000;
    return new MersenneTwister(state);
  }

  /** The next number, 0 up to 2^32. */
  next(): number {
    if (this.#next === SIZE) this.#refill();
    let y = word(this.state, this.#next++);
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  #refill(): void {
    const { state } = this;
    for (let k = 0; k < SIZE; k++) {
      const y = (word(state, k) & 0x80000000) | (word(state, (k + 1) % SIZE) & 0x7fffffff);
      state[k] = word(state, (k + PERIOD) % SIZE) ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#next = 0;
  }
}

function word(state: Uint32Array, at: number): number {
  return state[at] ?? 0;
}

function mixed(previous: number, multiplier: number): number {
  return Math.imul(previous ^ (previous >>> 30), multiplier) >>> 0;
}

function wrapped(state: Uint32Array, at: number): number {
  if (at < SIZE) return at;
  state[0] = word(state, SIZE - 1);
  return 1;
}

function stateOfWord(seed: number): Uint32Array {
  const state = new Uint32Array(SIZE);
  state[0] = seed;
  for (let i = 1; i < SIZE; i++) state[i] = mixed(word(state, i - 1), 1812433253) + i;
  return state;
}

/**
 * `random.seed(seed); random.sample(range(size), count)`: the indices in drawn order.
 *
 * @param seed 0 up to 2^32
 * @throws {RangeError} if more are wanted than there are, as Python does
 */
export function pySample(size: number, count: number, seed: number): number[] {
  if (count > size) {
    throw new RangeError(`Cannot draw ${count} of ${size}: wanted at most ${size}`);
  }
  const twister = MersenneTwister.fromArray([seed]);
  const below = (limit: number): number => {
    const bits = 32 - Math.clz32(limit);
    for (;;) {
      const value = twister.next() >>> (32 - bits);
      if (value < limit) return value;
    }
  };
  const drawn: number[] = [];
  if (size <= poolSize(count)) {
    const pool = Array.from({ length: size }, (_, index) => index);
    for (let i = 0; i < count; i++) {
      const at = below(size - i);
      drawn.push(pool[at] ?? 0);
      pool[at] = pool[size - i - 1] ?? 0;
    }
    return drawn;
  }
  const taken = new Set<number>();
  while (drawn.length < count) {
    const value = below(size);
    if (taken.has(value)) continue;
    taken.add(value);
    drawn.push(value);
  }
  return drawn;
}

/** Up to this size CPython keeps a list of what is left, above it a set of what is taken. */
function poolSize(count: number): number {
  return count > 5 ? 21 + 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 21;
}

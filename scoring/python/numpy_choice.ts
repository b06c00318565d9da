import { MersenneTwister } from "./random.ts";

/** numpy's legacy generator where official scorers draw with replacement from it. */
export class NumpyChoice {
  readonly #twister: MersenneTwister;

  /** `numpy.random.seed(seed)`: 0 up to 2^32. */
  constructor(seed: number) {
    this.#twister = MersenneTwister.fromWord(seed);
  }

  /** One index of `numpy.random.choice(size)`: masked words until one is below the size. */
  index(size: number): number {
    const last = size - 1;
    // A range of one value takes no number from the generator.
    if (last <= 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(last);
    for (;;) {
      const at = (this.#twister.next() & mask) >>> 0;
      if (at <= last) return at;
    }
  }
}

/** Successive `numpy.random.choice(n, size=n)` behind one seed. */
export function numpyChoices(n: number, draws: number, seed: number): number[][] {
  const choice = new NumpyChoice(seed);
  return Array.from({ length: draws }, () => Array.from({ length: n }, () => choice.index(n)));
}

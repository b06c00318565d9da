import { MersenneTwister } from "./random.ts";

/**
 * `random.seed(seed)`, then `count` times `random.randint(low, high)`.
 *
 * @param seed a safe integer; its sign does not matter
 * @param high at least `low`, at most 2^32 - 2 above it
 */
export function pyRandints(seed: number, low: number, high: number, count: number): number[] {
  const twister = MersenneTwister.fromArray(words(Math.abs(seed)));
  const width = high - low + 1;
  const bits = 32 - Math.clz32(width);
  const draw = (): number => {
    for (;;) {
      const value = twister.next() >>> (32 - bits);
      if (value < width) return low + value;
    }
  };
  return Array.from({ length: count }, draw);
}

function words(seed: number): number[] {
  const low = seed % 2 ** 32;
  const high = Math.floor(seed / 2 ** 32);
  return high === 0 ? [low] : [low, high];
}

/**
 * Integer functions of bounded size.
 *
 * @module
 */
import { abs, gcd, Undecided } from "./fraction.ts";

/** Largest argument of a factorial. */
const MAX_FACTORIAL = 170n;
/** Largest `n` of a binomial coefficient whose `k` (or `n - k`) is above one. */
const MAX_BINOMIAL = 4096n;

/**
 * `n!`
 *
 * @throws {Undecided} if `n` is below 0 or above 170
 */
export function factorial(n: bigint): bigint {
  if (n < 0n || n > MAX_FACTORIAL) throw new Undecided("a factorial is out of range");
  let result = 1n;
  for (let i = 2n; i <= n; i++) result *= i;
  return result;
}

/**
 * The number of ways to choose `k` of `n`; 0 for `k` below 0 or above `n`.
 *
 * @throws {Undecided} if `n` is below 0 or too large
 */
export function binomial(n: bigint, k: bigint): bigint {
  if (n < 0n) throw new Undecided("a binomial coefficient of a negative number");
  if (k < 0n || k > n) return 0n;
  const least = k < n - k ? k : n - k;
  if (n > MAX_BINOMIAL && least > 1n) throw new Undecided("a binomial coefficient is too large");
  let result = 1n;
  for (let i = 1n; i <= least; i++) result = result * (n - least + i) / i;
  return result;
}

/** Least common multiple, not below zero; 0 where one of the two is 0. */
export function lcm(a: bigint, b: bigint): bigint {
  return a === 0n || b === 0n ? 0n : abs(a * b) / gcd(a, b);
}

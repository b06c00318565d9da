import type { Limits } from "./wilson.ts";

/** An estimate with its limits. */
export interface Estimate extends Limits {
  readonly value: number;
}

/**
 * Limits of the plain mean of independent estimates, from their own limits: the distances to the
 * ends add as squares, each side for itself (G. Zou and A. Donner, Statistics in Medicine 27 (2008)
 * 1693-1702, "MOVER"). With symmetric limits this is the usual sum of variances; with Wilson limits
 * near 0 or 100 it stays inside the range.
 *
 * @param estimates At least one.
 */
export function meanLimits(estimates: readonly Estimate[]): Limits {
  const k = estimates.length;
  let mean = 0;
  let below = 0;
  let above = 0;
  for (const { value, low, high } of estimates) {
    mean += value / k;
    below += ((value - low) / k) ** 2;
    above += ((high - value) / k) ** 2;
  }
  return { low: mean - Math.sqrt(below), high: mean + Math.sqrt(above) };
}

import { pyRandints } from "../../scoring/python/randint.ts";

/** Upstream's default for the seed that the trials' seeds are drawn from. */
export const DEFAULT_SEED = 300;

/** The seed of each trial, sent to both models. Upstream: tau2-bench@a2c0247 src/tau2/runner/batch.py. */
export function trialSeeds(seed: number, trials: number): number[] {
  return pyRandints(seed, 0, 1_000_000, trials);
}

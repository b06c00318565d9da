import { pySample } from "../../scoring/python/random.ts";

/** Seed of the official mini set. */
const SEED = 1024;

/** Places of its rows in drawn order: a tenth of the file, at least one. */
export function miniPlaces(size: number): number[] {
  return pySample(size, Math.max(1, Math.floor(size / 10)), SEED);
}

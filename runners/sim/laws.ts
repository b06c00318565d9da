import type { SimSettings } from "./options.ts";

/** A log-normal law of output lengths, in tokens. */
export interface LengthLaw {
  readonly median: number;
  readonly sigma: number;
  readonly max: number;
}

/** A length drawn from the law: at least 1, at most `max`. */
export function drawLength(law: LengthLaw, draw: () => number): number {
  const length = law.median * Math.exp(law.sigma * normal(draw));
  return Math.max(1, Math.min(law.max, Math.round(length)));
}

/** A standard normal number (Box-Muller). */
function normal(draw: () => number): number {
  const u = 1 - draw(); // never 0, so that its logarithm is finite
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * draw());
}

/** Times of one reply in milliseconds. */
export interface Pace {
  readonly firstTokenMs: number;
  readonly perTokenMs: number;
}

/** Instant replies. */
export const NO_WAIT: Pace = { firstTokenMs: 0, perTokenMs: 0 };

/** The pace of one reply, jitter drawn. */
export function drawPace(law: SimSettings["latency"], draw: () => number): Pace {
  if (law.firstTokenMs === 0 && law.perTokenMs === 0) return NO_WAIT;
  const factor = () => 1 + law.jitter * (2 * draw() - 1);
  return {
    firstTokenMs: law.firstTokenMs * factor(),
    perTokenMs: law.perTokenMs * factor(),
  };
}

/** Time until the last of so many tokens is out. */
export function lastTokenMs(pace: Pace, tokens: number): number {
  return pace.firstTokenMs + pace.perTokenMs * Math.max(0, tokens - 1);
}

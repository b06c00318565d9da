/**
 * Sine and cosine where they are square roots: at multiples of a sixth and a quarter of pi.
 *
 * @module
 */
import { type Exact, integer, negate, power, rational } from "./exact.ts";
import { floor, fraction, Undecided } from "./fraction.ts";

/** `sin` of a twelfth of pi times 0 to 6 as `sqrt(n) / 2`, where it is of this form. */
const HALF_ROOTS: readonly (bigint | null)[] = [0n, null, 1n, 2n, 3n, null, 4n];

/** Twelfths of pi in an angle. */
function twelfths(angle: Exact): bigint {
  const [term] = angle.terms;
  if (term === undefined && !angle.decimal) return 0n;
  const ofPi = term !== undefined && angle.terms.length === 1 && term.pi === 1 && term.e === 0 &&
    term.root === 1n;
  const count = ofPi ? fraction(term.coefficient.n * 12n, term.coefficient.d) : null;
  if (count === null || count.d !== 1n) throw new Undecided("an angle without a known sine");
  return count.n;
}

function sineOfTwelfths(count: bigint): Exact {
  const turn = Number(count - 24n * floor(fraction(count, 24n)));
  if (turn > 12) return negate(sineOfTwelfths(BigInt(turn - 12)));
  const root = HALF_ROOTS[turn > 6 ? 12 - turn : turn] ?? null;
  if (root === null) throw new Undecided("an angle without a known sine");
  return power(rational(fraction(root, 4n)), rational(fraction(1n, 2n)));
}

/**
 * The sine.
 *
 * @throws {Undecided} if the angle is no such multiple of pi
 */
export function sine(angle: Exact): Exact {
  return sineOfTwelfths(twelfths(angle));
}

/**
 * The cosine.
 *
 * @throws {Undecided} if the angle is no such multiple of pi
 */
export function cosine(angle: Exact): Exact {
  const count = twelfths(angle);
  return count === 0n ? integer(1n) : sineOfTwelfths(count + 6n);
}

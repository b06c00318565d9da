import { ELEMENTS } from "../chem/elements.ts";
import { ELEMENT_DATA, METALS } from "./elements.ts";

/** Atoms by element symbol. */
export type Composition = ReadonlyMap<string, number>;

/**
 * SMACT's test of a composition: one element alone and metals among themselves are valid. Others are
 * when every element can take an oxidation state so that the charges sum to 0 and every positive ion
 * is less electronegative than every negative one.
 *
 * A symbol that no element starts with is a placeholder to the parser of formulas: valid alone, as any
 * element is.
 *
 * Time grows with the number of elements and the sum of the counts, not with the number of
 * combinations of oxidation states.
 *
 * Upstream: `smact@a92e123a` (v3.0.2) `smact/screening.py:smact_validity`, default arguments.
 *
 * @param composition Counts above 0
 * @returns `null` where upstream raises: for a symbol that is none, and for one without data (also `D`
 * and `T`) among others
 */
export function smactValidity(composition: Composition): boolean | null {
  const symbols = [...composition.keys()];
  if (symbols.length === 0 || !symbols.every(isSymbol)) return null;
  if (symbols.length === 1 || symbols.every((symbol) => METALS.has(symbol))) return true;
  const divisor = [...composition.values()].reduce(greatestDivisor);
  const ions: Ion[] = [];
  for (const [symbol, count] of composition) {
    const data = ELEMENT_DATA[symbol];
    if (data === undefined) return null;
    const [electronegativity, states] = data;
    ions.push({ electronegativity, states, count: count / divisor });
  }
  return neutral(ions);
}

interface Ion {
  readonly electronegativity: number | null;
  readonly states: readonly number[];
  readonly count: number;
}

const KNOWN = new Set([...ELEMENTS, "D", "T"]);

function isSymbol(symbol: string): boolean {
  return KNOWN.has(symbol) || !KNOWN.has(symbol.charAt(0));
}

function greatestDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/**
 * Whether some choice of states is neutral with all positive ions below all negative ones. Walks the
 * elements from the least electronegative on: up to some point all are positive, behind it all are
 * negative, and equal ones stand on the same side. Sets of sums are bits of one number, shifted by
 * the most negative sum.
 */
function neutral(ions: readonly Ion[]): boolean {
  const sorted: { at: number; ion: Ion }[] = [];
  for (const ion of ions) {
    if (ion.electronegativity === null || ion.states.length === 0) return false;
    sorted.push({ at: ion.electronegativity, ion });
  }
  sorted.sort((a, b) => a.at - b.at);
  const lowest = ions.reduce((sum, { states, count }) => sum + count * Math.min(0, ...states), 0);
  let positive = 1n << BigInt(-lowest);
  let switched = 0n;
  for (const group of Map.groupBy(sorted, ({ at }) => at).values()) {
    let below = positive | switched;
    for (const { ion } of group) {
      positive = shifted(positive, ion, (state) => state > 0);
      below = shifted(below, ion, (state) => state < 0);
    }
    switched = below;
  }
  return ((positive | switched) >> BigInt(-lowest) & 1n) === 1n;
}

function shifted(sums: bigint, { states, count }: Ion, kept: (state: number) => boolean): bigint {
  let all = 0n;
  for (const state of states) if (kept(state)) all |= sums << BigInt(state * count);
  return all;
}

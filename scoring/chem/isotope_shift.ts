import { symbolOf } from "./elements.ts";
import type { Rdkit } from "./rdkit.ts";

const known = new Map<string, number>();

/**
 * How much heavier than the natural mixture an isotope is, without the digits after the point: 0 for
 * carbon-13 (13.003 - 12.011), 1 for carbon-14. Masses are RDKit's own.
 */
export function isotopeShift(rdkit: Rdkit): (element: number, isotope: number) => number {
  const mass = (symbol: string): number => {
    using molecule = rdkit.parse(`[${symbol}]`);
    return molecule === null ? 0 : molecule.mass();
  };
  return (element, isotope) => {
    const symbol = symbolOf(element);
    const key = `${isotope}${symbol}`;
    let shift = known.get(key);
    if (shift === undefined) {
      shift = Math.trunc(mass(key) - mass(symbol));
      known.set(key, shift);
    }
    return shift;
  };
}

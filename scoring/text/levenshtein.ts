import { distance } from "fastest-levenshtein";

/**
 * Insertions, deletions and replacements of Unicode characters that turn one text into the other, as
 * Python's `Levenshtein.distance` counts them.
 */
export function levenshtein(a: string, b: string): number {
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return distance(a, b);
  // One unit for each character: which one does not matter.
  const units = new Map<string, string>();
  const inUnits = (text: string) =>
    Array.from(text, (character) => {
      const unit = units.get(character) ?? String.fromCharCode(units.size);
      units.set(character, unit);
      return unit;
    }).join("");
  return distance(inUnits(a), inUnits(b));
}

const SURROGATE = /[\ud800-\udfff]/;

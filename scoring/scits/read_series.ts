import { numberTexts } from "../answers/numbers.ts";
import { pyFloat } from "../python/float.ts";

const INNER_BRACKETS = /\[([^[\]]*)\]/g;

/**
 * Numbers of a reply that is a series: of the last pair of brackets without others inside that holds
 * enough of them, else of the whole text.
 *
 * @param wanted How many numbers the series has; of more, the first are taken
 * @param missing Where a series is to be filled, how many points are missing: exactly so many numbers
 *   will do too. Default: none
 * @returns `wanted` or `missing` numbers; `null` for too few
 */
export function readSeries(text: string, wanted: number, missing?: number): number[] | null {
  let found: readonly string[] = [];
  let inBrackets = false;
  for (const [, inside] of text.matchAll(INNER_BRACKETS)) {
    const numbers = numberTexts(inside ?? "", "float");
    if (numbers.length < wanted) continue;
    found = numbers;
    inBrackets = true;
  }
  if (!inBrackets) found = numberTexts(text, "float");
  if (found.length >= wanted) found = found.slice(0, wanted);
  else if (found.length !== missing) return null;
  return found.map((number) => pyFloat(number) ?? NaN);
}

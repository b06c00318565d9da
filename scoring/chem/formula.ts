import { pyInt } from "../python/float.ts";

/** Atoms by symbol, and a charge under `+` or `-`. */
export type Formula = ReadonlyMap<string, bigint>;

const SIGN = /[+-]/;
const DIGIT = /\p{Nd}/u;
const VALID_LETTER = /[A-Za-z]/;

/**
 * Whether a text passes for a formula: letters, each with digits behind it, then signs with digits
 * behind them, and perhaps one line break. Brackets, dots, blanks, subscripts and markup do not; an
 * ordinary word does.
 *
 * Python's expression `([A-Za-z]\d*)+([\+\-]\d*)*$`, which no text makes slow here.
 */
export function passesForFormula(text: string): boolean {
  const characters = [...text];
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    const start = at;
    while (pattern.test(characters[at] ?? "")) {
      at++;
      while (DIGIT.test(characters[at] ?? "")) at++;
    }
    return at > start;
  };
  if (!skip(VALID_LETTER)) return false;
  skip(SIGN);
  return at === characters.length || (at === characters.length - 1 && characters[at] === "\n");
}

const ATOM = /([A-Z][a-z]?)(\p{Nd}+)?/uy;
const CHARGE = /([+-])(\p{Nd}*)/u;

/**
 * Counts the atoms of a formula from the left and stops without a word at the first thing that is
 * none, so that `c6h6` has no atoms. The charge is the first sign with its digits, wherever it is
 * (`C2O42-` has 42 oxygens and the charge 1-). An explicit 0 is a count like any other.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/smolinstruct.py:parse_molecule`, the same in
 * `LLM4Chem@43ab5fcc utils/metrics.py`.
 *
 * @returns `null` for a text that does not pass for a formula
 */
export function parseFormula(text: string): Formula | null {
  if (!passesForFormula(text)) return null;
  const counts = new Map<string, bigint>();
  ATOM.lastIndex = 0;
  for (let match = ATOM.exec(text); match !== null; match = ATOM.exec(text)) {
    const [, symbol = "", digits] = match;
    const count = digits === undefined ? 1n : pyInt(digits);
    if (count === null) return null;
    counts.set(symbol, (counts.get(symbol) ?? 0n) + count);
  }
  const charge = CHARGE.exec(text);
  if (charge === null) return counts;
  const [, sign = "", digits = ""] = charge;
  const number = digits === "" ? 1n : pyInt(digits);
  return number === null ? null : counts.set(sign, number);
}

/** Whether two formulas have the same atoms and charge. */
export function sameFormula(a: Formula, b: Formula): boolean {
  return a.size === b.size && [...a].every(([symbol, count]) => b.get(symbol) === count);
}

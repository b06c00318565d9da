import { decimalValue } from "../python/characters.ts";
import { pyStrip } from "../python/text.ts";

/** A number as Python's `Decimal` reads it, without rounding. */
export type PyDecimal =
  /** `digits` times ten to `exponent`; no zero at either end of `digits`, zero is `""`. */
  | {
    readonly kind: "finite";
    readonly negative: boolean;
    readonly digits: string;
    readonly exponent: number;
  }
  | { readonly kind: "infinite"; readonly negative: boolean }
  | { readonly kind: "nan" };

const FINITE = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,15}))?$/;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;
const NAN = /^[+-]?s?nan\d*$/i;
const OTHER_DECIMALS = /(?![0-9])\p{Nd}/gu;

/**
 * `Decimal(text)`: white space around, `_` anywhere, digits of any script.
 *
 * @returns `null` where Python raises
 */
export function pyDecimal(text: string): PyDecimal | null {
  const plain = pyStrip(text).replaceAll("_", "")
    .replace(OTHER_DECIMALS, (digit) => String(decimalValue(digit)));
  const infinite = INFINITE.exec(plain);
  if (infinite !== null) return { kind: "infinite", negative: infinite[1] === "-" };
  if (NAN.test(plain)) return { kind: "nan" };
  const match = FINITE.exec(plain);
  if (match === null) return null;
  const [, sign, whole = "", fraction = "", power = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const all = `${whole}${fraction}`;
  let from = 0;
  let to = all.length;
  while (from < to && all[from] === "0") from++;
  while (to > from && all[to - 1] === "0") to--;
  const exponent = Number(power) - fraction.length + (all.length - to);
  return {
    kind: "finite",
    negative: sign === "-",
    digits: all.slice(from, to),
    exponent: from === to ? 0 : exponent,
  };
}

/** `a == b`: no tolerance, 0 equals -0, NaN equals nothing. */
export function decimalsEqual(a: PyDecimal, b: PyDecimal): boolean {
  if (a.kind === "infinite" && b.kind === "infinite") return a.negative === b.negative;
  if (a.kind !== "finite" || b.kind !== "finite") return false;
  if (a.digits === "" || b.digits === "") return a.digits === b.digits;
  return a.negative === b.negative && a.digits === b.digits && a.exponent === b.exponent;
}

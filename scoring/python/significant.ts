/** Digits behind which no double has anything left that could undo a tie. */
const EXACT = 100;

/**
 * `float(f"{value:.{digits}g}")`: the number with so many significant digits, of two equally near ones
 * the even one.
 *
 * @param digits 1 to 20
 */
export function toSignificant(value: number, digits: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const up = value.toPrecision(digits);
  const exact = Math.abs(value).toExponential(EXACT).replace(".", "").split("e", 1)[0] ?? "";
  const tie = /^50*$/.test(exact.slice(digits));
  const [mantissa = "", exponent = "0"] = value.toExponential(digits - 1).split("e");
  if (!tie || !/[13579]$/.test(mantissa)) return Number(up);
  // Away from zero was the wrong way: one step back towards it.
  const last = Number(mantissa.slice(-1)) - 1;
  return Number(`${mantissa.slice(0, -1)}${last}e${exponent}`);
}

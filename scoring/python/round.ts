/** Digits behind the point that tell a tie between two roundings from a value close to one. */
const EXACT = 100;

/**
 * `round(value, digits)`: to the nearest, and of two equally near to the even one, judged on the
 * double's exact value. So 0.0625 becomes 0.062, where `toFixed` gives 0.063.
 *
 * @param digits 0 to 20
 */
export function pyRound(value: number, digits: number): number {
  const up = value.toFixed(digits);
  if (!Number.isFinite(value) || value === 0 || up.includes("e")) return value;
  const [, fraction = ""] = value.toFixed(EXACT).split(".");
  const tie = /^50*$/.test(fraction.slice(digits));
  const odd = /[13579]$/.test(up);
  // Away from zero was the wrong way: one step back towards it.
  if (tie && odd) return Number(stepToZero(up));
  return Number(up);
}

/** The decimal one last digit closer to zero; its last digit is odd. */
function stepToZero(decimal: string): string {
  return decimal.slice(0, -1) + String(Number(decimal.slice(-1)) - 1);
}

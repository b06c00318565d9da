import type { Unit } from "../../scoring/types.ts";
import type { Interval } from "../types.ts";

/** Decimals of a unit: two for percent, four for fractions and values, none for counts. */
const decimals: Readonly<Record<Unit, number>> = { percent: 2, fraction: 4, value: 4, count: 0 };

/** A number as tables show it; a mean of counts keeps two decimals, huge and tiny values are exponential. */
export function numberText(value: number, unit: Unit): string {
  const size = Math.abs(value);
  if (size >= 1e9 || (unit === "value" && size > 0 && size < 1e-3)) return value.toExponential(3);
  const digits = unit === "count" && !Number.isInteger(value) ? 2 : decimals[unit];
  const text = value.toFixed(digits);
  return /^-0(?:\.0+)?$/.test(text) ? text.slice(1) : text;
}

/** `±2.41` where both sides print alike, `[65.83, 76.04]` otherwise; `""` without an interval. */
export function intervalText(value: number, interval: Interval | null, unit: Unit): string {
  if (interval === null) return "";
  const below = numberText(value - interval.low, unit);
  const above = numberText(interval.high - value, unit);
  if (below === above) return `±${above}`;
  return `[${numberText(interval.low, unit)}, ${numberText(interval.high, unit)}]`;
}

/** A share of 0..1 in percent with two decimals; `100.00 %` only for all of it. */
export function shareText(share: number): string {
  const text = (100 * share).toFixed(2);
  return `${share < 1 && text === "100.00" ? ">99.99" : text} %`;
}

import type { Square } from "../leaderboard_types.ts";
import { intervalText, numberText, shareText } from "./numbers.ts";

/** The words of a square, for renderers to put together; nothing is escaped. */
export interface SquareText {
  /** The number, or `null` for a gap. */
  readonly value: string | null;
  /** `±2.41`, `[65.83, 76.04]` or `""`. */
  readonly interval: string;
  /** Why there is a gap; `""` beside a number. */
  readonly reason: string;
  /** What the number stands on: `n 960`, `32 repeats`, `98.33 % scored`, `70.10 to 71.80 possible`. */
  readonly details: readonly string[];
}

/** Puts a square into words. */
export function squareText(square: Square): SquareText {
  const { value, unit, coverage, worst, best, repeats } = square;
  const bounds = square.unscored > 0 && worst !== null && best !== null
    ? [
      `${numberText(Math.min(worst, best), unit)} to ${
        numberText(Math.max(worst, best), unit)
      } possible`,
    ]
    : [];
  const scored = square.unscored > 0 && coverage !== null ? [`${shareText(coverage)} scored`] : [];
  if (value === null) {
    return {
      value: null,
      interval: "",
      reason: square.reason ?? "no number",
      details: square.scored > 0 ? [...scored, ...bounds] : [],
    };
  }
  return {
    value: numberText(value, unit),
    interval: intervalText(value, square.interval, unit),
    reason: "",
    details: [
      `n ${square.n}`,
      ...(repeats > 1 ? [`${repeats} repeats`] : []),
      ...scored,
      ...bounds,
    ],
  };
}

/** A metric's name with its unit and, where lower is better, its direction; `""` without a name. */
export function metricText(
  metric: string,
  unit: Square["unit"],
  better: Square["better"] | null,
): string {
  if (metric === "") return "";
  return `${metric}${unit === "percent" ? ", %" : ""}${
    better === "lower" ? " (lower is better)" : ""
  }`;
}

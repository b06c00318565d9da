/**
 * How a sub-task's number enters its group's score.
 *
 * - `as-is`: it is in percent already, or counted without scale and bound as a ratio of errors is
 * - `hundredfold`: it runs from 0 to 1
 * - a limit: an error, of which none is 100 points and the limit or more is 0
 * - `energy`: kcal/mol, a tenth of what is below 0, at most 100 points; above 0 it costs points
 * - `nothing`: it is left out of the sum and kept in the divisor
 */
export type Points = "as-is" | "hundredfold" | "energy" | "nothing" | { readonly limit: number };

/** The points of a number. */
export function pointsOf(points: Points, value: number): number {
  switch (points) {
    case "as-is":
      return value;
    case "hundredfold":
      return 100 * value;
    case "energy":
      return Math.min(100, (0 - value) / 10);
    case "nothing":
      return 0;
    default:
      return Math.max(0, (100 * (points.limit - value)) / points.limit);
  }
}

import { pyFloat } from "../python/float.ts";
import type { Scorer } from "../types.ts";
import { elementOf, isInside, type ScreenspotTarget } from "./element.ts";

/**
 * What the coordinates of a click count: `unit` fractions of the picture, `pixel`, `thousandths`; or
 * `auto`: pixels if one of the two is larger than 1, else fractions.
 */
export type CoordinateUnit = "auto" | "unit" | "pixel" | "thousandths";

/** Names of {@linkcode CoordinateUnit}. */
export const coordinateUnits: readonly CoordinateUnit[] = ["auto", "unit", "pixel", "thousandths"];

/** Options of {@linkcode screenspotClick}. */
export interface ClickOptions {
  /** Default: `"auto"`, as upstream, for which thousandths are pixels */
  readonly coordinateUnit?: CoordinateUnit;
}

const CLICK = /x=([\p{Nd}.]+), y=([\p{Nd}.]+)/u;

/** What stands for a click that is not there. */
const ORIGIN = "0";

/**
 * The click of a reply: the first `x=<digits and points>, y=<digits and points>`, with exactly one
 * blank. Without one it is the origin, which is no mistake of form and hits a box in the corner.
 * Digits with several points are a mistake of form.
 *
 * Values: `score` (1 hit, 0 miss, -1 mistake of form), `hit`, `formatError`, `clicked` (there was a
 * click).
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/GUI/screenspot.py` (`parse_bbox_aguvis`,
 * `evaluate_point`).
 *
 * @throws {RangeError} from `score` if the element is not inside of its picture
 */
export function screenspotClick(
  { coordinateUnit = "auto" }: ClickOptions = {},
): Scorer<ScreenspotTarget> {
  return {
    id: `screenspot-click${coordinateUnit === "auto" ? "" : `-${coordinateUnit}`}`,
    version: 1,
    needs: [],
    score({ text, target }) {
      const element = elementOf(target, "inclusive");
      const click = CLICK.exec(text);
      const x = pyFloat(click?.[1] ?? ORIGIN);
      const y = pyFloat(click?.[2] ?? ORIGIN);
      const formatError = x === null || y === null;
      const hit = !formatError && isInside(toFraction(x, y, target.size, coordinateUnit), element);
      const score = formatError ? -1 : hit ? 1 : 0;
      return {
        kind: "scored",
        outcome: hit ? "correct" : formatError || click === null ? "no-answer" : "wrong",
        answer: formatError || click === null ? null : `${x}, ${y}`,
        values: { score, hit, formatError, clicked: click !== null },
        perSample: score,
      };
    },
  };
}

/** A click as fractions of the picture. */
export function toFraction(
  x: number,
  y: number,
  [width = NaN, height = NaN]: readonly number[],
  unit: CoordinateUnit,
): readonly [number, number] {
  if (unit === "thousandths") return [x / 1000, y / 1000];
  const pixels = unit === "pixel" || (unit === "auto" && (x > 1 || y > 1));
  return pixels ? [x / width, y / height] : [x, y];
}

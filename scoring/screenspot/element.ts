import { readBox } from "../grounding/read_box.ts";
import type { Json } from "../json.ts";

/** An element on a screenshot. */
export interface ScreenspotTarget {
  /** `[x, y, width, height]` in pixels. */
  readonly box: readonly number[];
  /** Width and height of the screenshot in pixels. */
  readonly size: readonly number[];
  // For `Json`.
  readonly [key: string]: Json;
}

/** Corners as fractions of the picture, all of them inside. */
export type Element = readonly [number, number, number, number];

/** How far a box reaches: to its last pixel, or to the first one behind it. */
export type BoxEdge = "inclusive" | "exclusive";

/**
 * The corners of an element as fractions of the picture. With `inclusive` edges, as upstream has them,
 * a corner of -1 is 0; `exclusive` ones, SeeClick's, are not looked at further.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/GUI/screenspot.py:evaluate_point`,
 * `SeeClick@0ef37ac4 pretrain/screenspot_test.py`.
 *
 * @throws {RangeError} if inclusive edges are outside of the picture: upstream ends the whole
 *   evaluation there, so the row is a mistake in the data
 */
export function elementOf({ box, size }: ScreenspotTarget, edge: BoxEdge): Element {
  const [x = NaN, y = NaN, w = NaN, h = NaN] = box;
  const [width = NaN, height = NaN] = size;
  if (edge === "exclusive") return [x / width, y / height, (x + w) / width, (y + h) / height];
  const corners: Element = [
    orZero(x) / width,
    orZero(y) / height,
    orZero(x + w - 1) / width,
    orZero(y + h - 1) / height,
  ];
  if (!corners.every((value) => value >= 0 && value <= 1)) {
    throw new RangeError(
      `Cannot score a click as the box [${box.join(", ")}] is not inside of its picture of ` +
        `${width} x ${height} pixels`,
    );
  }
  return corners;
}

function orZero(value: number): number {
  return value === -1 ? 0 : value;
}

/** True if a point is inside or on the edge. */
export function isInside([px, py]: readonly [number, number], element: Element): boolean {
  const [x1, y1, x2, y2] = element;
  return x1 <= px && px <= x2 && y1 <= py && py <= y2;
}

/**
 * Four numbers of a `bbox` column, which holds a list or the text of one.
 *
 * @throws {TypeError} if there are not four numbers
 */
export function boxColumn(value: unknown): readonly number[] {
  const box = typeof value === "string" ? readBox(value) : value;
  const good = Array.isArray(box) && box.length === 4 &&
    box.every((entry) => typeof entry === "number" && Number.isFinite(entry));
  if (good) return box as readonly number[];
  throw new TypeError(`Cannot read the box ${JSON.stringify(value)}: wanted [x, y, width, height]`);
}

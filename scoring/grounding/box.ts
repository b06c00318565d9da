/** Corners of a box, `[x1, y1, x2, y2]`, in whatever unit both boxes of a comparison have. */
export type Box = readonly [number, number, number, number];

/**
 * Intersection over union, 0 to 1. Boxes that only touch, and boxes without an area, give 0; corners
 * are taken as they stand, so the first must be the upper left.
 */
export function intersectionOverUnion(a: Box, b: Box): number {
  const left = Math.max(a[0], b[0]);
  const top = Math.max(a[1], b[1]);
  const right = Math.min(a[2], b[2]);
  const bottom = Math.min(a[3], b[3]);
  if (right <= left || bottom <= top) return 0;
  const both = (right - left) * (bottom - top);
  const union = area(a) + area(b) - both;
  return union <= 0 ? 0 : both / union;
}

function area([x1, y1, x2, y2]: Box): number {
  return Math.max(x2 - x1, 0) * Math.max(y2 - y1, 0);
}

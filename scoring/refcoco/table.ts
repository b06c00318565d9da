import type { Json } from "../json.ts";
import type { Box } from "../grounding/box.ts";
import { readBox } from "../grounding/read_box.ts";
import { boxToPixels, LARGEST_FRACTION, type PictureSize } from "../grounding/to_pixels.ts";
import { pyFloat } from "../python/float.ts";
import { splitOfCategory } from "./splits.ts";

/** A row of the table; columns it does not have are left out. */
export type RefcocoRow = Readonly<Record<string, unknown>>;

/** What a reply is compared with. */
export interface RefcocoTarget extends PictureSize {
  /** Corners of the object in pixels; `null` where the row has none, and every reply misses. */
  readonly box: readonly number[] | null;
  // For `Json`.
  readonly [key: string]: Json;
}

/** A row with its split and target. */
export interface RefcocoSample {
  readonly split: string;
  readonly target: RefcocoTarget;
}

/** Split of a row in a table that names none. */
const WHOLE = "RefCOCO";

const CORNERS = ["bbox_x1", "bbox_y1", "bbox_x2", "bbox_y2"];
const SHORT_CORNERS = ["x1", "y1", "x2", "y2"];

/**
 * Splits and targets of a whole table.
 *
 * Where the table lacks a corner column and has answers, these are boxes, and their unit is decided
 * once for all rows: fractions if no number of the table is larger than 1.5, else pixels. Otherwise
 * corners are taken as they are; a row that lacks one falls back on `x1` to `y2`, then on `answer` and
 * `bbox`, read as a reply is. A width or height that is missing or not positive is 1.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/refcoco.py` (`load_data`, `_extract_gt_bbox`).
 */
export function refcocoSamples(rows: readonly RefcocoRow[]): RefcocoSample[] {
  const has = (column: string) => rows.some((row) => column in row);
  const answered = has("answer") && !CORNERS.every(has);
  const answers = rows.map((row) => answered ? readBox(textOf(row.answer)) : null);
  const fractions = answers.every((box) =>
    box === null || box.every((value) => Math.abs(value) <= LARGEST_FRACTION)
  );
  return rows.map((row, at) => {
    const size = { width: edgeOf(row.width), height: edgeOf(row.height) };
    const answer = answers[at] ?? null;
    const box = answer === null ? goldOf(row, size) : fractions ? scaled(answer, size) : answer;
    return { split: splitOf(row), target: { box, ...size } };
  });
}

function splitOf({ split, category }: RefcocoRow): string {
  if (typeof split === "string") return split;
  return (typeof category === "string" ? splitOfCategory(category) : null) ?? WHOLE;
}

function goldOf(row: RefcocoRow, size: PictureSize): Box | null {
  for (const names of [CORNERS, SHORT_CORNERS]) {
    const [x1, y1, x2, y2] = names.map((name) => numberOf(row[name]));
    const box: Box = [x1 ?? NaN, y1 ?? NaN, x2 ?? NaN, y2 ?? NaN];
    if (!box.some(Number.isNaN)) return box;
  }
  for (const column of [row.answer, row.bbox]) {
    const read = readBox(textOf(column));
    if (read !== null) return boxToPixels(read, size);
  }
  return null;
}

/** Not clipped, unlike the box of a reply. */
function scaled([x1, y1, x2, y2]: Box, { width, height }: PictureSize): Box {
  return [x1 * width, y1 * height, x2 * width, y2 * height];
}

function edgeOf(value: unknown): number {
  const edge = numberOf(value);
  return edge > 0 ? edge : 1;
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" ? pyFloat(value) ?? NaN : NaN;
}

/** A box may stand as text or as a list. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? `[${value.join(", ")}]` : "";
}

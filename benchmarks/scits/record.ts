import { z } from "zod";
import type { SeriesValues } from "../define.ts";
import { mediaCell } from "../define.ts";

/** Older layouts give several wordings of one text; the first is taken. */
const Wording = z.union([z.string(), z.array(z.string()).min(1)])
  .transform((text) => typeof text === "string" ? text : text[0] ?? "");

/** A file of the data set: its path, or that with facts about it. */
const SeriesFile = z.union([
  z.string(),
  z.looseObject({
    path: z.string().nullish(),
    fs: z.unknown().optional(),
    channel_detail: z.unknown().optional(),
  }),
]).nullish();

const Values = z.unknown().optional().transform((cell): SeriesValues =>
  Array.isArray(cell)
    ? cell.map((row) => Array.isArray(row) ? row.map(numberOrNull) : [])
    : isMissing(cell)
    ? cell
    : { missing: "the record brings no numbers" }
);

function numberOrNull(cell: unknown): number | null {
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
}

function isMissing(cell: unknown): cell is { missing: string } {
  return typeof cell === "object" && cell !== null && "missing" in cell &&
    typeof cell.missing === "string";
}

/**
 * A line of `meta_data.jsonl`; other fields pass. What begins with `_` was put there by the reader of the
 * files that the line names.
 */
export const Row = z.looseObject({
  task_id: z.union([z.string(), z.array(z.string())]).nullish(),
  dataset_name: z.string().nullish(),
  input_text: Wording,
  input_ts: SeriesFile,
  gt_ts: SeriesFile,
  gt_result: z.record(z.string(), z.unknown()).nullish(),
  _series: mediaCell,
  _input_values: Values,
  _gt_values: Values,
});
export type Row = z.output<typeof Row>;

/** The tasks that a line belongs to. */
export function tasksOf(record: unknown): readonly string[] {
  const ids = typeof record === "object" && record !== null && "task_id" in record
    ? record.task_id
    : null;
  return typeof ids === "string" ? [ids] : Array.isArray(ids) ? ids : [];
}

/** The path of the input, `""` where there is none. */
export function inputPath({ input_ts: file }: Row): string {
  return (typeof file === "string" ? file : file?.path) ?? "";
}

/** Points a second; `null` for none, or one that is not positive. */
export function inputRate({ input_ts: file }: Row): number | null {
  const rate = typeof file === "object" ? file?.fs : null;
  return typeof rate === "number" && Number.isFinite(rate) && rate > 0 ? rate : null;
}

/** Names of the channels; none where the line has other things in their place. */
export function channelNames({ input_ts: file }: Row): readonly string[] {
  const names = typeof file === "object" ? file?.channel_detail : null;
  return Array.isArray(names) && names.every((name) => typeof name === "string") ? names : [];
}

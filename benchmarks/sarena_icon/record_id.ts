import { isDigits } from "../../scoring/python/characters.ts";
import { pyInt } from "../../scoring/python/float.ts";

/** Columns that say which task and which record a row is. */
export interface SarenaRow {
  readonly "l2-category": string;
  readonly category?: string | null | undefined;
  readonly dataset?: string | null | undefined;
  readonly id?: string | number | null | undefined;
  readonly index?: string | number | null | undefined;
}

const DOMAIN = "sarena-icon";

/**
 * The record of the icon domain that a row belongs to.
 *
 * A task is told by its name anywhere in `l2-category`, in any case; the record by the digits behind the
 * last `_` there, else by `id`, else by `index`.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/utils/sarena.py:get_task_predictions_map`.
 *
 * @param task Name of the task, such as `Edit-Crop`
 * @returns `null` for a row of another task or domain, or without a number
 */
export function recordId(row: SarenaRow, task: string): number | null {
  const category = row["l2-category"];
  if (!category.toLowerCase().includes(task.toLowerCase())) return null;
  const domains = [category, row.category, row.dataset];
  if (!domains.some((name) => name?.toLowerCase().includes(DOMAIN))) return null;
  const last = category.includes("_") ? category.slice(category.lastIndexOf("_") + 1) : "";
  for (const text of [last, row.id, row.index]) {
    if (text == null || !isDigits(String(text))) continue;
    const id = pyInt(String(text));
    return id === null ? null : Number(id);
  }
  return null;
}

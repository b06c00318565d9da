import { createHash } from "node:crypto";
import type { GaiaRecord } from "./record.ts";

/**
 * Which of the 165 validation rows are asked.
 *
 * - `text103`: the 103 that agent papers call text-only, by a list of ids (levels 39, 52, 12)
 * - `noattachment`: rows without a file, of which 24 more need pictures, video or sound from the web
 * - `all`: every row
 */
export type GaiaSubset = "text103" | "noattachment" | "all";

/** Where the list of the 103 comes from: member `task_id` of a JSON list. Never stored here. */
export const TEXT_103_LIST = {
  repo: "RUC-NLPIR/WebThinker",
  commit: "2d6546fb83a15da6f5f76fd90aa6c606ef882035",
  path: "data/GAIA/dev.json",
} as const;

/** SHA-256 of the 103 ids, sorted and joined by line feeds. */
const TEXT_103 = "c84faeed707c47e7fb107793b84c92392d5d8853d9d486bdb8162bb61e242c86";

/** True for the ids of the 103, in any order. */
export function isText103(ids: readonly string[]): boolean {
  return createHash("sha256").update(ids.toSorted().join("\n")).digest("hex") === TEXT_103;
}

/**
 * Whether a row belongs to a subset.
 *
 * @param ids of the 103, for `text103`
 * @throws {RangeError} if `text103` is wanted and the ids are not those of the 103
 */
export function gaiaFilter(
  subset: GaiaSubset,
  ids: readonly string[] = [],
): (row: Pick<GaiaRecord, "task_id" | "file_name">) => boolean {
  switch (subset) {
    case "all":
      return () => true;
    case "noattachment":
      return ({ file_name }) => file_name === "";
    case "text103": {
      if (!isText103(ids)) {
        throw new RangeError(
          `Cannot select the 103 text-only questions by ${ids.length} ids: they are not those of ` +
            `"${TEXT_103_LIST.path}" of ${TEXT_103_LIST.repo}`,
        );
      }
      const wanted = new Set(ids);
      return ({ task_id }) => wanted.has(task_id);
    }
  }
}

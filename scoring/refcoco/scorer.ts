import { type Box, intersectionOverUnion } from "../grounding/box.ts";
import { readBox } from "../grounding/read_box.ts";
import { boxToPixels, type BoxUnit } from "../grounding/to_pixels.ts";
import { pyFixed } from "../python/fixed.ts";
import type { Scorer } from "../types.ts";
import type { RefcocoTarget } from "./table.ts";

/** From this on a box is a hit; exactly half counts. */
const HIT = 0.5;

/** Options of {@linkcode refcocoScorer}. */
export interface RefcocoOptions {
  /** What the numbers of a reply count. Default: `"auto"`, as upstream */
  readonly boxUnit?: BoxUnit;
}

/**
 * A hit is a box that shares at least half of the union with the object's. A reply without a box
 * misses.
 *
 * Values: `hit`, `iou` (0 to 1), `box` (in pixels with six decimals, `""` for none).
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/refcoco.py:evaluate`.
 */
export function refcocoScorer({ boxUnit = "auto" }: RefcocoOptions = {}): Scorer<RefcocoTarget> {
  return {
    id: `refcoco-box${boxUnit === "auto" ? "" : `-${boxUnit}`}`,
    version: 1,
    needs: [],
    score({ text, target }) {
      const read = readBox(text);
      const box = read === null ? null : boxToPixels(read, target, boxUnit);
      const gold = goldBox(target.box);
      const iou = box === null || gold === null ? 0 : intersectionOverUnion(box, gold);
      const hit = iou >= HIT;
      const shown = box === null ? "" : `[${box.map((value) => pyFixed(value, 6)).join(", ")}]`;
      return {
        kind: "scored",
        outcome: box === null ? "no-answer" : hit ? "correct" : "wrong",
        answer: box === null ? null : shown,
        values: { hit, iou, box: shown },
        perSample: { hit: hit ? 1 : 0, iou, box: shown },
      };
    },
  };
}

function goldBox(corners: readonly number[] | null): Box | null {
  if (corners === null) return null;
  const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN] = corners;
  return [x1, y1, x2, y2];
}

import { pyFloat, pyInt } from "../python/float.ts";
import type { Metric, Scorer } from "../types.ts";
import { countsOf, meanValue } from "../metrics/mean.ts";
import { meanOf } from "../metrics/reduce.ts";
import { elementOf, isInside, type ScreenspotTarget } from "./element.ts";

const BOXES = /<box>\((\p{Nd}+),(\p{Nd}+)\),\((\p{Nd}+),(\p{Nd}+)\)<\/box>/gu;
const NUMBERS = /-?\p{Nd}+\.?\p{Nd}*/gu;

/**
 * The benchmark's first scorer. A reply with `box` anywhere in it is read as
 * `<box>(x1,y1),(x2,y2)</box>` in thousandths, of which the centre clicks; any other one as two
 * numbers (a point) or four (a box), in fractions. Anything else is a mistake of form.
 *
 * So the mere word spoils a point, `.23` is 23, and pixels always miss.
 *
 * Values: `score` (1 hit, 0 miss, -1 mistake of form), `hit`, `formatError`.
 *
 * Upstream: `SeeClick@0ef37ac4 pretrain/screenspot_test.py`, `pretrain/process_utils.py`.
 */
export const seeclick: Scorer<ScreenspotTarget> = {
  id: "seeclick",
  version: 1,
  needs: [],
  score({ text, target }) {
    const point = text.includes("box") ? centreOfBox(text) : pointOfNumbers(text);
    const hit = point !== null && isInside(point, elementOf(target, "exclusive"));
    const score = point === null ? -1 : hit ? 1 : 0;
    return {
      kind: "scored",
      outcome: hit ? "correct" : point === null ? "no-answer" : "wrong",
      answer: point === null ? null : point.join(", "),
      values: { score, hit, formatError: point === null },
      perSample: score,
    };
  },
};

/** Every box must be readable; the first one counts. */
function centreOfBox(text: string): readonly [number, number] | null {
  let centre: readonly [number, number] | null = null;
  for (const [, ...corners] of text.matchAll(BOXES)) {
    const [x1, y1, x2, y2] = corners.map(pyInt);
    if (x1 == null || y1 == null || x2 == null || y2 == null) return null;
    centre ??= [Number(x1 + x2) / 2 / 1000, Number(y1 + y2) / 2 / 1000];
  }
  return centre?.every(Number.isFinite) ? centre : null;
}

function pointOfNumbers(text: string): readonly [number, number] | null {
  const found: number[] = [];
  for (const [number] of text.matchAll(NUMBERS)) {
    if (found.length === 4) return null;
    found.push(pyFloat(number) ?? NaN);
  }
  const [a = NaN, b = NaN, c = NaN, d = NaN] = found;
  if (found.length === 2) return [a, b];
  return found.length === 4 ? [(a + c) / 2, (b + d) / 2] : null;
}

const accuracy = meanValue("action_acc", "hit", {
  unit: "fraction",
  better: "higher",
  range: [0, 1],
});

/**
 * `action_acc`, `text_acc` and `icon_acc` as fractions, the latter two over the samples whose group
 * `type` is `text` or anything else and 0 without any; `wrong_format` is a count.
 */
export const seeclickMetrics: readonly Metric[] = [
  accuracy,
  {
    kind: "breakdown",
    id: "acc/type",
    unit: "fraction",
    compute(items) {
      const { text = [], icon = [] } = Object.groupBy(
        items,
        ({ groups }) => groups.type === "text" ? "text" : "icon",
      );
      return { text_acc: meanOf(accuracy, text) ?? 0, icon_acc: meanOf(accuracy, icon) ?? 0 };
    },
  },
  countsOf("wrong_format", { wrong_format: "formatError" }),
];

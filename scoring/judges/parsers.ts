import { pyStrip } from "../python/text.ts";
import { firstLetter } from "./first_letter.ts";
import type { Reading, VerdictParser } from "./judging.ts";

/**
 * The parser of OpenCompass's `GenericLLMEvaluator`: the first tag that stands anywhere in the text,
 * case-sensitive, inside words too ("Answer: B" is `A`). Without a tag the label is `unknown`: wrong,
 * not attempted, never asked again.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/generic.py` (`_generic_llmjudge_postprocess`).
 */
export function genericParser(trueTag = "A", falseTag = "B"): VerdictParser {
  const labels = { A: trueTag, B: falseTag, unknown: "unknown" };
  return {
    id: "generic",
    retries: 0,
    parse(text) {
      const grade = firstLetter(text, { right: trueTag, wrong: falseTag });
      return { grade, label: labels[grade] };
    },
  };
}

/** {@linkcode genericParser} with the letters A and B. */
export const generic: VerdictParser = genericParser();

/**
 * The parser of OpenCompass's `CascadeEvaluator`: trimmed and in upper case, right is exactly `A` or
 * what begins with `CORRECT`; everything else is wrong and never asked again. What is neither this nor
 * `B` nor begins with `INCORRECT` is counted as unreadable.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/evaluator/cascade_evaluator.py`.
 */
export const cascade: VerdictParser = {
  id: "cascade",
  retries: 0,
  parse(text) {
    const verdict = pyStrip(text).toUpperCase();
    if (verdict === "A" || verdict.startsWith("CORRECT")) return RIGHT;
    if (verdict === "B" || verdict.startsWith("INCORRECT")) return WRONG;
    return UNREADABLE;
  },
};

/**
 * Assay's own parser: `\boxed{}`, stars, quotes, dots and white space around the verdict are taken
 * off; exactly one of A, B, CORRECT, INCORRECT in any case must be left. Otherwise the judge is asked
 * up to three times more.
 */
export const strict: VerdictParser = {
  id: "strict",
  retries: 3,
  parse(text) {
    switch (unwrapped(text).toUpperCase()) {
      case "A":
      case "CORRECT":
        return RIGHT;
      case "B":
      case "INCORRECT":
        return WRONG;
      default:
        return UNREADABLE;
    }
  },
};

/** The parsers of an A or B grade by name. */
export const parsers = { strict, generic, cascade } as const satisfies Record<
  string,
  VerdictParser
>;

/** Names of the {@linkcode parsers}. */
export const parserNames = ["strict", "generic", "cascade"] as const;

const RIGHT: Reading = { grade: "A", label: "A" };
const WRONG: Reading = { grade: "B", label: "B" };
const UNREADABLE: Reading = { grade: "unknown", label: null };

/** Characters around a verdict that say nothing: stars, straight and curly quotes, dots. */
const WRAPPING = new Set("*\"'`.\u2018\u2019\u201c\u201d\u3002");
const BOX = "\\boxed{";

/** Boxes inside boxes that are opened. */
const MAX_BOXES = 4;

function unwrapped(text: string): string {
  let inner = bare(text);
  for (let boxes = 0; boxes < MAX_BOXES; boxes++) {
    if (!inner.startsWith(BOX) || !inner.endsWith("}")) break;
    inner = bare(inner.slice(BOX.length, -1));
  }
  return inner;
}

function bare(text: string): string {
  let start = 0;
  let end = text.length;
  const saysNothing = (at: number) => {
    const character = text.charAt(at);
    return WRAPPING.has(character) || pyStrip(character) === "";
  };
  while (start < end && saysNothing(start)) start++;
  while (end > start && saysNothing(end - 1)) end--;
  return text.slice(start, end);
}

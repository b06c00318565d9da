import { pyFloat } from "../python/float.ts";
import { PY_WHITESPACE } from "../python/text.ts";
import type { Box } from "./box.ts";

const D = "\\p{Nd}";
const S = `[${PY_WHITESPACE}]*`;

/**
 * The language of upstream's `[-+]?\d*\.?\d+(?:[eE][-+]?\d+)?`, spelled so that no text can be read in
 * two ways: the original needs the fourth power of the number of digits to give up.
 */
const NUMBER = `[-+]?(?:${D}+(?:\\.${D}+)?|\\.${D}+)(?:[eE][-+]?${D}+)?`;
const GAP = `(?:${S},${S}|[${PY_WHITESPACE}]+)`;

const FOUR_IN_BRACKETS = new RegExp(
  `\\[${S}(${NUMBER})${GAP}(${NUMBER})${GAP}(${NUMBER})${GAP}(${NUMBER})${S}\\]`,
  "u",
);
const NUMBERS = new RegExp(NUMBER, "gu");

/**
 * Four numbers of a reply, as VLMEvalKit reads a box: those of the first bracket that holds exactly
 * four, else the first four of the whole text. Digits of any script count.
 *
 * Without such a bracket every digit counts, those of labels too: `x1=100 y1=100 ...` begins with 1,
 * and `box-100` with -100. Of several boxes the first is taken. Linear in the length of the text.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/refcoco.py:_parse_prediction`.
 *
 * @returns `null` with fewer than four numbers
 */
export function readBox(text: string): Box | null {
  const bracket = FOUR_IN_BRACKETS.exec(text);
  if (bracket !== null) return numbers(bracket.slice(1));
  const found: string[] = [];
  for (const [number] of text.matchAll(NUMBERS)) {
    found.push(number);
    if (found.length === 4) return numbers(found);
  }
  return null;
}

function numbers(texts: readonly string[]): Box {
  const [x1, y1, x2, y2] = texts.map((text) => pyFloat(text) ?? NaN);
  return [x1 ?? NaN, y1 ?? NaN, x2 ?? NaN, y2 ?? NaN];
}

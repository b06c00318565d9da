/**
 * Whether an answer is GAIA's, as its leaderboard decides. Upstream: OpenHands@55d0bcc
 * evaluation/benchmarks/gaia/scorer.py, an unchanged copy of the leaderboard's.
 *
 * Quirks: `inf` accepts whatever is no number, `nan` accepts nothing; `1,234` is a list, so `1234` is
 * wrong; elements of lists keep their punctuation, other texts lose it, so that `$89.00` is `8900`.
 *
 * @module
 */
import { pyFloat } from "../python/float.ts";
import { removePunctuation } from "../python/punctuation.ts";
import { PY_WHITESPACE } from "../python/text.ts";

/**
 * True if the answer is the wanted one: as numbers where a number is wanted, element by element where
 * a comma or semicolon is, otherwise as texts without white space, case and punctuation.
 */
export function isQuasiExact(answer: string, wanted: string): boolean {
  const number = pyFloat(wanted);
  if (number !== null) return isNumber(answer, number);
  if (!LIST.test(wanted)) return textOf(answer) === textOf(wanted);
  const elements = wanted.split(LIST);
  const given = answer.split(LIST);
  return given.length === elements.length && elements.every((element, index) => {
    const other = given[index] ?? "";
    const value = pyFloat(element);
    return value === null ? squeezed(other) === squeezed(element) : isNumber(other, value);
  });
}

const LIST = /[,;]/;

/** Without signs of money, percent and thousands; what is no number is infinite. */
function isNumber(answer: string, wanted: number): boolean {
  return (pyFloat(answer.replace(/[$%,]/g, "")) ?? Infinity) === wanted;
}

const WHITESPACE = new RegExp(`[${PY_WHITESPACE}]+`, "g");

function squeezed(text: string): string {
  return text.replace(WHITESPACE, "").toLowerCase();
}

function textOf(text: string): string {
  return removePunctuation(squeezed(text));
}

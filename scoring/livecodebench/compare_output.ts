/**
 * What a program printed against what it should have printed, by both rules.
 *
 * @module
 */
import { isDigits } from "../python/characters.ts";
import { pyFloat } from "../python/float.ts";
import { pySplit, pyStrip } from "../python/text.ts";
import { decimalsEqual, pyDecimal } from "./python_decimal.ts";

/**
 * The official rule: both texts stripped, as many lines, each line equal after stripping or made of
 * numbers that are equal as `Decimal`. No tolerance.
 */
export function officialOutput(printed: string, expected: string): boolean {
  const got = strippedLines(printed);
  const wanted = strippedLines(expected);
  return got.length === wanted.length &&
    got.every((line, index) => sameLine(line, wanted[index] ?? ""));
}

function strippedLines(text: string): string[] {
  return pyStrip(text).split("\n").map(pyStrip);
}

function sameLine(got: string, wanted: string): boolean {
  if (got === wanted) return true;
  const gotWords = pySplit(got);
  const wantedWords = pySplit(wanted);
  if (gotWords.length !== wantedWords.length) return false;
  return gotWords.every((word, index) => {
    const a = pyDecimal(word);
    const b = pyDecimal(wantedWords[index] ?? "");
    return a !== null && b !== null && decimalsEqual(a, b);
  });
}

const ENDS = "\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029";
const LINE_ENDS = new RegExp(`\\r\\n|[${ENDS}]`);

/** `text.splitlines()`. */
function splitLines(text: string): string[] {
  const lines = text.split(LINE_ENDS);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/**
 * The rule of OpenCompass: equal after stripping the whole or each line; or equal to the expected
 * lines without the empty ones; or, where some line is no plain number, all lines equal as floats up
 * to `1e-8 + 1e-5 |expected|`.
 */
export function openCompassOutput(printed: string, expected: string): boolean {
  const got = splitLines(printed);
  const whole = pyStrip(expected);
  if (pyStrip(got.join("\n")) === whole) return true;
  if (pyStrip(got.map(pyStrip).join("\n")) === whole) return true;
  const wanted = expected.split("\n").filter((line) => line !== "").map(pyStrip);
  if (sameLines(got, wanted)) return true;
  const filled = got.filter((line) => line !== "");
  if (sameLines(filled, wanted)) return true;
  const shared = Math.min(filled.length, wanted.length);
  const plain = [filled, wanted].every((lines) => lines.slice(0, shared).every(isDigits));
  if (plain || filled.length !== wanted.length) return false;
  return filled.every((line, index) => close(pyFloat(line), pyFloat(wanted[index] ?? "")));
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

/** numpy's `isclose` with its own tolerances. */
function close(got: number | null, wanted: number | null): boolean {
  if (got === null || wanted === null) return false;
  if (!Number.isFinite(got) || !Number.isFinite(wanted)) return got === wanted;
  return Math.abs(got - wanted) <= 1e-8 + 1e-5 * Math.abs(wanted);
}

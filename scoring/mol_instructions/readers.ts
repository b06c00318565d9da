/**
 * How zjunlp's scripts read a reply. Each is linear in the length of the text.
 *
 * Upstream: `zjunlp/Mol-Instructions@d08a15f8 evaluation/`.
 *
 * @module
 */
import { bracketedChoice } from "../answers/bracketed_choice.ts";
import { pyFloat } from "../python/float.ts";
import { PY_WHITESPACE, pyStrip } from "../python/text.ts";

/** The token that ends each reply in the files of the scripts for molecules. */
const END = "</s>";

/** Everything up to the last `]`; without one the whole with its end token, and a `]`. */
export function untilLastBracket(text: string): string {
  return upTo(text, "]");
}

/** Everything up to the last full stop; without one the whole with its end token, and a full stop. */
export function untilLastStop(text: string): string {
  return upTo(text, ".");
}

function upTo(text: string, last: string): string {
  const end = text.lastIndexOf(last);
  return (end === -1 ? text + END : text.slice(0, end)) + last;
}

// The look behind keeps long rows of digits from being tried from each digit on.
const FINAL_NUMBER = new RegExp(
  `-?(?<!\\p{Nd})\\p{Nd}+(?:\\.\\p{Nd}*)?(?=[${PY_WHITESPACE}]*${END})`,
  "u",
);

/**
 * The number that ends a reply, in plain decimals without a leading point (`.35` is 35).
 *
 * @returns `null` where the reply ends otherwise
 */
export function finalNumber(text: string): number | null {
  const found = FINAL_NUMBER.exec(text + END)?.[0];
  return found === undefined ? null : pyFloat(found);
}

/** {@linkcode bracketedChoice}; without one how the text begins. */
export function choiceLetter(text: string): string {
  return bracketedChoice(text) ?? String.fromCodePoint(text.codePointAt(0) ?? 0);
}

/** What stands between the first opening and the next closing bracket; `null` without an opening one. */
export function goldLetter(output: string): string | null {
  return output.split("(")[1]?.split(")", 1)[0] ?? null;
}

/** The text before the first comma, trimmed and in lower case. */
export function firstClause(text: string): string {
  return pyStrip(text.split(",", 1)[0] ?? "").toLowerCase();
}

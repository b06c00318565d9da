import { lastCharacters, PY_WORD } from "./characters.ts";

const WORD = new RegExp(`^[${PY_WORD}]`, "u");

/** Python's `\b` at a position: one of the two neighbours, and not the other, is a word character. */
export function isWordBoundary(text: string, at: number): boolean {
  const before = WORD.test(lastCharacters(text.slice(Math.max(0, at - 2), at), 1));
  return before !== WORD.test(text.slice(at, at + 2));
}

/**
 * Answers read from keywords: which of several lists has a word in the reply. Official copies differ
 * in the lists, in which list is asked first, and in whether a word must stand alone.
 *
 * @module
 */
import { isWordBoundary } from "../python/word_boundary.ts";

/** An answer and the words that stand for it. */
export interface KeywordClass {
  readonly label: string;
  /** None of them empty; written in lower case unless case matters. */
  readonly words: readonly string[];
}

/** How {@linkcode keywordLabel} looks for words. */
export interface KeywordOptions {
  /**
   * `whole-word`: with a word boundary on both sides (`\b`), as GUE and bio_instruction do.
   * `anywhere`: also inside of other words, as PEER and MatBench's `regex` profile do ("incorrect"
   * holds "correct", "unknown" holds "no").
   */
  readonly match: "whole-word" | "anywhere";
  /**
   * `ignore`: as Python's `re.IGNORECASE`; `lower`: in the lower-cased text; `exact`: case matters.
   */
  readonly letters: "ignore" | "lower" | "exact";
}

/**
 * Label of the first class that has a word in the text, however early in the text the others have
 * theirs; `null` where none has.
 */
export function keywordLabel(
  text: string,
  classes: readonly KeywordClass[],
  { match, letters }: KeywordOptions,
): string | null {
  const folded = letters === "exact" ? text : letters === "lower" ? text.toLowerCase() : fold(text);
  const has = match === "anywhere"
    ? (word: string) => folded.includes(word)
    : (word: string) => hasWholeWord(folded, word);
  return classes.find(({ words }) => words.some(has))?.label ?? null;
}

/** Lower case, with the four letters that Python takes for ASCII ones when it ignores case. */
function fold(text: string): string {
  return text.replace(/[\u0130\u0131]/g, "i").replaceAll("\u017f", "s").toLowerCase();
}

/** True if the word stands in the text between word boundaries; it may hold blanks and signs. */
export function hasWholeWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (isWordBoundary(text, at) && isWordBoundary(text, at + word.length)) return true;
  }
  return false;
}

/**
 * Words for reference replies. None is a stop word, has a digit, or is a word of a constraint.
 *
 * @module
 */

/** Plain words, neighbours with different initials. */
export const FILLERS: readonly string[] =
  "strong winter storms master harbour lights guide tired sailors count distant bells".split(" ");

const BEGINNINGS = "sun moon star rain snow wind sand sea fire oak birch stone".split(" ");
const ENDINGS = "light fall ward song field gate path craft mark side weed brook works maker house"
  .split(" ");

/** `count` words in a row, the fillers over and over. */
export function fillers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => FILLERS[index % FILLERS.length] ?? "");
}

/** `count` different words; there are 180. */
export function differentWords(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const beginning = BEGINNINGS[index % BEGINNINGS.length] ?? "";
    return beginning + (ENDINGS[Math.floor(index / BEGINNINGS.length)] ?? `x${index}`);
  });
}

/** A sentence of these words. */
export function sentence(words: readonly string[], end = "."): string {
  const text = words.join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1) + end;
}

/** Puts something before the mark a text ends with, or at its end if there is none. */
export function insertBeforeEnd(text: string, insertion: string): string {
  return text.replace(/[.?!]?$/, (mark) => insertion + mark);
}

/**
 * `str.strip(chars)` for sets of ASCII characters. Linear in what is stripped.
 *
 * @module
 */
import { PUNCTUATION } from "./punctuation.ts";

/** A set of ASCII characters, by code. */
export type AsciiSet = readonly boolean[];

/**
 * The set of these characters.
 *
 * @throws {RangeError} if a character is not ASCII
 */
export function asciiSet(characters: string): AsciiSet {
  const set = new Array<boolean>(128).fill(false);
  for (const character of characters) {
    const code = character.codePointAt(0) ?? 0;
    if (code > 127) {
      throw new RangeError(`Cannot put "${character}" into an ASCII set as its code is ${code}`);
    }
    set[code] = true;
  }
  return set;
}

/** Punctuation and the blank: what official word checks strip off a word. */
export const PUNCTUATION_AND_BLANK: AsciiSet = asciiSet(`${PUNCTUATION} `);

/** `text.lstrip(chars)`. */
export function stripCharsStart(text: string, set: AsciiSet): string {
  let start = 0;
  while (start < text.length && set[text.charCodeAt(start)] === true) start++;
  return start === 0 ? text : text.slice(start);
}

/** `text.rstrip(chars)`. */
export function stripCharsEnd(text: string, set: AsciiSet): string {
  let end = text.length;
  while (end > 0 && set[text.charCodeAt(end - 1)] === true) end--;
  return end === text.length ? text : text.slice(0, end);
}

/** `text.strip(chars)`. */
export function stripChars(text: string, set: AsciiSet): string {
  return stripCharsEnd(stripCharsStart(text, set), set);
}

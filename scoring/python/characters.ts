/**
 * Python's character predicates. `\p{...}` agrees with CPython 3.11 on every code point its Unicode
 * version knows, except that five modifier letters became lower case later.
 *
 * @module
 */

/** The word characters of Python's `\w`, for use inside a character class with the `u` flag. */
export const PY_WORD = "\\p{L}\\p{N}_";

const ALPHA = /^\p{L}/u;
const ALNUM_ANYWHERE = /[\p{L}\p{N}]/u;
const CASED_WRONG_FOR_LOWER = /[\p{Uppercase}\p{Lt}]/u;
const CASED_WRONG_FOR_UPPER = /[\p{Lowercase}\p{Lt}]/u;
const LOWERCASE = /\p{Lowercase}/u;
const UPPERCASE = /\p{Uppercase}/u;
const DECIMAL = /^\p{Nd}/u;

/** Digits that are not decimals (superscripts, circled digits, ...), as CPython 3.11 has them. */
const OTHER_DIGITS = "\\u00b2\\u00b3\\u00b9\\u1369-\\u1371\\u19da\\u2070\\u2074-\\u2079" +
  "\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff" +
  "\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}" +
  "\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}";
const DIGITS_ONLY = new RegExp(`^[\\p{Nd}${OTHER_DIGITS}]+$`, "u");

/** True if the first character is a letter (`text[0].isalpha()`). */
export function startsAlpha(text: string): boolean {
  return ALPHA.test(text);
}

/** True if any character is a letter or a number (`any(ch.isalnum() for ch in text)`). */
export function hasAlnum(text: string): boolean {
  return ALNUM_ANYWHERE.test(text);
}

/** `str.isdigit()`: decimals, superscripts and the like, at least one of them and nothing else. */
export function isDigits(text: string): boolean {
  return DIGITS_ONLY.test(text);
}

/** `str.islower()`: some character has a case, and every one that has is lower. */
export function isLower(text: string): boolean {
  return LOWERCASE.test(text) && !CASED_WRONG_FOR_LOWER.test(text);
}

/** `str.isupper()`: some character has a case, and every one that has is upper. */
export function isUpper(text: string): boolean {
  return UPPERCASE.test(text) && !CASED_WRONG_FOR_UPPER.test(text);
}

/** The first code point, `""` of an empty text (`text[0:1]`). */
export function firstCharacter(text: string): string {
  const code = text.codePointAt(0);
  return code === undefined ? "" : String.fromCodePoint(code);
}

/** The last `count` code points (`text[-count:]`). Looks at the end of the text only. */
export function lastCharacters(text: string, count: number): string {
  let start = text.length;
  for (let taken = 0; taken < count && start > 0; taken++) {
    start--;
    const low = text.charCodeAt(start);
    const high = text.charCodeAt(start - 1);
    if (low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff) start--;
  }
  return text.slice(start);
}

/** Code points `start` up to `end` (`text[start:end]` for positions that are not negative). */
export function codePointSlice(text: string, start: number, end: number): string {
  return Array.from(text).slice(start, end).join("");
}

/**
 * `int(text)` for a text of decimals of any script; `NaN` if another character is in it.
 *
 * Decimals come in runs of ten (or of several tens) that begin with a zero, so the distance to the
 * start of the run tells the value.
 */
export function decimalValue(text: string): number {
  if (text === "") return NaN;
  let value = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (!DECIMAL.test(character)) return NaN;
    let zero = code;
    while (DECIMAL.test(String.fromCodePoint(zero - 1))) zero--;
    value = value * 10 + (code - zero) % 10;
  }
  return value;
}

/**
 * Python's idea of white space, which official scorers rely on and JavaScript does not share:
 * `str.strip()` takes U+001C-001F and U+0085 and leaves U+FEFF, `String.prototype.trim` does the
 * opposite. Set enumerated on CPython 3.11.
 *
 * @module
 */

/** The white space characters of Python's `str.isspace`, for use inside a character class. */
export const PY_WHITESPACE =
  "\\u0009-\\u000d\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const WHITESPACE_RUN = new RegExp(`[${PY_WHITESPACE}]+`);

/** True if the UTF-16 unit is Python white space (every such character is one unit). */
export function isPyWhitespace(unit: number): boolean {
  return (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x20) || unit === 0x85 ||
    unit === 0xa0 || unit === 0x1680 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x2028 ||
    unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000;
}

/** `str.lstrip()`. */
export function pyStripStart(text: string): string {
  let start = 0;
  while (start < text.length && isPyWhitespace(text.charCodeAt(start))) start++;
  return text.slice(start);
}

/** `str.rstrip()`. */
export function pyStripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isPyWhitespace(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

/** `str.strip()`. Linear in the length of the text. */
export function pyStrip(text: string): string {
  return pyStripEnd(pyStripStart(text));
}

/** `str.split()`: the words between runs of white space, no empty ones. */
export function pySplit(text: string): string[] {
  const words = text.split(WHITESPACE_RUN);
  if (words[0] === "") words.shift();
  if (words.at(-1) === "") words.pop();
  return words;
}

/** `len(text)`: the number of Unicode code points. */
export function pyLength(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) i++;
    }
    length++;
  }
  return length;
}

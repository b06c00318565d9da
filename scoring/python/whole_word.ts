import { PY_WORD } from "./characters.ts";

const WORD = `[${PY_WORD}]`;
/** `\b` with Python's idea of a word character; it may stand beside one on either side. */
const BOUNDARY = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`;

/**
 * `re.compile(r"\b{}\b".format(re.escape(word)), re.IGNORECASE)`.
 *
 * Python takes `i`, `I`, `ı` and `İ` for one letter; apart from these, ignoring case is simple case
 * folding in both languages. Only the word itself ignores case: a class like `\p{L}` would match
 * more with the `i` flag.
 */
export function wholeWordIgnoringCase(word: string): RegExp {
  return new RegExp(`${BOUNDARY}${sourceIgnoringCase(word)}${BOUNDARY}`, "u");
}

/** `re.escape(text)` under `re.IGNORECASE`, as part of an expression with the `u` and no `i` flag. */
export function sourceIgnoringCase(text: string): string {
  return Array.from(text, (letter) => {
    if ("iIıİ".includes(letter)) return "[iIıİ]";
    return `(?i:\\u{${(letter.codePointAt(0) ?? 0).toString(16)}})`;
  }).join("");
}

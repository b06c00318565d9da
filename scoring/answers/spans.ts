/**
 * Taking marked stretches out of a text. Linear in its length, whatever marks are in it.
 *
 * @module
 */

/**
 * The text without every shortest stretch from `open` to the next `close`, both included. An opening
 * mark that nothing closes stays, and so does a closing one on its own.
 */
export function withoutSpans(text: string, open: string, close: string): string {
  let kept = "";
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    // Nothing closes behind this mark, so nothing closes behind a later one either.
    const end = start === -1 ? -1 : text.indexOf(close, start + open.length);
    if (end === -1) return kept + text.slice(from);
    kept += text.slice(from, start);
    from = end + close.length;
  }
}

/** Every shortest stretch from `(` to the next `)` on one line, brackets included. */
export function bracketedSpans(text: string): string[] {
  const found: string[] = [];
  let close = -1;
  let lineBreak = -1;
  for (let at = text.indexOf("("); at !== -1;) {
    if (close <= at) close = indexOrEnd(text, ")", at + 1);
    if (lineBreak < at) lineBreak = indexOrEnd(text, "\n", at + 1);
    const closes = close < lineBreak;
    if (closes) found.push(text.slice(at, close + 1));
    at = text.indexOf("(", closes ? close + 1 : at + 1);
  }
  return found;
}

function indexOrEnd(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from);
  return at === -1 ? text.length : at;
}

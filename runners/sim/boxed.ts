/** The content of a `\boxed{...}` and where it stands. */
export interface Boxed {
  readonly content: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The last `\boxed{...}` of a text whose braces balance, or `null`. One pass over the text behind
 * the last opener; an opener that never closes is not looked behind.
 */
export function lastBoxed(text: string): Boxed | null {
  const opener = "\\boxed{";
  const at = text.lastIndexOf(opener);
  if (at < 0) return null;
  const start = at + opener.length;
  let depth = 1;
  for (let i = start; i < text.length; i++) {
    const unit = text[i];
    if (unit === "\\") i++;
    else if (unit === "{") depth++;
    else if (unit === "}" && --depth === 0) {
      return { content: text.slice(start, i), start, end: i };
    }
  }
  return null;
}

import { pyStrip } from "../python/text.ts";

const OPENING = "\\boxed{";

/**
 * Content of the last `\boxed{...}` whose braces nest at most once, cleaned of LaTeX: `\text{x}`
 * becomes `x`, and a backslash before any character goes (`\_` is `_`, `\textbf{x}` is `textbf{x}`).
 * Trimmed before it is cleaned. Linear in the length of the text.
 *
 * A closing remark such as "inside `\boxed{}`" is the last box, and empty.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/biodata.py` (`extract_boxed_text`).
 *
 * @returns `null` where there is no such box
 */
export function lastBoxedText(text: string): string | null {
  let last: string | null = null;
  for (let at = text.indexOf(OPENING); at !== -1;) {
    const start = at + OPENING.length;
    const end = closingBrace(text, start);
    if (end !== null) last = text.slice(start, end);
    at = text.indexOf(OPENING, end === null ? at + 1 : end + 1);
  }
  if (last === null) return null;
  return pyStrip(last).replace(/\\text\{([^}]*)\}/g, "$1").replace(/\\([^\n])/g, "$1");
}

/** Where the brace opened before `start` closes; `null` where braces nest deeper or never close. */
function closingBrace(text: string, start: number): number | null {
  let inside = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === "{") {
      if (inside) return null;
      inside = true;
    } else if (character === "}") {
      if (!inside) return at;
      inside = false;
    }
  }
  return null;
}

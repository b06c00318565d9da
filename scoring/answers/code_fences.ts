import { isPyWhitespace } from "../python/text.ts";

const FENCE = "```";

/**
 * The text without code fences: ` ``` ` or ` ```json ` and the white space behind it at the beginning
 * of any line, and the white space before ` ``` ` with it at the end of any line. Linear in the length
 * of the text.
 *
 * Python's `re.sub(r"^```(?:json)?\s*|\s*```$", "", text, flags=re.I | re.M)`.
 */
export function withoutCodeFences(text: string): string {
  let kept = "";
  let from = 0;
  for (let at = text.indexOf(FENCE); at !== -1;) {
    const end = at + FENCE.length;
    const before = blanksBefore(text, at, from);
    const atLineStart = at === 0 || text[at - 1] === "\n";
    const atLineEnd = end === text.length || text[end] === "\n";
    // White space in front belongs to a closing fence, which is found before an opening one.
    if (atLineEnd && (before < at || !atLineStart)) {
      kept += text.slice(from, before);
      from = end;
    } else if (atLineStart) {
      kept += text.slice(from, at);
      from = blanksBehind(text, afterLanguage(text, end));
    } else {
      at = text.indexOf(FENCE, at + 1);
      continue;
    }
    at = text.indexOf(FENCE, from);
  }
  return kept + text.slice(from);
}

function blanksBefore(text: string, at: number, from: number): number {
  while (at > from && isPyWhitespace(text.charCodeAt(at - 1))) at--;
  return at;
}

function blanksBehind(text: string, at: number): number {
  while (at < text.length && isPyWhitespace(text.charCodeAt(at))) at++;
  return at;
}

function afterLanguage(text: string, at: number): number {
  return /^j[s\u017f]on$/i.test(text.slice(at, at + 4)) ? at + 4 : at;
}

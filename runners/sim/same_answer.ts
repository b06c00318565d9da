import { lastBoxed } from "./boxed.ts";

/** Longest piece of a prediction that is compared when it has no box. */
const TAIL_CHARS = 2_000;

/**
 * Whether a prediction ends in the gold answer, as a simulated judge sees it: the last boxed answer
 * is compared, else the last line or its end, after dropping LaTeX dress, blanks and case. Numbers are compared
 * by value. A judge of this kind knows no algebra.
 */
export function sameAnswer(prediction: string, gold: string): boolean {
  const wanted = plain(lastBoxed(gold)?.content ?? gold);
  if (wanted === "") return false;
  const box = lastBoxed(prediction);
  if (box !== null) return sameText(plain(box.content), wanted);
  const line = prediction.slice(-TAIL_CHARS).trimEnd().split("\n").at(-1) ?? "";
  return [line, ...[":", "=", " is ", " "].map((mark) => behind(line, mark))]
    .some((found) => sameText(plain(found), wanted));
}

/** What stands behind the last mark. */
function behind(line: string, mark: string): string {
  return line.slice(line.lastIndexOf(mark) + mark.length);
}

function sameText(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [number(a), number(b)];
  return x !== null && x === y;
}

function number(text: string): number | null {
  return /^[+-]?\d{1,3}(?:,\d{3}){1,5}$|^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(text)
    ? Number(text.replaceAll(",", ""))
    : null;
}

/** LaTeX dress and blanks dropped, lower case. */
function plain(text: string): string {
  return text
    .replaceAll(/\\(?:left|right|displaystyle|,|;|!|\s)/g, "")
    .replaceAll(/\\[dt]frac/g, "\\frac")
    .replaceAll(/\\(?:text|mathrm|mathbf|mathit)\b/g, "")
    .replaceAll(/[$\s{}*`"]/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
}

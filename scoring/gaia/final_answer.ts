/**
 * Finds the final answer in a reply: what stands behind the last `FINAL ANSWER:`, its first line,
 * without marks around the whole of it. A reply that names none is its own answer.
 *
 * Case does not matter, bold marks may stand around the words or the colon. Nothing else is taken
 * away: no full stop, no unit. Linear in the length of the reply.
 */
export function finalAnswer(reply: string): string {
  const start = afterLastMark(reply);
  if (start === null) return withoutMarks(reply.trim());
  const rest = reply.slice(start).trim();
  const end = rest.indexOf("\n");
  return withoutMarks((end === -1 ? rest : rest.slice(0, end)).trim());
}

const WORDS = /final\s+answer/gi;

/** Where the answer begins behind the last mark, or `null`. */
function afterLastMark(reply: string): number | null {
  let start: number | null = null;
  for (const { index, 0: words } of reply.matchAll(WORDS)) {
    // By hand, as blanks on both sides of optional stars would be tried in every combination.
    let at = skip(reply, index + words.length, isBlank);
    at = skip(reply, at, isStar);
    at = skip(reply, at, isBlank);
    if (reply[at] !== ":") continue;
    start = skip(reply, skip(reply, at + 1, isBlank), isStar);
  }
  return start;
}

function skip(text: string, from: number, wanted: (unit: string) => boolean): number {
  let at = from;
  while (at < text.length && wanted(text.charAt(at))) at++;
  return at;
}

const isBlank = (unit: string) => unit.trim() === "";
const isStar = (unit: string) => unit === "*";

const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ["**", "**"],
  ["`", "`"],
  ["[", "]"],
  ["<", ">"],
];

/** A text without the pairs of marks that enclose the whole of it, and without stray bold marks at its end. */
function withoutMarks(text: string): string {
  let inner = text;
  for (;;) {
    const pair = PAIRS.find(([open, close]) =>
      inner.length >= open.length + close.length && inner.startsWith(open) && inner.endsWith(close)
    );
    if (pair !== undefined) inner = inner.slice(pair[0].length, -pair[1].length).trim();
    else if (inner.endsWith("**")) inner = inner.slice(0, -2).trim();
    else return inner;
  }
}

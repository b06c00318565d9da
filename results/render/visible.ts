/**
 * Makes text that may come from a server safe to stand on one line of a table: line breaks and tabs
 * become spaces, and control characters, escape sequences, bidirectional overrides, invisible and
 * private characters and lone surrogates become U+FFFD, so that nothing moves a cursor, hides, or
 * turns its neighbours around.
 *
 * @param limit Longest result in code points; what is longer ends in "…". Default 120.
 */
export function visible(text: string, limit = 120): string {
  // Cut first: a name of a megabyte costs nothing. A code point has at most two units.
  const points = [...text.slice(0, 2 * limit + 2)];
  const cut = points.length > limit ? [...points.slice(0, limit - 1), "…"].join("") : text;
  return cut
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, "\ufffd");
}

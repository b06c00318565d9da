/**
 * Mends version 2 of IMO-AnswerBench, where one problem lacks its closing quote: the line after it
 * begins with `,"` and is read as part of the problem, the answer column then holds the category.
 *
 * The quote is put where the line ends (`\n,"` inside an open quoted field becomes `\n","`); `\n,""` is a quote
 * of the text and stays. Text that is well formed comes back as it is. Linear in the length of the text.
 */
export function repairAnswerBench(
  text: string,
): { readonly text: string; readonly notes: readonly string[]; readonly repaired: number } {
  const pieces: string[] = [];
  let from = 0;
  let repaired = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      // A doubled quote closes and opens again, which comes to the same.
      quoted = !quoted;
    } else if (
      quoted && character === "\n" && text.startsWith(',"', at + 1) && text[at + 3] !== '"'
    ) {
      pieces.push(text.slice(from, at + 1), '"');
      from = at + 1;
      quoted = false;
      repaired++;
    }
  }
  if (repaired === 0) return { text, notes: [], repaired };
  pieces.push(text.slice(from));
  const rows = repaired === 1 ? "1 row" : `${repaired} rows`;
  return {
    text: pieces.join(""),
    notes: [`IMO-AnswerBench: put back the closing quote that the problem of ${rows} lacks`],
    repaired,
  };
}

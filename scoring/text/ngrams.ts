/** How often each run of `n` tokens occurs. Keys are the tokens joined by U+0000. */
export function ngramCounts(tokens: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + n <= tokens.length; at++) {
    const gram = n === 1 ? tokens[at] ?? "" : tokens.slice(at, at + n).join("\0");
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** How many runs two texts have in common, each counted as often as it is in both. */
export function commonNgrams(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): number {
  let common = 0;
  for (const [gram, count] of a) common += Math.min(count, b.get(gram) ?? 0);
  return common;
}

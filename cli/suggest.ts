/**
 * The known name that was most likely meant, for "did you mean".
 *
 * @returns the only name that begins with what was typed, or the one fewest edits away (up
 * to two fifths of its length); `null` when nothing is near
 */
export async function nearest(typed: string, known: Iterable<string>): Promise<string | null> {
  if (typed.length > 100) return null;
  const { distance } = await import("fastest-levenshtein");
  const lower = typed.toLowerCase();
  const names = [...known];
  const longer = names.filter((name) => name.toLowerCase().startsWith(lower));
  if (typed.length >= 3 && longer.length === 1) return longer[0] ?? null;
  let best: string | null = null;
  let least = Infinity;
  for (const name of names) {
    const edits = distance(lower, name.toLowerCase());
    if (edits < least) [best, least] = [name, edits];
  }
  return best !== null && least <= Math.ceil(0.4 * best.length) ? best : null;
}

/** ` (did you mean "…"?)`, or nothing. */
export async function didYouMean(typed: string, known: Iterable<string>): Promise<string> {
  const name = await nearest(typed, known);
  return name === null ? "" : ` (did you mean "${name}"?)`;
}

/** Two raters about the same items: how often they agree, and how far that is beyond chance. */
export interface Agreement {
  /** Share of pairs of votes about one item that are the same, 0..1. */
  readonly share: number;
  /**
   * Cohen's kappa for two raters, Fleiss' for more: 1 is full agreement, 0 what chance gives. `null`
   * where chance alone would agree always (every vote is the same), as kappa is undefined then.
   */
  readonly kappa: number | null;
  readonly method: "cohen" | "fleiss";
  /** Items that all raters have voted on. */
  readonly items: number;
}

/**
 * Agreement of raters over items.
 *
 * @param items One row an item, one vote a rater, in the same order of raters.
 * @returns `null` without items
 * @throws {RangeError} if a row has fewer than two votes, or another number than the first
 */
export function agreement(items: readonly (readonly string[])[]): Agreement | null {
  const [first] = items;
  if (first === undefined) return null;
  const raters = first.length;
  if (raters < 2 || items.some((row) => row.length !== raters)) {
    throw new RangeError(
      `Cannot compute agreement as every item must have the same 2 or more votes: first has ${raters}`,
    );
  }
  const share = mean(items.map(agreeing));
  const chance = raters === 2 ? cohenChance(items) : fleissChance(items, raters);
  return {
    share,
    kappa: chance >= 1 ? null : (share - chance) / (1 - chance),
    method: raters === 2 ? "cohen" : "fleiss",
    items: items.length,
  };
}

/** Share of pairs of raters that agree about one item. */
function agreeing(votes: readonly string[]): number {
  let same = 0;
  for (const count of counts(votes).values()) same += count * (count - 1);
  return same / (votes.length * (votes.length - 1));
}

/** Each rater has a distribution of its own. */
function cohenChance(items: readonly (readonly string[])[]): number {
  const [one, two] = [0, 1].map((rater) => counts(items.map((row) => row[rater] ?? "")));
  let chance = 0;
  for (const [vote, count] of one ?? []) chance += count * (two?.get(vote) ?? 0);
  return chance / items.length ** 2;
}

/** All raters share one distribution. */
function fleissChance(items: readonly (readonly string[])[], raters: number): number {
  let chance = 0;
  for (const count of counts(items.flat()).values()) {
    chance += (count / (items.length * raters)) ** 2;
  }
  return chance;
}

function counts(votes: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const vote of votes) found.set(vote, (found.get(vote) ?? 0) + 1);
  return found;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

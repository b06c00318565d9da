/** Entries a cache keeps before it begins anew: texts of one benchmark share their words. */
const CACHE_SIZE = 50_000;

/** Longest word that is kept, in UTF-16 units. */
const MAX_WORD = 100;

/** A function of a word that remembers what it gave. */
export function cachedByWord<T extends NonNullable<unknown>>(
  make: (word: string) => T,
): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const kept = known.get(word);
    if (kept !== undefined) return kept;
    const value = make(word);
    if (word.length <= MAX_WORD) {
      if (known.size >= CACHE_SIZE) known.clear();
      known.set(word, value);
    }
    return value;
  };
}

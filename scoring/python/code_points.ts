/**
 * The order of Python's texts, by code point. UTF-16 units differ from it only where a surrogate
 * meets U+E000 to U+FFFF.
 *
 * @returns negative, zero or positive, for `sort`
 */
export function byCodePoint(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Surrogates above everything else: a pair stands for a code point beyond U+FFFF. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

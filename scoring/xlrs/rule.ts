/** Openings that go wherever they stand, in this order. The last two are glued together upstream. */
const OPENINGS = [
  "The best answer is",
  "The correct answer is",
  "The answer is",
  "The answer",
  "The best option isThe correct option is",
  "Best answer:Best option:",
];

/**
 * Letters of a reply by XLRS-Bench's rule: known openings are deleted; without a capital A to E there
 * are none; the letters in round brackets, else every letter a to e of either case, inside of words
 * too. Distinct, in upper case, in alphabetical order.
 *
 * So `Answer: B` is A, B and E, and `A road` is A and D.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/image_mcq.py:XLRSBench.extract_characters_regex`.
 */
export function lettersByRule(reply: string): string {
  const text = OPENINGS.reduce((rest, opening) => rest.replaceAll(opening, ""), reply);
  if (!/[A-E]/.test(text)) return "";
  const bracketed = Array.from(text.matchAll(/\(([a-eA-E])\)/g), ([, letter]) => letter ?? "");
  const letters = bracketed.length > 0 ? bracketed : text.match(/[a-eA-E]/g) ?? [];
  return distinct(letters.map((letter) => letter.toUpperCase()));
}

/** The distinct characters in code-point order, joined. */
export function distinct(characters: Iterable<string>): string {
  return [...new Set(characters)].sort().join("");
}

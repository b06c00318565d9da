/**
 * Numbers in running text, by the expressions of the official scorers. Each loses something the
 * others keep, so they have names and stand side by side.
 *
 * @module
 */
import { pyFloat } from "../python/float.ts";

const D = "\\p{Nd}";

/** The expressions, each with what it gives for `-3`, `-3.5`, `3.`, `1e-3` (first and last match). */
const PATTERNS = {
  /**
   * A sign counts only with digits after a point: `3`, `-3.5`, `3`, `1` and `3`.
   * SciReasoner's PEER stability and Mol-Instructions property.
   */
  "decimal": `[-+]?${D}*\\.${D}+|${D}+`,
  /** As `decimal`, and `3.` keeps its point. MatBench's judge. */
  "decimal-or-point": `[-+]?${D}*\\.${D}+|${D}+\\.${D}*|${D}+`,
  /** `-3`, `-3.5`, `3`, `1` and `-3`; a minus only. SciReasoner's SmolInstruct. */
  "signed": `-?${D}*\\.${D}+|-?${D}+`,
  /** `-3`, `-3.5`, `3`, `1e-3`; a minus only. MatBench's `regex` profile. */
  "scientific": `-?${D}+(?:\\.${D}+)?(?:[eE][-+]?${D}+)?`,
  /** `-3`, `-3.5`, `3.`, `1e-3`, `.5`, with any sign. SciReasoner 1.5. */
  "float": `[-+]?(?:${D}+(?:\\.${D}*)?|\\.${D}+)(?:[eE][-+]?${D}+)?`,
  /**
   * `-3`, `-3.5`, `3.`, `1` and `3`, not behind an ASCII letter; a hyphen of U+2011 is a minus.
   * SciReasoner's bio_instruction.
   */
  "sequence": `(?<![a-zA-Z])[-\u2011]?${D}+\\.?${D}*`,
} as const;

/** Name of a way to find numbers in text. */
export type NumberPattern = keyof typeof PATTERNS;

const EXPRESSIONS = new Map(
  Object.entries(PATTERNS).map(([name, source]) => [name, new RegExp(source, "gu")]),
);

/** Every number of a text as it is written, in order. Linear in the length of the text. */
export function numberTexts(text: string, pattern: NumberPattern): string[] {
  return text.match(EXPRESSIONS.get(pattern) as RegExp) ?? [];
}

/**
 * The first or last number of a text.
 *
 * @returns `null` where there is none; infinite for more digits than a double holds
 */
export function numberInText(
  text: string,
  pattern: NumberPattern,
  take: "first" | "last",
): number | null {
  const expression = EXPRESSIONS.get(pattern) as RegExp;
  const found = take === "last"
    ? numberTexts(text, pattern).at(-1)
    : new RegExp(expression.source, "u").exec(text)?.[0];
  return found === undefined ? null : pyFloat(found.replace("\u2011", "-"));
}

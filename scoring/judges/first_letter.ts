/** What a judge's reply says. */
export type Grade = "A" | "B" | "unknown";

/** The letters a judge is asked for, and so what {@linkcode firstLetter} looks for. */
export interface GradeTags {
  /** Default `A`. */
  readonly right?: string;
  /** Default `B`. */
  readonly wrong?: string;
}

/**
 * The grade by the parser `generic`: whichever of the two tags stands first anywhere in the judge's
 * text, case-sensitive and inside of words too; `unknown` if neither does.
 *
 * So `CORRECT` and `a` are unknown, "Both agree, so A" is B, and "The Answer: B" is A.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/generic.py`.
 */
export function firstLetter(text: string, { right = "A", wrong = "B" }: GradeTags = {}): Grade {
  const rightAt = text.indexOf(right);
  const wrongAt = text.indexOf(wrong);
  if (rightAt === -1 && wrongAt === -1) return "unknown";
  // Of two that begin together upstream's expression takes the right one.
  return wrongAt === -1 || (rightAt !== -1 && rightAt <= wrongAt) ? "A" : "B";
}

/**
 * How bio_instruction reads replies: where the answer begins, its numbers, its yes or no.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/bio_instruction.py`.
 *
 * @module
 */
import { type KeywordClass, keywordLabel } from "../answers/keywords.ts";
import { numberTexts } from "../answers/numbers.ts";
import { pyFloat } from "../python/float.ts";
import { toSignificant } from "../python/significant.ts";

/** Behind the last `mark`; the whole text without one. */
export function behindLast(text: string, mark: string): string {
  const at = text.lastIndexOf(mark);
  return at === -1 ? text : text.slice(at + mark.length);
}

/** Behind the last `</think>`, untrimmed. */
export function behindThinking(text: string): string {
  return behindLast(text, "</think>");
}

/** Behind the last `<summary>`, and of that behind the last `</think>`. */
export function behindSummary(text: string): string {
  return behindThinking(behindLast(text, "<summary>"));
}

/** Whether a text opens a thinking part and closes none. */
export function stillThinks(text: string): boolean {
  return text.includes("<think>") && !text.includes("</think>");
}

/**
 * Numbers of a text with six significant digits. `5'` and `3'` are the ends of a strand and no numbers;
 * a hyphen behind a letter is no sign (`1e-3` has 1 and 3), a comma divides (`1,234` has 1 and 234).
 */
export function bioNumbers(text: string): number[] {
  const ends = text.replaceAll("5'", "five'").replaceAll("3'", "three");
  return numberTexts(ends, "sequence").map((written) =>
    toSignificant(pyFloat(written.replace("\u2011", "-")) ?? 0, 6)
  );
}

// deno-fmt-ignore
const CLASSES: readonly KeywordClass[] = [
  {
    label: "no",
    words: [
      "no", "negative", "insoluble", "does not", "unlikely", "absence", "not found",
      "not detected", "not associated", "not inferred", "not linked", "does not indicate",
      "no evidence", "not predicted", "absent", "not present", "no indicators", "not exhibit",
      "are absent", "found none", "did not reveal", "lacks", "exhibits no", "insolubility",
      "low solubility", "not soluble", "not be soluble", "does not display regions",
      "cannot confirm",
    ],
  },
  {
    label: "yes",
    words: [
      "yes", "positive", "empirical", "plausible", "confirms", "have detected", "are discernible",
      "are supported", "is supported", "display", "detected the presence", "shows evidence",
      "has been identified", "shows", "has identified", "contains ", "exhibits evidence",
      "is plausible", "contains identifiable", "reveals the presence", "include", "are present",
      "definitely has", "soluble", "displays regions", "has a high solubility",
      "dissolves easily", "is expected to dissolve", "is predicted", "is likely", "is expected",
      "will dissolve",
    ],
  },
  {
    label: "unknown",
    words: ["don't know", "unknown", "unsure", "uncertain", "not applicable"],
  },
];

/** What keywords of a text say; `null` where none stands in it. */
export function bioKeyword(text: string): "no" | "yes" | "unknown" | null {
  return keywordLabel(text, CLASSES, { match: "whole-word", letters: "lower" }) as
    | "no"
    | "yes"
    | "unknown"
    | null;
}

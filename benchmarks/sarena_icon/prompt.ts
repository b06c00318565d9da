/** One part of a question, in order. */
export type PromptPart = readonly [kind: "image" | "text", content: string];

const ONLY_CODE = "\nOnly output the svg code, no other text.";

/**
 * What is asked for a row: its picture first where an image is to be drawn, and none otherwise; edits
 * are told to answer with code alone.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/sarena.py:build_prompt`.
 */
export function sarenaPrompt(
  { category, question, image }: {
    /** The column `l2-category`. */
    readonly category: string;
    readonly question: string;
    readonly image: string;
  },
): readonly PromptPart[] {
  if (category.includes("I2SVG")) return [["image", image], ["text", question]];
  return [["text", category.includes("Edit") ? question + ONLY_CODE : question]];
}

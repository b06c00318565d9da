import { pySplit } from "../python/text.ts";
import { setF1 } from "../metrics/set_f1.ts";

/**
 * ROUGE-1 as the package `rouge` has it: sets of words between white space (case and punctuation
 * count), where a `.` ends a sentence and is dropped. F-measure with 1e-8 added to its denominator,
 * 0..1. An empty sentence, such as the blank behind a last full stop, is a word of its own.
 *
 * Upstream raises for a text without sentences; here that gives 0.
 *
 * Upstream: `rouge` 1.0.1 `Rouge().get_scores`, "rouge-1" "f".
 */
export function wordRouge1(reference: string, text: string): number {
  const { precision, recall } = setF1(sentenceWords(text), sentenceWords(reference));
  return 2 * (precision * recall / (precision + recall + 1e-8));
}

function sentenceWords(text: string): Set<string> {
  const sentences = text.split(".").filter((sentence) => sentence !== "");
  return new Set(sentences.flatMap((sentence) => {
    const words = pySplit(sentence);
    return words.length === 0 ? [""] : words;
  }));
}

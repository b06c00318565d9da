import { pyStrip } from "../python/text.ts";
import type { EntailmentModel } from "../text/text_models.ts";

/** What an answer may be about, and what it then says; in upstream's own spelling. */
const LABELS = [
  { label: "Yes,I can positively identify", says: "yes" },
  { label: "No,My answer is negative", says: "no" },
  { label: "This protein is expected to dissolve in water", says: "yes" },
  { label: "This protein is not expected to dissolve in water", says: "no" },
] as const;

/**
 * Yes or no by the sentence that a model says follows most from an answer.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/SciReasoner/bio_instruction.py:
 * classify_by_sentiment_model`, which is the zero-shot pipeline of `transformers` with
 * `facebook/bart-large-mnli` and its usual template.
 *
 * @throws {Error} in a sentence, if the model gave no numbers
 */
export async function bioSentiment(
  answer: string,
  model: EntailmentModel,
  signal?: AbortSignal,
): Promise<"yes" | "no"> {
  const premise = pyStrip(answer.replaceAll("</s>", "").replaceAll("<pad>", ""));
  const hypotheses = LABELS.map(({ label }) => `This example is ${label}.`);
  const logits = await model.entailment(premise, hypotheses, signal);
  const best = logits.reduce((top, logit, at) => logit > (logits[top] ?? -Infinity) ? at : top, 0);
  return LABELS[best]?.says ?? "no";
}

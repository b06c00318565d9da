import { pyStrip, pyStripStart } from "../python/text.ts";
import { withoutSpans } from "./spans.ts";

/** How a thinking part is split off a reply before scoring; see {@linkcode splitReasoning}. */
export type ReasoningMode = "opencompass" | "vlmeval-split" | "interns1-adapter" | "none";

const OPEN = "<think>";
const CLOSE = "</think>";

/**
 * Puts a reply together as OpenCompass's client does: reasoning, `</think>`, content. There is no
 * opening tag, and no tag at all when one of the two is empty.
 *
 * @param reasoning What the server kept apart as reasoning, `""` where it gave none
 * @param content What the server gave as the message
 * @param reasoningOnly What a reply without content is: `"upstream"` takes the reasoning for the
 *   answer, as the official scorers see it; `"empty"` gives `""`. Default: `"upstream"`
 *
 * Upstream: `opencompass@a5acc4bb opencompass/models/openai_streaming.py`.
 */
export function assembleReply(
  reasoning: string,
  content: string,
  reasoningOnly: "upstream" | "empty" = "upstream",
): string {
  if (reasoning === "") return content;
  if (content !== "") return reasoning + CLOSE + content;
  return reasoningOnly === "upstream" ? reasoning : "";
}

/**
 * Splits the thinking part off a reply. Tags are literal and case-sensitive. Linear in the length of
 * the text, whatever tags are in it.
 *
 * - `opencompass`: without an opening tag the part behind the last closing tag, otherwise what is
 *   left when every shortest `<think>...</think>` is taken out; trimmed as Python does.
 * - `vlmeval-split`: the part behind the last closing tag, trimmed; a text without one is unchanged.
 * - `interns1-adapter`: the part behind the first closing tag that follows the first opening tag
 *   (or behind the first one, when there is no opening tag); never trimmed.
 * - `none`: the text as it is.
 *
 * A tag that never closes stays in the text in every mode: the thinking is scored.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/utils/text_postprocessors.py`
 * (`extract_non_reasoning_content`), `VLMEvalKit@e8e78f05 vlmeval/inference.py` (`split_thinking`),
 * `VLMEvalKit@e8e78f05 vlmeval/api/adapters/interns1_1.py`.
 */
export function splitReasoning(text: string, mode: ReasoningMode): string {
  switch (mode) {
    case "opencompass":
      return pyStrip(text.includes(OPEN) ? withoutThinkPairs(text) : afterLastClose(text));
    case "vlmeval-split":
      return text.includes(CLOSE) ? pyStrip(afterLastClose(text)) : text;
    case "interns1-adapter":
      return afterFirstPair(text);
    case "none":
      return text;
  }
}

function afterLastClose(text: string): string {
  const at = text.lastIndexOf(CLOSE);
  return at === -1 ? text : text.slice(at + CLOSE.length);
}

/** The text without every shortest `<think>...</think>`; what never closes stays. Untrimmed. */
export function withoutThinkPairs(text: string): string {
  return withoutSpans(text, OPEN, CLOSE);
}

/**
 * {@linkcode withoutThinkPairs}, and then only what stands behind the last closing tag and the white
 * space that follows it: `<think>.*?</think>` and `.*?</think>\s*` deleted one after the other.
 */
export function withoutThinking(text: string): string {
  const rest = withoutThinkPairs(text);
  return rest.includes(CLOSE) ? pyStripStart(afterLastClose(rest)) : rest;
}

/** {@linkcode withoutThinkPairs}, but a text that opens a thinking part and closes none is empty. */
export function withoutOpenThinking(text: string): string {
  return text.includes(OPEN) && !text.includes(CLOSE) ? "" : withoutThinkPairs(text);
}

function afterFirstPair(text: string): string {
  if (!text.includes(CLOSE)) return text;
  const rest = text.slice(Math.max(text.indexOf(OPEN), 0));
  const at = rest.indexOf(CLOSE);
  return at === -1 ? "" : rest.slice(at + CLOSE.length);
}

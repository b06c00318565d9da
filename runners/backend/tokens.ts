import type { ImagePart, Part, SeriesPart } from "../../scoring/messages.ts";
import type { ChatRequest } from "./types.ts";

/**
 * Rough number of tokens of a text: four characters of ASCII to a token, one and a half of any
 * other script. Right within a third for prose; used where a server gives no count.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(weigh(text, 1 / 4, 1 / 1.5));
}

/**
 * Tokens a prompt hardly exceeds, chat template included: what is set aside for it when a reply
 * must fit into the context beside it.
 */
export function promptAllowance(request: Pick<ChatRequest, "messages" | "tools">): number {
  return Math.ceil(16 + weighPrompt(request, 1 / 3, 1, 8));
}

/** As {@linkcode promptAllowance}, for texts that proved denser: symbols, digits, rare scripts. */
export function promptCeiling(request: Pick<ChatRequest, "messages" | "tools">): number {
  return Math.ceil(64 + weighPrompt(request, 1 / 2, 1.5, 16));
}

/** Rough number of tokens of a prompt. */
export function estimatePrompt(request: Pick<ChatRequest, "messages" | "tools">): number {
  return Math.ceil(weighPrompt(request, 1 / 4, 1 / 1.5, 4));
}

function weighPrompt(
  { messages, tools }: Pick<ChatRequest, "messages" | "tools">,
  ascii: number,
  other: number,
  perMessage: number,
): number {
  let tokens = 0;
  for (const { content, toolCalls } of messages) {
    tokens += perMessage;
    const parts: readonly Part[] = typeof content === "string"
      ? [{ type: "text", text: content }]
      : content;
    for (const part of parts) {
      tokens += part.type === "text" ? weigh(part.text, ascii, other) : weighMedia(part, ascii);
    }
    for (const call of toolCalls ?? []) tokens += weigh(call.name + call.arguments, ascii, other);
  }
  if (tools !== undefined) tokens += weigh(JSON.stringify(tools), ascii, other);
  return tokens;
}

/** Most servers make 750 to 1,000 pixels a token, and few make more than 4,096 tokens of a picture. */
const PIXELS_PER_TOKEN = 784;
const MOST_IMAGE_TOKENS = 4_096;
/** Characters of a number in `ts-text/1`, its comma and blank included. */
const CHARS_PER_VALUE = 10;

/** Rough number of tokens that a server makes of a picture or series. */
export function mediaTokens(part: ImagePart | SeriesPart): number {
  return weighMedia(part, 1 / 4);
}

function weighMedia(part: ImagePart | SeriesPart, ascii: number): number {
  if (part.type === "series" && part.carrier.kind === "ts-text/1") {
    return part.carrier.maxValues * CHARS_PER_VALUE * ascii;
  }
  const { width = 1_024, height = 1_024 } = part.type === "image" && "origin" in part.image
    ? part.image
    : {};
  return Math.min(MOST_IMAGE_TOKENS, Math.ceil(width * height / PIXELS_PER_TOKEN));
}

function weigh(text: string, ascii: number, other: number): number {
  let beyond = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) beyond++;
  return (text.length - beyond) * ascii + beyond * other;
}

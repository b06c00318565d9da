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
    const parts = typeof content === "string" ? [content] : content.map(({ text }) => text);
    for (const part of parts) tokens += weigh(part, ascii, other);
    for (const call of toolCalls ?? []) tokens += weigh(call.name + call.arguments, ascii, other);
  }
  if (tools !== undefined) tokens += weigh(JSON.stringify(tools), ascii, other);
  return tokens;
}

function weigh(text: string, ascii: number, other: number): number {
  let beyond = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) beyond++;
  return (text.length - beyond) * ascii + beyond * other;
}

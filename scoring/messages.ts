import type { Json } from "./json.ts";

/** A piece of a message. The dialect of a server turns it into its wire form when it is sent. */
export type Part = TextPart;

/** Plain text. */
export interface TextPart {
  readonly type: "text";
  readonly text: string;
}

/** A call of a tool as a model asked for it. `arguments` is the text the model wrote, parsed by nobody. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** One message of a conversation, independent of any server. */
export interface Message {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly content: string | readonly Part[];
  /** Calls an assistant message made. */
  readonly toolCalls?: readonly ToolCall[];
  /** The call a tool message answers. */
  readonly toolCallId?: string;
}

/** A tool that a model may call, described by a JSON Schema of its arguments. */
export interface ToolSpec {
  readonly name: string;
  readonly description: string;
  readonly parameters: { readonly [key: string]: Json };
}

/** The usual single-turn prompt: one user message. */
export function user(text: string): readonly Message[] {
  return [{ role: "user", content: text }];
}

import type { ToolCall } from "../scoring/messages.ts";
import type { AskId } from "../results/types.ts";

/** What a tool answered. */
export interface ToolResult {
  /** The result, or what went wrong, as the model is to read it. */
  readonly text: string;
  readonly failed: boolean;
}

/** What a call of a tool may look at. */
export interface ToolContext {
  readonly ask: AskId;
  /** Text of the sample's last user message. */
  readonly question: string;
  readonly signal: AbortSignal;
}

/**
 * The tools that a benchmark's conversations may call and that are not pure: searches, pages,
 * programs. Each call is made once; its result is kept and read back when the run goes on.
 */
export interface Toolset {
  /** Names tools and their version; part of what makes a call the same call. */
  readonly id: string;
  /** Calls in progress at most. */
  readonly limit: number;
  /**
   * Answers a call. Arguments are as the model wrote them and may be no JSON, and the name may be
   * of no tool: that is a failed result. Rejects only for what must stop the run.
   */
  call(call: ToolCall, context: ToolContext): Promise<ToolResult>;
}

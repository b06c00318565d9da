import { splitReasoning } from "../../scoring/answers/reasoning.ts";
import type { Message } from "../../scoring/messages.ts";
import { type Budget, outOf } from "../budget.ts";
import type { Conversation, Turn } from "../define.ts";
import { toolCounts, WEB_TOOLS } from "../web_tools.ts";

/** How long an agent may go on. */
export interface AgentOptions {
  /** Its turns end with a request for the final line; its tokens, money and time end at once. */
  readonly budget: Budget;
  /**
   * Tokens that fit into the model's context; `null` where it is not known. Before it is full, the
   * final line is asked for.
   */
  readonly contextTokens: number | null;
}

/** Calls of one turn that are made; the others are answered with a sentence. */
const MAX_CALLS = 16;
/** Share of the context at which it counts as full: a page may come with the next turn. */
const FULL = 0.85;
/** Characters of each tool result that are left when the context is full. */
const KEPT_CHARS = 500;

const FINAL_REQUEST =
  `There are no more tool calls. Say what is most likely from what you have found,
and end with the line
FINAL ANSWER: [YOUR FINAL ANSWER]`;

/**
 * An agent with tools: a turn that calls none is its reply. Out of turns or context it is asked once
 * more, without tools, for the final line. Calls by tool stand in the facts.
 */
export function agentConversation(options: AgentOptions): Conversation {
  return ({ messages }, turns) => {
    const last = turns.at(-1);
    if (last?.party === "model") {
      const final = finalReason(turns.slice(0, -1), options);
      if (final === null && last.toolCalls.length > 0) {
        return { kind: "tools", calls: last.toolCalls.slice(0, MAX_CALLS) };
      }
      const { text, reasoning } = last;
      return {
        kind: "done",
        text,
        reasoning,
        facts: factsOf(turns),
        ...(final === null ? {} : { end: final }),
      };
    }
    const out = outOf(turns, options.budget);
    if (out !== null && out !== "out-of-turns") {
      return { kind: "done", text: "", reasoning: "", facts: factsOf(turns), end: out };
    }
    const final = finalReason(turns, options);
    if (final === null) {
      return {
        kind: "ask",
        party: "model",
        messages: [...messages, ...history(turns, Infinity)],
        tools: WEB_TOOLS,
        toolChoice: "auto",
      };
    }
    const kept = final === "out-of-context" ? KEPT_CHARS : Infinity;
    const request: Message = { role: "user", content: FINAL_REQUEST };
    return {
      kind: "ask",
      party: "model",
      messages: [...messages, ...history(turns, kept), request],
    };
  };
}

/** Why the next request is the last, or `null`. A function of the turns before it. */
function finalReason(
  turns: readonly Turn[],
  { budget, contextTokens }: AgentOptions,
): "out-of-turns" | "out-of-context" | null {
  if (outOf(turns, { ...budget, tokens: null, money: null, seconds: null }) !== null) {
    return "out-of-turns";
  }
  const before = turns.findLast(({ party }) => party === "model");
  if (before === undefined || contextTokens === null) return null;
  // What tools said since then comes on top; four characters are about a token.
  const since = turns.slice(turns.indexOf(before) + 1)
    .reduce((sum, { text }) => sum + text.length / 4, 0);
  return before.tokens + since >= FULL * contextTokens ? "out-of-context" : null;
}

function factsOf(turns: readonly Turn[]) {
  return { turns: turns.filter(({ party }) => party === "model").length, ...toolCounts(turns) };
}

/** What was said, without thinking: models are not shown what they thought before. */
function history(turns: readonly Turn[], chars: number): Message[] {
  return turns.flatMap(({ party, text, toolCalls }): Message[] => {
    if (party === "tool") {
      const [call] = toolCalls;
      const content = text.length <= chars ? text : `${text.slice(0, chars)}\n[cut]`.toWellFormed();
      return [{ role: "tool", content, ...(call === undefined ? {} : { toolCallId: call.id }) }];
    }
    const content = splitReasoning(text, "opencompass");
    if (toolCalls.length === 0) return [{ role: "assistant", content }];
    const unmade = toolCalls.slice(MAX_CALLS).map(({ id }): Message => ({
      role: "tool",
      content: `too-many-calls: only the first ${MAX_CALLS} calls of a turn are made`,
      toolCallId: id,
    }));
    return [{ role: "assistant", content, toolCalls }, ...unmade];
  });
}

import type { ToolCall } from "../../scoring/messages.ts";
import { isWire, listIn, objectIn, textIn } from "../backend/wire.ts";
import { contentText } from "./chat_request.ts";
import type { Knowledge } from "./knowledge.ts";

/** What an agent that is asked a known question does next. */
export interface WebMove {
  /** The question, to answer it; the tools to call before that. */
  readonly question: string;
  readonly toolCalls: readonly ToolCall[];
}

/**
 * The simulated server as an agent with the tools `search` and `visit`: it searches for the question,
 * reads the first result, and then answers. `null` for a request that is no such agent's.
 */
export function webMove(
  body: Readonly<Record<string, unknown>>,
  known: Knowledge,
): WebMove | null {
  const messages = listIn(body, "messages");
  const first = messages.find((message) => textIn(message, "role") === "user");
  const question = isWire(first) ? contentText(first.content) : "";
  const before = messages.filter((message) => listIn(message, "tool_calls").length > 0).length;
  const names = listIn(body, "tools").map((tool) => textIn(objectIn(tool, "function"), "name"));
  const offered = names.includes("search") && names.includes("visit");
  // Without tools it is only one that had them before.
  if ((!offered && before === 0) || known.find(question) === null) return null;
  const call = (name: string, args: object): WebMove => ({
    question,
    toolCalls: [{ id: `call_${before}`, name, arguments: JSON.stringify(args) }],
  });
  if (offered && before === 0) return call("search", { query: question });
  if (offered && before === 1) {
    const last = messages.findLast((message) => textIn(message, "role") === "tool");
    const url = isWire(last) ? /https?:\/\/\S{1,500}/.exec(contentText(last.content))?.[0] : null;
    if (url != null) return call("visit", { url });
  }
  return { question, toolCalls: [] };
}

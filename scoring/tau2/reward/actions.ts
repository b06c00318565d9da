import { equals } from "../../python/arithmetic.ts";
import type { DataDict } from "../../python/data.ts";
import type { GoldAction } from "../task.ts";
import type { Entry, ToolCall } from "../trajectory.ts";

/** All calls of a conversation, the agent's and the user's. */
export function callsOf(entries: readonly Entry[]): ToolCall[] {
  return entries.flatMap((entry) => entry.role === "tool" ? [] : entry.toolCalls ?? []);
}

/**
 * True if a call is what an action of the reference solution asks for: the same name, and equal
 * arguments as far as they are compared. Who called does not matter.
 *
 * Quirk: without a list of names the arguments that the call brings are compared, so that a call with
 * fewer arguments matches, and one without any matches whatever was wanted.
 *
 * Upstream: tau2-bench@a2c0247 src/tau2/data_model/tasks.py Action.compare_with_tool_call.
 */
export function matchesAction(
  action: Pick<GoldAction, "name" | "arguments" | "compareArgs">,
  call: Pick<ToolCall, "name" | "arguments">,
): boolean {
  if (action.name !== call.name) return false;
  const compared = new Set(action.compareArgs ?? call.arguments.keys());
  if (compared.size === 0) return true;
  return equals(only(call.arguments, compared), only(action.arguments, compared));
}

function only(given: DataDict, names: ReadonlySet<string>): DataDict {
  return new Map([...given].filter(([name]) => names.has(name)));
}

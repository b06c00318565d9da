import { PythonError } from "../../scoring/python/error.ts";
import { type Entry, hasText } from "../../scoring/tau2/trajectory.ts";

/**
 * Checks a task's message history: every message says or calls something, every call is answered to
 * who made it before anybody calls again.
 *
 * Upstream: tau2-bench@a2c0247 src/tau2/orchestrator/orchestrator.py validate_message_history.
 *
 * @throws {PythonError} `ValueError` if it does not hold
 */
export function checkHistory(history: readonly Entry[]): void {
  let awaited = 0;
  let requestor: string | null = null;
  for (const entry of history) {
    if (entry.role === "tool") {
      if (awaited === 0 || requestor === null) {
        throw new PythonError("ValueError", "No tool messages expected.");
      }
      if (requestor !== entry.requestor) {
        const message = `Got tool message from ${entry.requestor}, expected ${requestor}.`;
        throw new PythonError("ValueError", message);
      }
      awaited--;
      continue;
    }
    if (entry.toolCalls === null && !hasText(entry.content)) {
      throw new PythonError("ValueError", "a message must have text or tool calls");
    }
    if (entry.toolCalls === null) requestor = null;
    else if (awaited > 0) {
      throw new PythonError("ValueError", `${awaited} tool messages are missing.`);
    } else {
      awaited = entry.toolCalls.length;
      requestor = entry.role;
    }
  }
}

import { type Entry, hasText } from "../trajectory.ts";

/**
 * True if the agent said something: the text, in lower case, is part of one of its messages, in lower
 * case and without commas. Messages that also call tools count.
 *
 * Quirks: commas of the wanted text stay, so that `1,628` is never said; `ten` is said by `often`.
 *
 * Upstream: tau2-bench@a2c0247 src/tau2/evaluator/evaluator_communicate.py.
 */
export function isCommunicated(wanted: string, entries: readonly Entry[]): boolean {
  const part = wanted.toLowerCase();
  return entries.some((entry) =>
    entry.role === "assistant" && hasText(entry.content) &&
    entry.content.toLowerCase().replaceAll(",", "").includes(part)
  );
}

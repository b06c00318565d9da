/** How a judge of assertions about a conversation is asked. */
const OPENING = "conversation:\n";
const OUTCOMES = "\n\nexpectedOutcomes:\n[";

/**
 * The verdict on assertions about a conversation: all met where the agent said that it is done, none
 * otherwise; the other way round for a judge that is wrong. `null` for any other prompt.
 */
export function assertionVerdict(prompt: string, right: boolean): string | null {
  const at = prompt.lastIndexOf(OUTCOMES);
  if (!prompt.startsWith(OPENING) || at === -1) return null;
  const outcomes = prompt.slice(at + OUTCOMES.length)
    .match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g) ?? [];
  const metExpectation = prompt.slice(0, at).includes("\nassistant: Done.") === right;
  return JSON.stringify({
    results: outcomes.map((outcome) => ({
      expectedOutcome: outcome.slice(1, -1),
      reasoning: "Simulated.",
      metExpectation,
    })),
  });
}

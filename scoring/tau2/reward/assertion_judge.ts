/**
 * Assertions in words about a conversation, which a judge decides. Upstream: tau2-bench@a2c0247
 * src/tau2/evaluator/evaluator_nl_assertions.py.
 *
 * @module
 */
import { type Data, isDict, readData } from "../../python/data.ts";
import { PythonError } from "../../python/error.ts";
import { pyRepr } from "../../python/repr.ts";
import type { JudgeRequest } from "../../types.ts";
import { flag, text } from "../fields.ts";
import { itemsOf } from "../look_up.ts";
import type { Entry } from "../trajectory.ts";

const INSTRUCTIONS = `# Task
You get a conversation between a customer service agent and a customer, and a list of expected
outcomes. Decide for each outcome on its own whether the agent met it.

# Format
Reply with one JSON object and nothing around it:
{"results": [{"expectedOutcome": "<the outcome, repeated>", "reasoning": "<short>", "metExpectation": <true or false>}]}
with one entry for each expected outcome.`;

/** Asks the judge about all assertions at once. */
export function assertionRequest(
  assertions: readonly string[],
  entries: readonly Entry[],
): JudgeRequest {
  const conversation = entries.map(({ role, content }) => `${role}: ${content ?? "None"}`);
  const outcomes = pyRepr(assertions);
  return {
    kind: "judge",
    messages: [
      { role: "system", content: INSTRUCTIONS },
      {
        role: "user",
        content: `conversation:\n${conversation.join("\n")}\n\nexpectedOutcomes:\n${outcomes}`,
      },
    ],
    sampling: { temperature: 0, maxTokens: 8192 },
  };
}

/**
 * What the judge says about each assertion it names; whether it names them all is for the caller.
 * Words for true and false are taken; no `results` are none.
 *
 * @throws {PythonError} where upstream raises: no JSON (a code fence is none), no object, an entry
 * without its three members
 */
export function assertionResults(reply: string): boolean[] {
  const data = readData(reply);
  if (data === undefined) {
    throw new PythonError("JSONDecodeError", "the judge's reply is no JSON");
  }
  if (!isDict(data)) {
    throw new PythonError("AttributeError", "the judge's reply is no object");
  }
  const results = data.get("results");
  return results === undefined ? [] : itemsOf(results).map(metExpectation);
}

function metExpectation(result: Data): boolean {
  if (!isDict(result)) {
    throw new PythonError("TypeError", "a result of the judge is no object");
  }
  const member = (name: string): Data => {
    const held = result.get(name);
    if (held === undefined) throw new PythonError("KeyError", pyRepr(name));
    return held;
  };
  const outcome = member("expectedOutcome");
  const met = member("metExpectation");
  const reasoning = member("reasoning");
  text.parse(outcome, "NLAssertionCheck.nl_assertion");
  text.parse(reasoning, "NLAssertionCheck.justification");
  return flag.parse(met, "NLAssertionCheck.met");
}

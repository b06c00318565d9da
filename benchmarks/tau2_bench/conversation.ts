import type { Json } from "../../scoring/json.ts";
import { splitReasoning } from "../../scoring/answers/reasoning.ts";
import type { DomainData } from "../../scoring/tau2/domain.ts";
import { readTask, TaskRecord } from "../../scoring/tau2/task.ts";
import { recordOf } from "../../scoring/tau2/trajectory.ts";
import type { Conversation, Step, Turn } from "../define.ts";
import { agentPrompt, agentView, doneTool, ticketOf, userPrompt, userView } from "./prompts.ts";
import { Simulation, type SimulationOptions, type Utterance } from "./simulation.ts";

/** A domain as a conversation needs it, opened once for all of them. */
export interface OpenDomain {
  readonly data: DomainData;
  readonly policy: string;
  /** What the simulated user is told about simulating. */
  readonly guidelines: string;
}

/**
 * A conversation of agent, user and tools: history in, next request or transcript out.
 *
 * Tools answer inside of it: worlds are pure, so a kill repeats their calls and buys nothing again.
 * What is scored is the transcript as JSON: termination, steps, errors and messages.
 *
 * @throws {PythonError} where upstream raises and plays the conversation again: empty messages, and
 * arguments of calls that are no JSON
 */
export function tau2Conversation(
  domain: OpenDomain,
  options: SimulationOptions = {},
): Conversation {
  return ({ target }, turns) => {
    const task = readTask(TaskRecord.parse(target));
    const simulation = new Simulation(domain.data, task, options);
    for (const turn of turns) {
      simulation.advance();
      simulation.receive(utterance(turn));
    }
    const waiting = simulation.advance();
    if (waiting.kind === "ended") {
      const transcript = {
        termination_reason: waiting.termination,
        steps: simulation.steps,
        errors: simulation.errors,
        messages: recordOf(simulation.entries) as unknown as Json,
      };
      return { kind: "done", text: JSON.stringify(transcript), reasoning: "" };
    }
    return waiting.speaker === "agent"
      ? askAgent(domain, simulation, options)
      : askUser(domain, simulation);
  };
}

/** A turn as it enters the conversation: without its thinking part, which the other would read. */
function utterance({ text, toolCalls }: Turn): Utterance {
  const said = splitReasoning(text, "opencompass");
  return { text: said === "" ? null : said, toolCalls };
}

function askAgent(
  { policy }: OpenDomain,
  { environment, entries, task }: Simulation,
  { solo = false }: SimulationOptions,
): Step {
  const system = agentPrompt(policy, solo ? ticketOf(task) : null);
  const tools = environment.agentTools();
  return {
    kind: "ask",
    party: "model",
    messages: agentView(system, entries),
    tools: solo ? [...tools, doneTool] : tools,
  };
}

function askUser({ guidelines }: OpenDomain, { environment, entries, task }: Simulation): Step {
  const tools = environment.userTools(task.userTools);
  return {
    kind: "ask",
    party: "user",
    messages: userView(userPrompt(guidelines, task.scenario), entries),
    ...(tools === null ? {} : { tools }),
  };
}

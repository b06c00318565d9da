import type { Json } from "../../scoring/json.ts";
import { splitReasoning } from "../../scoring/answers/reasoning.ts";
import { PythonError } from "../../scoring/python/error.ts";
import type { DomainData } from "../../scoring/tau2/domain.ts";
import type { Termination } from "../../scoring/tau2/reward/reward.ts";
import { readTask, TaskRecord } from "../../scoring/tau2/task.ts";
import { recordOf } from "../../scoring/tau2/trajectory.ts";
import { type Budget, outOf } from "../budget.ts";
import type { Conversation, Step, TaskFiles, Turn } from "../define.ts";
import { agentPrompt, agentView, doneTool, ticketOf, userPrompt, userView } from "./prompts.ts";
import { Simulation, type SimulationOptions, type Utterance } from "./simulation.ts";

/** A domain as a conversation needs it, opened once for all of them. */
export interface OpenDomain {
  readonly data: DomainData;
  readonly policy: string;
  /** What the simulated user is told about simulating. */
  readonly guidelines: string;
}

/** How a conversation is run, and what it may spend. */
export interface ConversationOptions extends SimulationOptions {
  /** Default: without limits */
  readonly budget?: Budget;
}

/** Beginnings of a conversation in all, as upstream has them. */
const PLAYS = 4;

/** A conversation as far as it was heard. */
interface Heard {
  readonly target: Json;
  readonly simulation: Simulation;
  turns: number;
}

/**
 * A conversation of agent, user and tools: history in, next request or transcript out.
 *
 * Tools answer inside of it: worlds are pure, so a kill repeats their calls and buys nothing again.
 * What is scored is the transcript as JSON: termination, steps, errors and messages. Where upstream
 * raises and plays the conversation again (empty messages, arguments of calls that are no JSON), so
 * does this one.
 *
 * @param open the domain, from the texts of the task's files
 */
export function tau2Conversation(
  open: (files: TaskFiles) => OpenDomain,
  options: ConversationOptions = {},
): Conversation {
  // Hearing every turn again for each request would be quadratic.
  const heard = new WeakMap<readonly Turn[], Heard>();
  const hear = (domain: OpenDomain, target: Json, turns: readonly Turn[]): Simulation => {
    const known = heard.get(turns);
    const goesOn = known !== undefined && known.target === target && known.turns <= turns.length;
    const state = goesOn ? known : {
      target,
      simulation: new Simulation(domain.data, readTask(TaskRecord.parse(target)), options),
      turns: 0,
    };
    heard.delete(turns);
    for (const turn of turns.slice(state.turns)) {
      state.simulation.advance();
      state.simulation.receive(utterance(turn));
    }
    state.turns = turns.length;
    heard.set(turns, state);
    return state.simulation;
  };
  return ({ target }, turns, files) => {
    const domain = open(files);
    try {
      return next(domain, hear(domain, target, turns), turns, options);
    } catch (cause) {
      if (!(cause instanceof PythonError)) throw cause;
      heard.delete(turns);
      return { kind: "again", detail: `${cause.type}: ${cause.message}`, plays: PLAYS };
    }
  };
}

function next(
  domain: OpenDomain,
  simulation: Simulation,
  turns: readonly Turn[],
  options: ConversationOptions,
): Step {
  const waiting = simulation.advance();
  if (waiting.kind === "ended") return done(simulation, waiting.termination);
  const out = options.budget === undefined ? null : outOf(turns, options.budget);
  if (out !== null) return done(simulation, out === "out-of-time" ? "timeout" : out, out);
  return waiting.speaker === "agent"
    ? askAgent(domain, simulation, options)
    : askUser(domain, simulation);
}

/** The transcript, and what its end is called unless somebody said stop. */
function done(
  { steps, errors, entries }: Simulation,
  termination: Termination,
  end: string = termination,
): Step {
  const transcript = {
    termination_reason: termination,
    steps,
    errors,
    messages: recordOf(entries) as unknown as Json,
  };
  const usual = termination === "user_stop" || termination === "agent_stop";
  return {
    kind: "done",
    text: JSON.stringify(transcript),
    reasoning: "",
    ...(usual ? {} : { end }),
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
    toolChoice: solo ? "required" : "auto",
  };
}

function askUser({ guidelines }: OpenDomain, { environment, entries, task }: Simulation): Step {
  const tools = environment.userTools(task.userTools);
  return {
    kind: "ask",
    party: "user",
    messages: userView(userPrompt(guidelines, task.scenario), entries),
    ...(tools === null ? {} : { tools, toolChoice: "auto" as const }),
  };
}

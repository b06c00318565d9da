/**
 * The order of turns between agent, user and environment, as a machine that is fed one message at a
 * time. Upstream: tau2-bench@a2c0247 src/tau2/orchestrator/orchestrator.py.
 *
 * Quirks: an agent's stop token stops nothing outside of solo mode; budgets are looked at after every
 * step but not before tools have answered, and override a stop on the very last step.
 *
 * @module
 */
import { PythonError } from "../../scoring/python/error.ts";
import type { DomainData } from "../../scoring/tau2/domain.ts";
import { Environment, type EnvironmentOptions } from "../../scoring/tau2/environment.ts";
import type { Termination } from "../../scoring/tau2/reward/reward.ts";
import type { Tau2Task } from "../../scoring/tau2/task.ts";
import {
  type Entry,
  hasText,
  readArguments,
  type Spoken,
  type ToolCall,
} from "../../scoring/tau2/trajectory.ts";
import { checkHistory } from "./history.ts";

/** How a conversation is run. */
export interface SimulationOptions extends EnvironmentOptions {
  /**
   * Messages delivered before the conversation is cut off.
   *
   * @default {200}
   */
  readonly maxSteps?: number;
  /**
   * Failed tool calls before the conversation is cut off.
   *
   * @default {10}
   */
  readonly maxErrors?: number;
  /**
   * A message with both text and calls ends the conversation as an error of who sent it.
   *
   * @default {false}
   */
  readonly validateCommunication?: boolean;
}

/** Who speaks next. */
export type Speaker = "agent" | "user";

/** What a speaker said, as its server gave it. */
export interface Utterance {
  readonly text: string | null;
  readonly toolCalls: readonly {
    readonly id: string;
    readonly name: string;
    /** JSON text. */
    readonly arguments: string;
  }[];
}

/** What a simulation waits for, or how it ended. */
export type Waiting =
  | { readonly kind: "turn"; readonly speaker: Speaker; readonly delivered: readonly Entry[] }
  | { readonly kind: "ended"; readonly termination: Termination };

const GREETING: Spoken = {
  role: "assistant",
  content: "Hi! How can I help you today?",
  toolCalls: null,
};

/** In solo mode a call of this tool, or this text, ends the conversation. */
export const DONE_TOOL = "done";
const STOP = "###STOP###";

/** Texts with which a user ends the conversation, anywhere in a message without calls. */
const USER_STOPS = [STOP, "###TRANSFER###", "###OUT-OF-SCOPE###"];

type Role = Speaker | "env";

/**
 * A conversation up to where it waits for somebody.
 *
 * Everything here throws {@linkcode PythonError} where upstream raises: the whole conversation is
 * then played again.
 */
export class Simulation {
  readonly environment: Environment;
  readonly #entries: Entry[] = [];
  readonly #limits: { readonly steps: number; readonly errors: number };
  readonly #validates: boolean;
  readonly #solo: boolean;
  #from: Role = "agent";
  #to: Role = "user";
  /** What is delivered next. */
  #message: readonly Entry[] = [];
  #steps = 0;
  #errors = 0;
  #ended: Termination | null = null;

  constructor(data: DomainData, readonly task: Tau2Task, options: SimulationOptions = {}) {
    this.environment = new Environment(data, options);
    this.#limits = { steps: options.maxSteps ?? 200, errors: options.maxErrors ?? 10 };
    this.#validates = options.validateCommunication ?? false;
    this.#solo = options.solo ?? false;
    const { history } = task.initial;
    this.environment.setState(task.initial, history);
    if (history.length > 0) this.#resume(history);
    else if (this.#solo) [this.#from, this.#to] = ["env", "agent"];
    else {
      this.#entries.push(GREETING);
      this.#message = [GREETING];
    }
    if (history.length > 0 || !this.#solo) this.#begun();
  }

  /** All messages so far. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Messages delivered so far. */
  get steps(): number {
    return this.#steps;
  }

  /** Tool calls that failed, those of the task's history aside. */
  get errors(): number {
    return this.#errors;
  }

  /** Lets tools answer, until somebody is to speak or the end has come. */
  advance(): Waiting {
    while (this.#ended === null && this.#to === "env") this.#answerCalls();
    if (this.#ended !== null) return { kind: "ended", termination: this.#ended };
    const speaker = this.#to === "agent" ? "agent" : "user";
    return { kind: "turn", speaker, delivered: this.#message };
  }

  /** Takes the turn that {@linkcode advance} waited for. */
  receive(utterance: Utterance): void {
    if (this.#ended !== null || this.#to === "env") {
      throw new TypeError("Cannot take a turn as the conversation waits for nobody");
    }
    const first = this.#entries.length === 0;
    if (this.#to === "user") this.#takeUser(utterance);
    else this.#takeAgent(utterance);
    // In solo mode the first message is where the conversation begins, not a step of it.
    if (first) this.#begun();
    else this.#stepped();
  }

  /** Goes on after the last message of a history. */
  #resume(history: readonly Entry[]): void {
    checkHistory(history);
    const last = history.at(-1);
    if (last === undefined) return;
    this.#entries.push(...history);
    this.#message = [last];
    if (last.role === "tool") {
      this.#from = "env";
      this.#to = last.requestor === "assistant" ? "agent" : "user";
      return;
    }
    this.#from = last.role === "assistant" ? "agent" : "user";
    if (last.toolCalls !== null) this.#to = "env";
    else this.#to = this.#from === "agent" ? "user" : "agent";
    if (last.role === "user" && isUserStop(last)) this.#ended = "user_stop";
    if (last.role === "assistant" && this.#isAgentStop(last)) this.#ended = "agent_stop";
  }

  #takeUser(utterance: Utterance): void {
    const message = spoken("user", utterance);
    if (isUserStop(message)) this.#ended = "user_stop";
    this.#pass("user", message, message.toolCalls === null ? "agent" : "env");
  }

  #takeAgent(utterance: Utterance): void {
    const message = this.#solo ? soloMessage(utterance) : spoken("assistant", utterance);
    const stops = this.#isAgentStop(message);
    if (stops) this.#ended = "agent_stop";
    this.#pass("agent", message, message.toolCalls === null ? "user" : "env");
    if (this.#solo && message.toolCalls === null && !stops) this.#ended = "agent_error";
  }

  #isAgentStop({ content }: Spoken): boolean {
    return this.#solo && content !== null && content.includes(STOP);
  }

  #pass(from: Speaker, message: Spoken, to: Role): void {
    this.#entries.push(message);
    [this.#from, this.#to, this.#message] = [from, to, [message]];
  }

  #answerCalls(): void {
    const [message] = this.#message;
    const calls: readonly ToolCall[] = message === undefined || message.role === "tool"
      ? []
      : message.toolCalls ?? [];
    const answers = calls.map((call) => this.environment.answer(call).entry);
    if (answers.length === 0) throw new PythonError("IndexError", "list index out of range");
    this.#errors += answers.filter(({ error }) => error).length;
    this.#entries.push(...answers);
    [this.#from, this.#to, this.#message] = ["env", this.#from, answers];
    this.#stepped();
  }

  #begun(): void {
    if (this.#validates) this.#validate();
    this.environment.sync();
  }

  #stepped(): void {
    if (this.#validates) this.#validate();
    this.#steps++;
    this.environment.sync();
    if (this.#to === "env") {
      if (this.#ended === "agent_stop" || this.#ended === "user_stop") {
        throw new PythonError("ValueError", "Environment should not receive the last message");
      }
      return;
    }
    if (this.#steps >= this.#limits.steps) this.#ended = "max_steps";
    if (this.#errors >= this.#limits.errors) this.#ended = "too_many_errors";
  }

  #validate(): void {
    const [message] = this.#message;
    if (message === undefined || message.role === "tool") return;
    const error = message.role === "user" ? "user_error" : "agent_error";
    const text = hasText(message.content);
    const mixed = message.toolCalls !== null && text;
    const talks = this.#solo && message.role === "assistant" && text && !this.#isAgentStop(message);
    if (mixed || talks) this.#ended = error;
  }
}

function isUserStop({ content, toolCalls }: Spoken): boolean {
  return toolCalls === null && content !== null &&
    USER_STOPS.some((token) => content.includes(token));
}

/**
 * A message from what was said.
 *
 * @throws {PythonError} if it is empty, or arguments of a call are no JSON object
 */
function spoken(role: "assistant" | "user", { text, toolCalls }: Utterance): Spoken {
  const calls = toolCalls.map(({ id, name, arguments: given }) => ({
    id,
    name,
    arguments: readArguments(given),
    requestor: role,
  }));
  if (calls.length === 0 && !hasText(text)) {
    throw new PythonError("ValueError", "a message must have text or tool calls");
  }
  return { role, content: text, toolCalls: calls.length === 0 ? null : calls };
}

/** A call of the tool that ends a solo conversation stands for the stop token. */
function soloMessage(utterance: Utterance): Spoken {
  const message = spoken("assistant", utterance);
  const done = message.toolCalls?.some(({ name }) => name === DONE_TOOL) ?? false;
  return done ? { role: "assistant", content: STOP, toolCalls: null } : message;
}

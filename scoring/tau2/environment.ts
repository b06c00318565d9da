/**
 * A world in which tools are called. Upstream: tau2-bench@a2c0247
 * src/tau2/environment/environment.py.
 *
 * @module
 */
import type { ToolSpec } from "../messages.ts";
import { equals } from "../python/arithmetic.ts";
import { type Data, type DataDict, isDict, readData } from "../python/data.ts";
import { PythonError } from "../python/error.ts";
import { databaseHash, sameDatabase } from "./database_hash.ts";
import { type DomainData, freshWorld, type Requestor, type Side, type World } from "./domain.ts";
import { dataOf } from "./model.ts";
import type { EnvCall, InitialState } from "./task.ts";
import {
  bind,
  type Generation,
  type KitFunction,
  resultText,
  type Tool,
  ToolError,
  toolSpec,
} from "./toolkit.ts";
import { type Entry, pairedCalls, type ToolCall, type ToolEntry } from "./trajectory.ts";

/** What an environment is told beside its data. */
export interface EnvironmentOptions {
  /** @default {"v1.0"} */
  readonly generation?: Generation;
  /**
   * The agent works alone and has the user's tools too.
   *
   * @default {false}
   */
  readonly solo?: boolean;
}

/** A tool's answer, and whether an error in it is the interpreter's rather than the tool's own. */
export interface Answered {
  readonly entry: ToolEntry;
  /** True where Python itself would have raised: upstream's text then depends on its versions. */
  readonly interpreter: boolean;
}

/** A fresh world and the calls on it. */
export class Environment {
  readonly #world: World;
  readonly #generation: Generation;
  readonly #solo: boolean;

  constructor(readonly data: DomainData, options: EnvironmentOptions = {}) {
    this.#world = freshWorld(data);
    this.#generation = options.generation ?? "v1.0";
    this.#solo = options.solo ?? false;
    this.sync();
  }

  /** What the agent's model is told about its tools: in solo mode those of the user too. */
  agentTools(): ToolSpec[] {
    const { agent, user } = this.#world;
    const own = this.#tools(agent).map(toolSpec);
    return this.#solo && user !== null ? [...own, ...this.#tools(user).map(toolSpec)] : own;
  }

  /**
   * What the user's model is told about its tools; `null` where it has none.
   *
   * @param names the tools of this task, where not all of them
   */
  userTools(names: readonly string[] | null): ToolSpec[] | null {
    const { user } = this.#world;
    if (user === null) return null;
    const tools = this.#tools(user).filter(({ name }) => names === null || names.includes(name));
    return tools.map(toolSpec);
  }

  #tools(side: Side): Tool<object, unknown>[] {
    return side.kit.tools.filter(({ since }) => since === undefined || since === this.#generation);
  }

  #tool(side: Side | null, name: string): Tool<object, unknown> | undefined {
    return side === null ? undefined : this.#tools(side).find((tool) => tool.name === name);
  }

  /** Carries state over between the two sides. @throws {PythonError} if they contradict each other */
  sync(): void {
    this.data.domain.sync(this.#world);
  }

  /**
   * Calls a tool, without carrying state over.
   *
   * @throws {PythonError} as the tool or Python does
   */
  call(name: string, requestor: Requestor, given: DataDict): unknown {
    for (const taken of ["requestor", "tool_name", "self"]) {
      if (given.has(taken)) {
        const message = `got multiple values for keyword argument '${taken}'`;
        throw new PythonError("TypeError", message);
      }
    }
    const { agent, user } = this.#world;
    if (requestor === "user") {
      if (this.#solo) throw new ToolError("User tool calls are not allowed in solo mode");
      if (user === null) throw new ToolError("User tools not available");
      return this.#use(user, name, given);
    }
    const borrowed = this.#solo && this.#tool(user, name) !== undefined;
    return this.#use(borrowed && user !== null ? user : agent, name, given);
  }

  #use(side: Side, name: string, given: DataDict): unknown {
    const tool = this.#tool(side, name);
    if (tool === undefined) throw new ToolError(`Tool '${name}' not found.`);
    return run(side, tool, given, tool.kind !== "generic");
  }

  /** Answers a call: the result or the error as text, then state is carried over. */
  answer(call: ToolCall): Answered {
    const entry = (content: string, error: boolean): ToolEntry => ({
      role: "tool",
      id: call.id,
      content,
      requestor: call.requestor,
      error,
    });
    try {
      const result = this.call(call.name, call.requestor, call.arguments);
      this.sync();
      return { entry: entry(resultText(result), false), interpreter: false };
    } catch (cause) {
      if (!(cause instanceof PythonError)) throw cause;
      const interpreter = !(cause instanceof ToolError);
      return { entry: entry(`Error: ${cause.message}`, true), interpreter };
    }
  }

  /**
   * Calls a tool or helper for the task, then carries state over.
   *
   * @throws {PythonError} as the function or Python does
   */
  callForTask({ envType, name, arguments: given }: EnvCall): unknown {
    const { agent, user } = this.#world;
    const side = envType === "user" ? user : agent;
    const known: readonly KitFunction<object, unknown>[] = side === null
      ? []
      : [...this.#tools(side), ...side.kit.helpers];
    const found = known.find((candidate) => candidate.name === name);
    if (side === null || found === undefined) {
      const owner = side === null ? "NoneType" : side.kit.className;
      throw new PythonError("AttributeError", `'${owner}' object has no attribute '${name}'`);
    }
    const result = run(side, found, given, true);
    this.sync();
    return result;
  }

  /**
   * Brings a fresh world to where a task or a recorded conversation stands: initialization data,
   * then actions, then every recorded call of a tool that writes, whose answer must be the recorded
   * one.
   *
   * @throws {PythonError} if anything of it fails, or an answer differs
   */
  setState(initial: InitialState, history: readonly Entry[]): void {
    const { agent, user } = this.#world;
    if (this.#solo && history.some(({ role }) => role === "user")) {
      throw new PythonError("AssertionError", "User messages are not allowed in solo mode");
    }
    const shares = this.#generation === "v1.0";
    if (initial.agentData !== null) {
      merge(agent, initial.agentData);
      if (shares && user !== null) share(user, agent);
    }
    if (initial.userData !== null) {
      if (user === null) {
        throw new PythonError("AttributeError", "'NoneType' object has no attribute 'update_db'");
      }
      merge(user, initial.userData);
      if (shares) share(agent, user);
    }
    for (const action of initial.actions) this.callForTask(action);
    for (const { call, answer } of pairedCalls(history)) this.#replay(call, answer);
    this.sync();
  }

  #replay(call: ToolCall, recorded: ToolEntry): void {
    const { agent, user } = this.#world;
    const tool = this.#tool(agent, call.name) ?? this.#tool(user, call.name);
    // v0.2 runs everything again; a tool nobody has answers with its error.
    if (this.#generation === "v1.0" && tool?.kind !== "write") return;
    const { content } = this.answer(call).entry;
    if (!sameContent(content, recorded.content)) {
      throw new PythonError(
        "ValueError",
        `replayed call of ${call.name} returned ${content}, recorded was ${recorded.content}`,
      );
    }
  }

  /** Hashes of the databases, as upstream prints them. */
  hashes(): { readonly db: string; readonly userDb: string | null } {
    const { agent, user } = this.#world;
    return { db: databaseHash(agent.db), userDb: user === null ? null : databaseHash(user.db) };
  }

  /** What is in the databases; the user's is `null` where there is none. */
  databases(): { readonly agent: Data; readonly user: Data } {
    const { agent, user } = this.#world;
    return { agent: dataOf(agent.db), user: user === null ? null : dataOf(user.db) };
  }

  /** True if the databases of both sides have the hashes of another world's. */
  sameDatabases(other: Environment): boolean {
    const [{ agent, user }, theirs] = [this.#world, other.#world];
    if (!sameDatabase(agent.db, theirs.agent.db)) return false;
    if (user === null || theirs.user === null) return user === theirs.user;
    return sameDatabase(user.db, theirs.user.db);
  }
}

function run(
  side: Side,
  called: KitFunction<object, unknown>,
  given: DataDict,
  readsDb: boolean,
): unknown {
  const bound = bind(side.kit.className, called, given);
  if (readsDb) checkModel(side);
  return called.run(side.db, bound, side.memory);
}

/** A side that was handed the other's database fails where it first looks into it. */
function checkModel({ kit, modelName }: Side): void {
  if (modelName === kit.model.name) return;
  throw new PythonError("AttributeError", `'${modelName}' object is not a '${kit.model.name}'`);
}

/** Lays data over a database, dicts into dicts and everything else in place, and builds it anew. */
function merge(side: Side, data: DataDict): void {
  checkModel(side);
  side.db = side.kit.model.parse(overlaid(dataOf(side.db), data), side.kit.model.name);
}

function overlaid(base: Data, over: Data): Data {
  if (!isDict(base) || !isDict(over)) return over;
  const merged = new Map(base);
  for (const [key, held] of over) merged.set(key, overlaid(merged.get(key) ?? null, held));
  return merged;
}

/** Quirk of upstream since v1.0: both sides then have one database, whatever its model. */
function share(to: Side, from: Side): void {
  to.db = from.db;
  to.modelName = from.modelName;
}

function sameContent(a: string, b: string | null): boolean {
  if (b === null) return false;
  const left = readData(a);
  const right = readData(b);
  return left === undefined || right === undefined ? a === b : equals(left, right);
}

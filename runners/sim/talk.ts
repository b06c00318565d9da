/**
 * The simulated server in a conversation between an agent and a user: it plays both by the reference
 * solution of a known sample. All that it goes by stands in the request: which request the user has
 * by a number in its first message, and how far the solution has come by `(step N)`.
 *
 * @module
 */
import type { ToolCall } from "../../scoring/messages.ts";
import { contentText, fingerprint } from "./chat_request.ts";
import type { Knowledge } from "./knowledge.ts";
import { isWire, listIn, objectIn, parseJson, textIn } from "../backend/wire.ts";

/** What is said or called next. */
export interface Move {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  /** False for an agent that leaves the solution. */
  readonly right: boolean;
}

/** What a conversation is about, and whether its agent knows what to do. */
export type IsRight = (benchmark: string, request: string) => boolean;

interface Said {
  readonly role: string;
  readonly text: string;
  readonly calls: boolean;
}

interface Action {
  readonly name: string;
  readonly arguments: string;
  readonly requestor: string;
}

/** A reference solution as it is played. */
interface Script {
  readonly actions: readonly Action[];
  /** What the agent says at the end. */
  readonly closing: string;
}

const NUMBER = /My request is number ([A-Za-z0-9_-]{22})\./;
const STEP = /\(step (\d{1,4})\)/;

/** The next move of agent or user; `null` for a request that is neither's. */
export function nextMove(
  messages: unknown,
  known: Knowledge,
  isRight: IsRight,
): Move | null {
  const said = listIn({ messages }, "messages").map(saidIn);
  const [system, ...rest] = said;
  if (system?.role !== "system") return null;
  const scenario = scenarioIn(system.text);
  return scenario === null ? agentMove(rest, known, isRight) : userMove(scenario, rest, known);
}

function saidIn(message: unknown): Said {
  return {
    role: textIn(message, "role") ?? "",
    text: isWire(message) ? contentText(message.content) : "",
    calls: listIn(message, "tool_calls").length > 0,
  };
}

function scenarioIn(system: string): string | null {
  const open = "<scenario>\n";
  const start = system.lastIndexOf(open);
  const end = system.lastIndexOf("\n</scenario>");
  return start === -1 || end < start ? null : system.slice(start + open.length, end);
}

function userMove(scenario: string, said: readonly Said[], known: Knowledge): Move {
  const entry = known.find(scenario);
  if (entry === null) return says("###STOP###");
  const { actions } = scriptOf(entry.reference);
  if (!said.some(({ role }) => role === "assistant")) {
    return says(`Hello, please help me. My request is number ${fingerprint(scenario)}. (step 0)`);
  }
  const asked = said.findLastIndex(({ role }) => role === "user");
  const { step, done } = progress(said, asked);
  if (step === null) return says("###STOP###");
  const action = actions[step + done];
  if (action?.requestor === "user") return calls(action, step + done);
  return done > 0 ? says(`I have done that. (step ${step + done})`) : says("###STOP###");
}

function agentMove(said: readonly Said[], known: Knowledge, isRight: IsRight): Move | null {
  const first = said.find(({ role }) => role === "user");
  const request = NUMBER.exec(first?.text ?? "")?.[1];
  const entry = request === undefined ? null : known.at(request);
  if (request === undefined || entry === null) return null;
  if (!isRight(entry.benchmark, request)) {
    return { ...says("I am sorry, I cannot do that for you."), right: false };
  }
  const { actions, closing } = scriptOf(entry.reference);
  const { step, done } = progress(said, said.findLastIndex(({ role }) => role === "user"));
  const at = (step ?? 0) + done;
  const action = actions[at];
  if (action === undefined) return says(closing);
  return action.requestor === "user"
    ? says(`Please do the next thing on your side. (step ${at})`)
    : calls(action, at);
}

/** The step that a message names, and the calls made since. */
function progress(said: readonly Said[], at: number): { step: number | null; done: number } {
  const named = STEP.exec(said[at]?.text ?? "")?.[1];
  const done = said.slice(at + 1).filter((each) => each.role === "assistant" && each.calls).length;
  return { step: named === undefined ? null : Number(named), done };
}

function says(text: string): Move {
  return { text, toolCalls: [], right: true };
}

function calls({ name, arguments: given }: Action, at: number): Move {
  return { text: "", toolCalls: [{ id: `call_${at}`, name, arguments: given }], right: true };
}

/** Scripts by the transcripts they were read from; few, as a server knows few. */
const scripts = new Map<string, Script>();

function scriptOf(reference: string): Script {
  const known = scripts.get(reference);
  if (known !== undefined) return known;
  const messages = listIn(parseJson(reference), "messages");
  const script: Script = {
    actions: messages.flatMap((message) =>
      listIn(message, "tool_calls").map((call) => ({
        name: textIn(call, "name") ?? "",
        arguments: textIn(call, "arguments") ?? JSON.stringify(objectIn(call, "arguments") ?? {}),
        requestor: textIn(call, "requestor") ?? "assistant",
      }))
    ),
    closing:
      messages.map((message) =>
        textIn(message, "role") === "assistant" ? textIn(message, "content") ?? "" : ""
      ).findLast((text) => text !== "") ?? "Done.",
  };
  scripts.set(reference, script);
  return script;
}

/**
 * What agent and user are told, and what each of them sees of a conversation. Upstream:
 * tau2-bench@a2c0247 src/tau2/agent/llm_agent.py, src/tau2/user/user_simulator.py.
 *
 * @module
 */
import type { Message, ToolSpec } from "../../scoring/messages.ts";
import { dumps } from "../../scoring/python/dumps.ts";
import { pyIndent } from "../../scoring/python/indent.ts";
import type { Tau2Task, UserScenario } from "../../scoring/tau2/task.ts";
import type { Entry, ToolCall } from "../../scoring/tau2/trajectory.ts";
import { DONE_TOOL } from "./simulation.ts";

const AGENT = `You are a customer service agent. Help the user, and keep to the policy below.
In each turn do one of two things, never both:
- write a message to the user
- call a tool
Be helpful, and always follow the policy. Write valid JSON only.`;

const SOLO_AGENT =
  `You are a customer service agent. You get a ticket with a user's request: solve it by calling
tools, and keep to the policy below. There is nobody to talk to.
When the ticket is solved, call the tool \`${DONE_TOOL}\` alone.
Always follow the policy. Write valid JSON only.`;

/** Told to the agent's model in solo mode beside the tools of the world. */
export const doneTool: ToolSpec = {
  name: DONE_TOOL,
  description: "Call this when the ticket is solved.",
  parameters: { properties: {}, type: "object" },
};

/** The agent's system prompt; with a ticket, that of solo mode. */
export function agentPrompt(policy: string, ticket: string | null = null): string {
  const parts = [
    section("instructions", ticket === null ? AGENT : SOLO_AGENT),
    section("policy", policy),
    ...(ticket === null ? [] : [section("ticket", ticket)]),
  ];
  return parts.join("\n");
}

function section(name: string, text: string): string {
  return `<${name}>\n${text}\n</${name}>`;
}

/** The user's system prompt. */
export function userPrompt(guidelines: string, scenario: UserScenario): string {
  const filled = guidelines.replaceAll("<PERSONA_GUIDELINES>", "");
  return `${filled}\n\n${section("scenario", scenarioText(scenario))}`;
}

/** A user's scenario as text, indented by tabs. */
export function scenarioText({ persona, instructions }: UserScenario): string {
  const told = typeof instructions === "string" ? instructions : [
    `Domain: ${instructions.domain}`,
    `Reason for call:\n${pyIndent(instructions.reason_for_call, "\t")}`,
    ...(instructions.known_info == null
      ? []
      : [`Known info:\n${pyIndent(instructions.known_info, "\t")}`]),
    ...(instructions.unknown_info == null
      ? []
      : [`Unknown info:\n${pyIndent(instructions.unknown_info, "\t")}`]),
    `Task instructions:\n${pyIndent(instructions.task_instructions, "\t")}`,
  ].join("\n");
  return [
    ...(persona == null ? [] : ["Persona:", pyIndent(persona, "\t")]),
    "Instructions:",
    pyIndent(told, "\t"),
  ].join("\n");
}

/** The conversation as the agent sees it: its own messages and tools, and what the user wrote. */
export function agentView(system: string, entries: readonly Entry[]): Message[] {
  const seen = entries.flatMap((entry): Message[] => {
    if (entry.role === "tool") {
      return entry.requestor === "assistant" ? [answer(entry.content, entry.id)] : [];
    }
    if (entry.role === "user") {
      return entry.toolCalls === null ? [{ role: "user", content: entry.content ?? "" }] : [];
    }
    return [said(entry.content, entry.toolCalls)];
  });
  return [{ role: "system", content: system }, ...seen];
}

/** The conversation as the user's model sees it, which plays the assistant. */
export function userView(system: string, entries: readonly Entry[]): Message[] {
  const seen = entries.flatMap((entry): Message[] => {
    if (entry.role === "tool") {
      return entry.requestor === "user" ? [answer(entry.content, entry.id)] : [];
    }
    if (entry.role === "assistant") {
      return entry.toolCalls === null ? [{ role: "user", content: entry.content ?? "" }] : [];
    }
    return [said(entry.content, entry.toolCalls)];
  });
  return [{ role: "system", content: system }, ...seen];
}

function answer(content: string, id: string): Message {
  return { role: "tool", content, toolCallId: id };
}

function said(content: string | null, calls: readonly ToolCall[] | null): Message {
  return {
    role: "assistant",
    content: content ?? "",
    ...(calls === null ? {} : {
      toolCalls: calls.map(({ id, name, arguments: given }) => ({
        id,
        name,
        arguments: dumps(given),
      })),
    }),
  };
}

/** The ticket of a solo conversation. @throws {TypeError} if the task has none */
export function ticketOf({ id, ticket }: Tau2Task): string {
  if (ticket === null) throw new TypeError(`Cannot play task "${id}" alone as it has no ticket`);
  return ticket;
}

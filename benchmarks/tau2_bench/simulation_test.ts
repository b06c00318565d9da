import assert from "node:assert/strict";
import { toData } from "../../scoring/python/data.ts";
import { loadDomain } from "../../scoring/tau2/domain.ts";
import { mock } from "../../scoring/tau2/mock/mod.ts";
import { readTask, TaskRecord } from "../../scoring/tau2/task.ts";
import { Simulation, type SimulationOptions, type Utterance } from "./simulation.ts";

const data = loadDomain(
  mock,
  toData({
    tasks: { task_1: { task_id: "task_1", title: "Water", status: "pending" } },
    users: { u: { user_id: "u", name: "Uma", tasks: ["task_1"] } },
  }),
);

const task = (more: Record<string, unknown> = {}) =>
  readTask(TaskRecord.parse({ id: "t", user_scenario: { instructions: "x" }, ...more }));

const says = (text: string): Utterance => ({ text, toolCalls: [] });
const calls = (...names: string[]): Utterance => ({
  text: null,
  toolCalls: names.map((name, at) => ({ id: `c${at}`, name, arguments: "{}" })),
});

/** Feeds a conversation until it ends or the lines do; who spoke, and how it ended. */
function play(
  lines: readonly Utterance[],
  options: SimulationOptions = {},
  played = task(),
): { readonly simulation: Simulation; readonly speakers: string; readonly ended: string | null } {
  const simulation = new Simulation(data, played, options);
  let speakers = "";
  for (const line of lines) {
    const waiting = simulation.advance();
    if (waiting.kind === "ended") break;
    speakers += waiting.speaker.charAt(0);
    simulation.receive(line);
  }
  const waiting = simulation.advance();
  return { simulation, speakers, ended: waiting.kind === "ended" ? waiting.termination : null };
}

Deno.test("Simulation begins with a greeting and ends with the user's stop", () => {
  const { simulation, speakers, ended } = play([says("hi"), says("Sure"), says("ok ###STOP###")]);
  assert.deepEqual([speakers, ended, simulation.steps], ["uau", "user_stop", 3]);
  assert.equal(simulation.entries[0]?.content, "Hi! How can I help you today?");
});

Deno.test("Simulation lets tools answer in order and delivers all answers at once", () => {
  const { simulation } = play([says("hi"), calls("get_users", "nope")]);
  const waiting = simulation.advance();
  assert.ok(waiting.kind === "turn" && waiting.speaker === "agent");
  assert.deepEqual(waiting.delivered.map(({ role }) => role), ["tool", "tool"]);
  assert.deepEqual([simulation.steps, simulation.errors], [3, 1]);
});

Deno.test("Simulation is not stopped by the agent, nor by a stop beside a call", () => {
  const stop: Utterance = { ...calls("check_notifications"), text: "###STOP###" };
  const { speakers, ended } = play([says("hi"), says("###STOP###"), stop, says("seen")]);
  assert.deepEqual([speakers, ended], ["uauu", null]);
});

Deno.test("Simulation's budgets wait for tools and override a stop", () => {
  const late = play([says("hi"), says("a"), says("###STOP###")], { maxSteps: 3 });
  assert.equal(late.ended, "max_steps");
  const waits = play([says("hi"), calls("get_users")], { maxSteps: 2 });
  assert.deepEqual([waits.ended, waits.simulation.steps], ["max_steps", 3]);
  const errors = play([says("hi"), calls("x", "y", "get_users")], { maxErrors: 2 });
  assert.deepEqual([errors.ended, errors.simulation.errors], ["too_many_errors", 2]);
});

Deno.test("Simulation throws for empty messages and for arguments that are no object", () => {
  for (const text of ["", " \n", null]) {
    assert.throws(() => play([{ text, toolCalls: [] }]), { type: "ValueError" });
  }
  const call = (given: string): Utterance => ({
    text: null,
    toolCalls: [{ id: "c", name: "get_users", arguments: given }],
  });
  assert.throws(() => play([says("hi"), call("{")]), { type: "JSONDecodeError" });
  assert.throws(() => play([says("hi"), call("[]")]), { type: "ValidationError" });
});

Deno.test("Simulation may refuse text beside calls, as an error of who sent it", () => {
  const both: Utterance = { ...calls("get_users"), text: "wait" };
  const strict = { validateCommunication: true };
  assert.equal(play([says("hi"), both], strict).ended, "agent_error");
  assert.equal(play([{ ...calls("check_notifications"), text: "x" }], strict).ended, "user_error");
  assert.equal(play([says("hi"), both]).ended, null);
});

const history = [
  { role: "user", content: "hello" },
  { role: "assistant", tool_calls: [{ id: "h", name: "get_users", arguments: {} }] },
  { role: "tool", id: "h", content: "[]" },
  { role: "assistant", content: "made it" },
];

Deno.test("Simulation goes on after a history's last message", () => {
  const first = (length: number) => {
    const played = task({ initial_state: { message_history: history.slice(0, length) } });
    const waiting = new Simulation(data, played).advance();
    return waiting.kind === "turn" ? waiting.speaker : waiting.termination;
  };
  assert.deepEqual([4, 3, 1].map(first), ["user", "agent", "agent"]);
});

Deno.test("Simulation throws for a history that does not hold together", () => {
  const played = (message_history: unknown[]) => task({ initial_state: { message_history } });
  for (const broken of [history.slice(2), [{ role: "user", content: " " }]]) {
    assert.throws(() => new Simulation(data, played(broken)), { name: "PythonError" });
  }
});

Deno.test("Simulation plays alone until the agent is done", () => {
  const solo = { solo: true };
  const { simulation, speakers, ended } = play(
    [calls("get_users"), calls("check_notifications"), calls("done")],
    solo,
  );
  assert.deepEqual([speakers, ended, simulation.errors], ["aaa", "agent_stop", 0]);
  assert.deepEqual(simulation.entries.at(-1), {
    role: "assistant",
    content: "###STOP###",
    toolCalls: null,
  });
  assert.equal(play([calls("done")], solo).ended, "agent_stop");
  assert.equal(play([says("Hello?")], solo).ended, "agent_error");
  assert.equal(play([calls("get_users"), says("Hello?")], solo).ended, "agent_error");
});

Deno.test("Simulation takes no turn that it does not wait for", () => {
  const { simulation } = play([says("###STOP###")]);
  assert.throws(() => simulation.receive(says("more")), TypeError);
});

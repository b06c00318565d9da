import type { Json } from "../../../scoring/json.ts";
import { TaskRecord } from "../../../scoring/tau2/task.ts";

/** A call of a reference solution. */
export type DemoCall = readonly [
  name: string,
  given: Readonly<Record<string, Json>>,
  requestor?: "assistant" | "user",
];

/** A self-written task. */
export function demoTask(
  { id, domain, reason, known, calls, tell = [], ticket, ...more }: {
    readonly id: string;
    readonly domain: string;
    readonly reason: string;
    readonly known: string;
    readonly calls: readonly DemoCall[];
    readonly tell?: readonly string[];
    readonly ticket?: string;
    readonly initial_state?: TaskRecord["initial_state"];
    readonly env_assertions?: NonNullable<TaskRecord["evaluation_criteria"]>["env_assertions"];
    readonly reward_basis?: NonNullable<TaskRecord["evaluation_criteria"]>["reward_basis"];
  },
) {
  const { initial_state, env_assertions, reward_basis } = more;
  return TaskRecord.parse({
    id,
    user_scenario: {
      instructions: {
        domain,
        reason_for_call: reason,
        known_info: known,
        task_instructions: "You are polite and want nothing else.",
      },
    },
    ticket: ticket ?? `${known} ${reason}`,
    ...(initial_state === undefined ? {} : { initial_state }),
    evaluation_criteria: {
      actions: calls.map(([name, given, requestor = "assistant"]) => ({
        name,
        requestor,
        arguments: JSON.stringify(given),
      })),
      communicate_info: tell,
      ...(env_assertions === undefined ? {} : { env_assertions }),
      ...(reward_basis === undefined ? {} : { reward_basis }),
    },
  });
}

/**
 * A task: how the world begins, what the user wants, and what must be true at the end. Upstream:
 * tau2-bench@a2c0247 src/tau2/data_model/tasks.py.
 *
 * @module
 */
import { z } from "zod";
import type { DataDict } from "../python/data.ts";
import type { Requestor } from "./domain.ts";
import { type Entry, readArguments, readTrajectory, TrajectoryRecord } from "./trajectory.ts";

/** Arguments as JSON text, which keeps `2` and `2.0` apart, or as JSON. */
const Arguments = z.union([z.string(), z.record(z.string(), z.unknown())]);

const Party = z.enum(["assistant", "user"]);

const ActionRecord = z.object({
  requestor: Party.default("assistant"),
  name: z.string(),
  arguments: Arguments,
  compare_args: z.array(z.string()).nullish(),
});

const EnvCallRecord = z.object({ env_type: Party, func_name: z.string(), arguments: Arguments });

const Instructions = z.union([
  z.string(),
  z.object({
    domain: z.string(),
    reason_for_call: z.string(),
    known_info: z.string().nullish(),
    unknown_info: z.string().nullish(),
    task_instructions: z.string(),
  }),
]);

/** What the simulated user is told about itself. */
export const UserScenarioRecord = z.object({
  persona: z.string().nullish(),
  instructions: Instructions,
});

/** What is told to a simulated user. */
export type UserScenario = z.output<typeof UserScenarioRecord>;

/** What decides a reward. */
export const rewardTypes = [
  "DB",
  "ENV_ASSERTION",
  "NL_ASSERTION",
  "ACTION",
  "COMMUNICATE",
] as const;

/** A component of the reward. */
export type RewardType = (typeof rewardTypes)[number];

const Criteria = z.object({
  actions: z.array(ActionRecord).nullish(),
  env_assertions: z.array(EnvCallRecord.extend({ assert_value: z.boolean().default(true) }))
    .nullish(),
  communicate_info: z.array(z.string()).nullish(),
  nl_assertions: z.array(z.string()).nullish(),
  reward_basis: z.array(z.enum(rewardTypes)).default(["DB", "COMMUNICATE"]),
});

/** The published record of a task; other members pass. */
export const TaskRecord = z.object({
  id: z.string(),
  user_scenario: UserScenarioRecord,
  ticket: z.string().nullish(),
  user_tools: z.array(z.string()).nullish(),
  initial_state: z.object({
    initialization_data: z.object({
      agent_data: Arguments.nullish(),
      user_data: Arguments.nullish(),
    }).nullish(),
    initialization_actions: z.array(EnvCallRecord).nullish(),
    message_history: TrajectoryRecord.nullish(),
  }).nullish(),
  evaluation_criteria: Criteria.nullish(),
});

/** The published record of a task. */
export type TaskRecord = z.input<typeof TaskRecord>;

/** A call that the task makes, outside the conversation. */
export interface EnvCall {
  readonly envType: Requestor;
  readonly name: string;
  readonly arguments: DataDict;
}

/** A call that must return true or false on the world that a conversation leaves. */
export interface EnvAssertion extends EnvCall {
  readonly wanted: boolean;
}

/** A call of the reference solution. */
export interface GoldAction {
  readonly requestor: Requestor;
  readonly name: string;
  readonly arguments: DataDict;
  /** Names of the arguments that are compared; `null` for those the other call brings. */
  readonly compareArgs: readonly string[] | null;
}

/** How the world begins. */
export interface InitialState {
  readonly agentData: DataDict | null;
  readonly userData: DataDict | null;
  readonly actions: readonly EnvCall[];
  /** Messages that came before; the conversation goes on after them. */
  readonly history: readonly Entry[];
}

/** What decides the reward. `null` is not the same as an empty list. */
export interface Criteria {
  readonly actions: readonly GoldAction[] | null;
  readonly envAssertions: readonly EnvAssertion[] | null;
  readonly communicateInfo: readonly string[];
  readonly nlAssertions: readonly string[];
  readonly rewardBasis: readonly RewardType[];
}

/** A task, read. */
export interface Tau2Task {
  readonly id: string;
  readonly scenario: UserScenario;
  /** The user's request in solo mode. */
  readonly ticket: string | null;
  /** Names of the tools this user has; `null` for all of the domain. */
  readonly userTools: readonly string[] | null;
  readonly initial: InitialState;
  readonly criteria: Criteria | null;
}

/**
 * Reads a task.
 *
 * @throws {PythonError} for arguments that are no JSON object
 */
export function readTask(record: z.output<typeof TaskRecord>): Tau2Task {
  const { initial_state: initial, evaluation_criteria: criteria } = record;
  const data = initial?.initialization_data;
  return {
    id: record.id,
    scenario: record.user_scenario,
    ticket: record.ticket ?? null,
    userTools: record.user_tools ?? null,
    initial: {
      agentData: data?.agent_data == null ? null : readArguments(data.agent_data),
      userData: data?.user_data == null ? null : readArguments(data.user_data),
      actions: (initial?.initialization_actions ?? []).map(readEnvCall),
      history: readTrajectory(initial?.message_history ?? []),
    },
    criteria: criteria == null ? null : {
      actions: criteria.actions?.map(({ requestor, name, arguments: given, compare_args }) => ({
        requestor,
        name,
        arguments: readArguments(given),
        compareArgs: compare_args ?? null,
      })) ?? null,
      envAssertions: criteria.env_assertions?.map((assertion) => ({
        ...readEnvCall(assertion),
        wanted: assertion.assert_value,
      })) ?? null,
      communicateInfo: criteria.communicate_info ?? [],
      nlAssertions: criteria.nl_assertions ?? [],
      rewardBasis: criteria.reward_basis,
    },
  };
}

function readEnvCall(
  { env_type, func_name, arguments: given }: z.output<typeof EnvCallRecord>,
): EnvCall {
  return { envType: env_type, name: func_name, arguments: readArguments(given) };
}

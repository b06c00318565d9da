/**
 * The reward of a conversation: the product of the components that its task names. Upstream:
 * tau2-bench@a2c0247 src/tau2/evaluator/evaluator.py.
 *
 * @module
 */
import type { JudgeReply, JudgeRequest } from "../../types.ts";
import type { DomainData } from "../domain.ts";
import type { EnvironmentOptions } from "../environment.ts";
import type { Criteria, RewardType, Tau2Task } from "../task.ts";
import type { Entry } from "../trajectory.ts";
import { callsOf, matchesAction } from "./actions.ts";
import { assertionRequest, assertionResults } from "./assertion_judge.ts";
import { isCommunicated } from "./communicate.ts";
import { checkWorlds } from "./worlds.ts";

/**
 * Why a conversation ended. Only a stop is scored by what was done; everything else is worth 0. The
 * last three are not upstream's.
 */
export const terminations = [
  "user_stop",
  "agent_stop",
  "max_steps",
  "too_many_errors",
  "agent_error",
  "user_error",
  "timeout",
  "out-of-turns",
  "out-of-tokens",
  "out-of-money",
] as const;

/** See {@linkcode terminations}. */
export type Termination = (typeof terminations)[number];

/** Which components are computed, and which of them count. */
interface Scope {
  readonly world: boolean;
  readonly action: boolean;
  readonly communicate: boolean;
  /** `basis`: where the task counts it. */
  readonly nl: "always" | "basis" | "never";
  /** `task`: those the task names; `all`: all that are computed. */
  readonly counts: "task" | "all";
}

const one = {
  world: false,
  action: false,
  communicate: false,
  nl: "never",
  counts: "all",
} as const;
const most = { world: true, action: true, communicate: true } as const;

/** Scopes under upstream's names; `all` is what a benchmark's number comes from. */
export const scopes = {
  env: { ...one, world: true },
  action: { ...one, action: true },
  communicate: { ...one, communicate: true },
  nl_assertions: { ...one, nl: "always" },
  all: { ...most, nl: "basis", counts: "task" },
  all_with_nl_assertions: { ...most, nl: "always", counts: "task" },
  all_ignore_basis: { ...most, nl: "never", counts: "all" },
  all_with_nl_assertions_ignore_basis: { ...most, nl: "always", counts: "all" },
} as const satisfies Readonly<Record<string, Scope>>;

/** See {@linkcode scopes}. */
export type ScopeName = keyof typeof scopes;

/** A reward and what it is made of. */
export interface Reward {
  readonly kind: "reward";
  /** 0 or 1. */
  readonly reward: number;
  /** The components that counted, each 0 or 1. */
  readonly breakdown: Readonly<Partial<Record<RewardType, number>>>;
  /** `null` where no world was looked at. */
  readonly dbMatch: boolean | null;
  readonly envAssertions: readonly boolean[];
  readonly actions: readonly boolean[];
  readonly communicate: readonly boolean[];
  readonly nl: readonly boolean[];
  readonly failedGold: readonly string[];
}

/** What {@linkcode evaluate} is told beside the conversation. */
export interface EvaluateOptions extends EnvironmentOptions {
  /** @default {"all"} */
  readonly scope?: ScopeName;
  /** The judge's replies so far. */
  readonly judged?: readonly JudgeReply[];
}

const nothing = {
  kind: "reward",
  breakdown: {},
  dbMatch: null,
  envAssertions: [],
  actions: [],
  communicate: [],
  nl: [],
  failedGold: [],
} as const;

/**
 * Scores a conversation, or asks for the judge where its task has assertions in words and no judge
 * has spoken yet.
 *
 * @param entries All messages, those of the task's history included
 * @throws {PythonError} where upstream raises: it plays the conversation again then, and leaves it
 * out of all numbers in the end
 */
export function evaluate(
  data: DomainData,
  task: Tau2Task,
  entries: readonly Entry[],
  termination: Termination,
  options: EvaluateOptions = {},
): Reward | JudgeRequest {
  if (termination !== "user_stop" && termination !== "agent_stop") return { ...nothing, reward: 0 };
  const { criteria } = task;
  if (criteria === null) return { ...nothing, reward: 1 };
  const scope: Scope = scopes[options.scope ?? "all"];
  const basis = new Set<RewardType>(criteria.rewardBasis);
  const breakdown: Partial<Record<RewardType, number>> = {};
  const count = (type: RewardType, met: boolean) => {
    if (scope.counts === "all" || basis.has(type)) breakdown[type] = met ? 1 : 0;
  };

  const world = scope.world ? worldOf(data, task, criteria, entries, options) : null;
  if (world?.compared === true) {
    // Whatever counts, upstream's world check itself goes by the task's basis.
    if (basis.has("DB")) count("DB", world.dbMatch);
    if (basis.has("ENV_ASSERTION")) count("ENV_ASSERTION", all(world.envAssertions));
  }
  const calls = callsOf(entries);
  const actions = scope.action
    ? (criteria.actions ?? []).map((action) => calls.some((call) => matchesAction(action, call)))
    : [];
  if (scope.action) count("ACTION", all(actions));
  const communicate = scope.communicate
    ? criteria.communicateInfo.map((info) => isCommunicated(info, entries))
    : [];
  if (scope.communicate) count("COMMUNICATE", all(communicate));
  const asksJudge = scope.nl === "always" || (scope.nl === "basis" && basis.has("NL_ASSERTION"));
  let nl: readonly boolean[] = [];
  if (asksJudge && criteria.nlAssertions.length > 0) {
    const reply = options.judged?.at(-1);
    if (reply === undefined) return assertionRequest(criteria.nlAssertions, entries);
    nl = assertionResults(reply.text);
  }
  if (asksJudge) count("NL_ASSERTION", all(nl));

  return {
    kind: "reward",
    reward: Object.values(breakdown).every((component) => component === 1) ? 1 : 0,
    breakdown,
    dbMatch: world?.dbMatch ?? null,
    envAssertions: world?.envAssertions ?? [],
    actions,
    communicate,
    nl,
    failedGold: world?.failedGold ?? [],
  };
}

const all = (met: readonly boolean[]) => met.every(Boolean);

/** A task without a reference solution and without assertions is not compared at all. */
function worldOf(
  data: DomainData,
  task: Tau2Task,
  criteria: Criteria,
  entries: readonly Entry[],
  options: EnvironmentOptions,
) {
  return criteria.actions === null && criteria.envAssertions === null
    ? { compared: false, dbMatch: true, envAssertions: [], failedGold: [] }
    : { compared: true, ...checkWorlds(data, task, criteria, entries, options) };
}

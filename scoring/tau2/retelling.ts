/**
 * A conversation told again for people: what was said and called, what differs between the world it
 * left and the one that the reference solution leaves, and why each component of its reward is 0 or 1.
 *
 * @module
 */
import { type Data, isDict, isList } from "../python/data.ts";
import { dumps } from "../python/dumps.ts";
import { equals } from "../python/arithmetic.ts";
import { PythonError } from "../python/error.ts";
import type { JudgeReply } from "../types.ts";
import type { DomainData, Requestor } from "./domain.ts";
import { Environment, type EnvironmentOptions } from "./environment.ts";
import { evaluate, type Reward, type Termination } from "./reward/reward.ts";
import { goldWorld } from "./reward/worlds.ts";
import type { Criteria, RewardType, Tau2Task } from "./task.ts";
import type { Entry } from "./trajectory.ts";

/** One place where two worlds differ. */
export interface WorldDifference {
  readonly side: "agent" | "user";
  /** Members from the root, as `orders.#W1.status`. */
  readonly path: string;
  /** JSON of what is there after the conversation; `null` where nothing is. */
  readonly found: string | null;
  /** JSON of what the reference solution leaves; `null` where nothing is. */
  readonly wanted: string | null;
}

/** A component of the reward. */
export interface ComponentTold {
  readonly name: RewardType;
  /** 0 or 1. */
  readonly value: number;
  /** What decided it, a line for each thing that was wanted. */
  readonly why: readonly string[];
}

/** See {@linkcode retell}. */
export interface Retelling {
  readonly entries: readonly Entry[];
  readonly termination: Termination;
  /** `null` while a judge has not spoken, or where upstream raises. */
  readonly reward: number | null;
  readonly components: readonly ComponentTold[];
  /** At most {@linkcode SHOWN_DIFFERENCES}. */
  readonly differences: readonly WorldDifference[];
  /** Calls of the reference solution that fail. */
  readonly failedGold: readonly string[];
  /** Why there is no reward; `null` where there is one. */
  readonly trouble: string | null;
}

/** Differences of a world that are told. */
export const SHOWN_DIFFERENCES = 100;

/** Tells a scored conversation again. Pure, and throws nothing that is the conversation's fault. */
export function retell(
  data: DomainData,
  task: Tau2Task,
  entries: readonly Entry[],
  termination: Termination,
  options: EnvironmentOptions & { readonly judged?: readonly JudgeReply[] } = {},
): Retelling {
  const nothing = { components: [], differences: [], failedGold: [], reward: null };
  const told = { entries, termination };
  try {
    const reward = evaluate(data, task, entries, termination, options);
    if (reward.kind === "judge") {
      return { ...told, ...nothing, trouble: "a judge has still to decide its assertions" };
    }
    const { criteria } = task;
    return {
      ...told,
      reward: reward.reward,
      components: criteria === null ? [] : componentsOf(reward, criteria),
      differences: criteria === null ? [] : differencesOf(data, task, criteria, entries, options),
      failedGold: reward.failedGold,
      trouble: null,
    };
  } catch (cause) {
    if (!(cause instanceof PythonError)) throw cause;
    return { ...told, ...nothing, trouble: `${cause.type}: ${cause.message}` };
  }
}

function componentsOf(reward: Reward, criteria: Criteria): ComponentTold[] {
  const lines = (met: readonly boolean[], names: readonly string[]) =>
    met.map((each, index) => `${each ? "met" : "not met"}: ${names[index] ?? ""}`);
  const why: Readonly<Record<RewardType, () => readonly string[]>> = {
    DB: () => [
      reward.dbMatch === true
        ? "the databases are those that the reference solution leaves"
        : "the databases differ from those that the reference solution leaves",
    ],
    ENV_ASSERTION: () =>
      lines(
        reward.envAssertions,
        (criteria.envAssertions ?? []).map(({ envType, name, arguments: given, wanted }) =>
          `${callText(envType, name, given)} is ${wanted}`
        ),
      ),
    ACTION: () =>
      lines(
        reward.actions,
        (criteria.actions ?? []).map(({ requestor, name, arguments: given }) =>
          callText(requestor, name, given)
        ),
      ),
    COMMUNICATE: () => lines(reward.communicate, criteria.communicateInfo),
    NL_ASSERTION: () => lines(reward.nl, criteria.nlAssertions),
  };
  return Object.entries(reward.breakdown).map(([name, value]) => ({
    name: name as RewardType,
    value: value ?? 0,
    why: why[name as RewardType](),
  }));
}

function callText(requestor: Requestor, name: string, given: Data): string {
  return `${requestor === "user" ? "user " : ""}${name}(${dumps(given)})`;
}

function differencesOf(
  data: DomainData,
  task: Tau2Task,
  criteria: Criteria,
  entries: readonly Entry[],
  options: EnvironmentOptions,
): WorldDifference[] {
  const left = new Environment(data, options);
  left.setState(task.initial, entries);
  const found = left.databases();
  const wanted = goldWorld(data, task, criteria, options).environment.databases();
  return (["agent", "user"] as const).flatMap((side) =>
    [...differences(found[side], wanted[side], "")].map((each) => ({ side, ...each }))
  ).slice(0, SHOWN_DIFFERENCES);
}

function* differences(
  found: Data | undefined,
  wanted: Data | undefined,
  path: string,
): Generator<Omit<WorldDifference, "side">> {
  if (found !== undefined && wanted !== undefined) {
    if (isDict(found) && isDict(wanted)) {
      for (const key of new Set([...found.keys(), ...wanted.keys()])) {
        yield* differences(found.get(key), wanted.get(key), path === "" ? key : `${path}.${key}`);
      }
      return;
    }
    if (isList(found) && isList(wanted)) {
      for (let at = 0; at < Math.max(found.length, wanted.length); at++) {
        yield* differences(found[at], wanted[at], `${path}[${at}]`);
      }
      return;
    }
    // 2 and 2.0 are equal and have different hashes.
    if (equals(found, wanted) && dumps(found) === dumps(wanted)) return;
  }
  yield {
    path,
    found: found === undefined ? null : dumps(found),
    wanted: wanted === undefined ? null : dumps(wanted),
  };
}

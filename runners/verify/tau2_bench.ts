import { z } from "zod";
import { tableAverage } from "../../benchmarks/tau2_bench/average.ts";
import { scenarioText } from "../../benchmarks/tau2_bench/prompts.ts";
import { trialSeeds } from "../../benchmarks/tau2_bench/trial_seeds.ts";
import { sha256Hex } from "../../results/store/request_key.ts";
import { readData } from "../../scoring/python/data.ts";
import { dumps } from "../../scoring/python/dumps.ts";
import { isSuccess, passHatNumbers, type Trials } from "../../scoring/tau2/metrics.ts";
import { matchesAction } from "../../scoring/tau2/reward/actions.ts";
import { isCommunicated } from "../../scoring/tau2/reward/communicate.ts";
import { UserScenarioRecord } from "../../scoring/tau2/task.ts";
import { readArguments, readTrajectory, TrajectoryRecord } from "../../scoring/tau2/trajectory.ts";
import { orchestratorVector, rewardVector } from "./tau2/conversations.ts";
import { openOfficial } from "./tau2/official_data.ts";
import { hashes, hashVector, schemaVector, toolsVector } from "./tau2/worlds.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

type Samples = VectorInput["samples"];

/** Who scores a label: its longest beginning, up to a `-` or its end, that is named here. */
const PARTS: Readonly<Record<string, (samples: Samples) => VectorResult | Promise<VectorResult>>> =
  {
    "canonical-json": canonicalVector,
    "official-db-hash": officialVector,
    "invented-db-hash": hashVector,
    tools: toolsVector,
    "tool-schema": schemaVector,
    "action-match": actionVector,
    communicate: communicateVector,
    reward: rewardVector,
    orchestrator: orchestratorVector,
    "scenario-text": scenarioVector,
    "pass-hat-k": passVector,
    "table-average": averageVector,
    "trial-seeds": seedsVector,
  };

/**
 * Scores a vector of τ²-Bench: the part of the benchmark that its label begins with.
 *
 * @throws {RangeError} if there is no such part
 * @throws {MissingDataError} if it is about published data that is not here
 */
export async function tau2BenchVector({ task, samples }: VectorInput): Promise<VectorResult> {
  const words = task.split("-");
  for (let length = words.length; length > 0; length--) {
    const name = words.slice(0, length).join("-");
    const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
    if (part !== undefined) return await part(samples);
  }
  const known = Object.keys(PARTS).join(", ");
  throw new RangeError(`Cannot score vectors of "tau2-bench/${task}": known are ${known}`);
}

const records = <T>(samples: Samples, schema: z.ZodType<T>): T[] =>
  samples.map(({ record }) => schema.parse(record));

const total = (flags: readonly number[]): number => flags.reduce((sum, flag) => sum + flag, 0);

function canonicalVector(samples: Samples): VectorResult {
  const perSample = records(samples, z.object({ json: z.string() })).map(({ json }) => {
    const canonical = dumps(readData(json), { sortKeys: true });
    return { canonical, sha256: sha256Hex(canonical) };
  });
  return { metrics: {}, perSample };
}

async function officialVector(samples: Samples): Promise<VectorResult> {
  const schema = z.object({ domain: z.enum(["airline", "retail", "telecom", "mock"]) });
  const perSample: unknown[] = [];
  for (const { domain } of records(samples, schema)) {
    perSample.push(hashes(await openOfficial(domain)));
  }
  return { metrics: {}, perSample };
}

const Call = z.object({ name: z.string(), arguments: z.string() });
const Match = z.object({
  action: Call.extend({ compare_args: z.array(z.string()).nullish() }),
  call: Call,
});

function actionVector(samples: Samples): VectorResult {
  const perSample = records(samples, Match).map(({ action, call }) => {
    const gold = {
      name: action.name,
      arguments: readArguments(action.arguments),
      compareArgs: action.compare_args ?? null,
    };
    const made = { name: call.name, arguments: readArguments(call.arguments) };
    return Number(matchesAction(gold, made));
  });
  return { metrics: { matches: total(perSample) }, perSample };
}

function communicateVector(samples: Samples): VectorResult {
  const schema = z.object({ communicate_info: z.array(z.string()), messages: TrajectoryRecord });
  const perSample = records(samples, schema).map(({ communicate_info, messages }) => {
    const entries = readTrajectory(messages);
    return Number(communicate_info.every((info) => isCommunicated(info, entries)));
  });
  return { metrics: { met: total(perSample) }, perSample };
}

function scenarioVector(samples: Samples): VectorResult {
  const schema = z.object({ user_scenario: UserScenarioRecord });
  const texts = records(samples, schema).map(({ user_scenario }) => scenarioText(user_scenario));
  return { metrics: {}, perSample: texts };
}

/** The response is the reward of a trial. */
function passVector(samples: Samples): VectorResult {
  const ids = records(samples, z.object({ task_id: z.coerce.string() }));
  const rewards = samples.map(({ response }) => Number(response));
  const tasks = new Map<string, Trials>();
  for (const [index, { task_id }] of ids.entries()) {
    const { played, solved } = tasks.get(task_id) ?? { played: 0, solved: 0 };
    const success = Number(isSuccess(rewards[index] ?? NaN));
    tasks.set(task_id, { played: played + 1, solved: solved + success });
  }
  const metrics = {
    ...passHatNumbers([...tasks.values()]),
    avg_reward: rewards.length === 0 ? null : total(rewards) / rewards.length,
  };
  return { metrics, perSample: rewards };
}

function averageVector(samples: Samples): VectorResult {
  const numbers = records(samples, z.object({ pass_1: z.number() })).map(({ pass_1 }) => pass_1);
  return { metrics: { average: tableAverage(numbers) }, perSample: numbers };
}

function seedsVector(samples: Samples): VectorResult {
  const schema = z.object({ seed: z.int(), num_trials: z.int() });
  const perSample = records(samples, schema).map(({ seed, num_trials }) =>
    trialSeeds(seed, num_trials)
  );
  return { metrics: {}, perSample };
}

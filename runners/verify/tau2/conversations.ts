import { z } from "zod";
import { Simulation, type Utterance } from "../../../benchmarks/tau2_bench/simulation.ts";
import { PythonError } from "../../../scoring/python/error.ts";
import {
  evaluate,
  type ScopeName,
  scopes,
  terminations,
} from "../../../scoring/tau2/reward/reward.ts";
import { rewardParts } from "../../../scoring/tau2/scorer.ts";
import { readTask, TaskRecord } from "../../../scoring/tau2/task.ts";
import {
  type Entry,
  readTrajectory,
  recordOf,
  TrajectoryRecord,
} from "../../../scoring/tau2/trajectory.ts";
import type { VectorInput, VectorResult } from "../vector.ts";
import { worldOf, WorldRecord } from "./worlds.ts";

type Sample = VectorInput["samples"][number];

const RewardRecord = WorldRecord.extend({
  task: TaskRecord,
  messages: TrajectoryRecord,
  termination_reason: z.enum(terminations),
  evaluation_type: z.enum(Object.keys(scopes) as [ScopeName, ...ScopeName[]]).default("all"),
  solo_mode: z.boolean().default(false),
});

/** The reward of a recorded conversation: `reward-…`. */
export function rewardVector(samples: readonly Sample[]): VectorResult {
  return raising(samples, ({ record, judge }) => {
    const { task, messages, termination_reason, evaluation_type, solo_mode, ...world } =
      RewardRecord.parse(record);
    const reward = evaluate(
      worldOf(world),
      readTask(task),
      readTrajectory(messages),
      termination_reason,
      {
        scope: evaluation_type,
        solo: solo_mode,
        judged: judge === undefined ? [] : [{ text: judge, reasoning: "" }],
      },
    );
    if (reward.kind === "judge") {
      throw new RangeError("Cannot score the vector as it needs a judge's reply");
    }
    const metrics: Record<string, number> = { reward: reward.reward };
    for (const [name, value] of Object.entries(reward.breakdown)) {
      metrics[`breakdown:${name}`] = value;
    }
    return { metrics, sample: rewardParts(reward) };
  });
}

const Script = z.array(z.object({
  content: z.string().nullish(),
  tool_calls: z.array(z.object({ id: z.string(), name: z.string(), arguments: z.string() }))
    .nullish(),
}));

const OrchestratorRecord = WorldRecord.extend({
  task: TaskRecord,
  agent_script: Script,
  user_script: Script,
  options: z.object({
    max_steps: z.int().optional(),
    max_errors: z.int().optional(),
    validate_communication: z.boolean().optional(),
    solo_mode: z.boolean().optional(),
  }).default({}),
});

/** A conversation between two scripts: `orchestrator-…`. */
export function orchestratorVector(samples: readonly Sample[]): VectorResult {
  return raising(samples, ({ record }) => {
    const { task, agent_script, user_script, options, ...world } = OrchestratorRecord.parse(record);
    const simulation = new Simulation(worldOf(world), readTask(task), {
      ...(options.max_steps === undefined ? {} : { maxSteps: options.max_steps }),
      ...(options.max_errors === undefined ? {} : { maxErrors: options.max_errors }),
      validateCommunication: options.validate_communication ?? false,
      solo: options.solo_mode ?? false,
    });
    const scripts = { agent: [...agent_script], user: [...user_script] };
    const inputs: Record<"agent" | "user", string[]> = { agent: [], user: [] };
    let waiting = simulation.advance();
    while (waiting.kind === "turn") {
      inputs[waiting.speaker].push(className(waiting.delivered));
      const line = scripts[waiting.speaker].shift();
      if (line === undefined) throw new PythonError("IndexError", "the script is at its end");
      simulation.receive(utterance(line));
      waiting = simulation.advance();
    }
    const { steps, errors, entries } = simulation;
    return {
      metrics: { steps, errors, messages: entries.length },
      sample: {
        termination_reason: waiting.termination,
        messages: recordOf(entries),
        agent_inputs: inputs.agent,
        user_inputs: inputs.user,
      },
    };
  });
}

function utterance({ content, tool_calls }: z.output<typeof Script>[number]): Utterance {
  return { text: content ?? null, toolCalls: tool_calls ?? [] };
}

/** Upstream's class of what is delivered. */
function className(delivered: readonly Entry[]): string {
  if (delivered.length > 1) return "MultiToolMessage";
  switch (delivered[0]?.role) {
    case "assistant":
      return "AssistantMessage";
    case "user":
      return "UserMessage";
    case "tool":
      return "ToolMessage";
    default:
      return "NoneType";
  }
}

/** Scores samples one by one; what Python would raise is a result of its own. */
function raising(
  samples: readonly Sample[],
  score: (
    sample: Sample,
  ) => { readonly metrics: Readonly<Record<string, number>>; readonly sample: unknown },
): VectorResult {
  const metrics: Record<string, number> = {};
  const perSample = samples.map((sample) => {
    try {
      const scored = score(sample);
      Object.assign(metrics, scored.metrics);
      return scored.sample;
    } catch (cause) {
      if (!(cause instanceof PythonError)) throw cause;
      metrics["raises"] = 1;
      return { exception: cause.type };
    }
  });
  return { metrics, perSample };
}

import { z } from "zod";
import type { Json, JsonObject } from "../json.ts";
import { PythonError } from "../python/error.ts";
import type { Outcome, ScoreInput, Scorer, ScoreStep } from "../types.ts";
import type { DomainData } from "./domain.ts";
import { isSuccess } from "./metrics.ts";
import { assertionRequest, assertionResults } from "./reward/assertion_judge.ts";
import {
  evaluate,
  type Reward,
  type ScopeName,
  type Termination,
  terminations,
} from "./reward/reward.ts";
import { readTask, TaskRecord } from "./task.ts";
import type { Generation } from "./toolkit.ts";
import { readTrajectory, TrajectoryRecord } from "./trajectory.ts";

/** A conversation as it is handed to be scored. */
export const Transcript = z.object({
  termination_reason: z.enum(terminations),
  steps: z.int(),
  errors: z.int(),
  messages: TrajectoryRecord,
});

/** What {@linkcode tau2Scorer} is told beside the domain. */
export interface Tau2ScorerOptions {
  /** @default {"v1.0"} */
  readonly generation?: Generation;
  /** @default {false} */
  readonly solo?: boolean;
  /** @default {"all"} */
  readonly scope?: ScopeName;
  /**
   * `official`: the results a judge returns decide, however many. `complete`: there must be one for
   * each assertion, else the judge is asked again, three times in all.
   *
   * @default {"official"}
   */
  readonly judge?: "official" | "complete";
}

const MAX_ASKS = 3;

/**
 * Scores transcripts of a domain's conversations against their tasks; the target is the task's
 * record.
 *
 * Where upstream raises there is no score: it plays the conversation again, and leaves it out of all
 * numbers in the end.
 */
export function tau2Scorer(data: DomainData, options: Tau2ScorerOptions = {}): Scorer<Json> {
  return {
    id: `tau2-${data.domain.id}`,
    version: 1,
    needs: ["judge"],
    score(input) {
      try {
        return score(data, input, options);
      } catch (cause) {
        if (!(cause instanceof PythonError)) throw cause;
        return {
          kind: "unscored",
          reason: "scorer-failed",
          detail: `${cause.type}: ${cause.message}`,
        };
      }
    },
  };
}

function score(data: DomainData, input: ScoreInput<Json>, options: Tau2ScorerOptions): ScoreStep {
  const task = readTask(TaskRecord.parse(input.target));
  const transcript = Transcript.parse(JSON.parse(input.text));
  const entries = readTrajectory(transcript.messages);
  const reply = input.judged.at(-1);
  if (reply !== undefined) {
    const wanted = task.criteria?.nlAssertions ?? [];
    const fault = judgeFault(reply.text, options.judge === "complete" ? wanted.length : null);
    const again = options.judge === "complete" && input.judged.length < MAX_ASKS;
    if (fault !== null && again) return assertionRequest(wanted, entries);
    if (fault !== null) return { kind: "unscored", reason: "judge-failed", detail: fault };
  }
  const reward = evaluate(data, task, entries, transcript.termination_reason, {
    ...options,
    judged: input.judged,
  });
  if (reward.kind === "judge") return reward;
  return {
    kind: "scored",
    outcome: outcomeOf(reward, transcript.termination_reason),
    answer: null,
    values: {
      reward: reward.reward,
      success: isSuccess(reward.reward),
      termination: transcript.termination_reason,
      steps: transcript.steps,
      errors: transcript.errors,
      db_match: reward.dbMatch,
      ...componentValues(reward),
    },
    perSample: rewardParts(reward),
  };
}

/** Why a judge's reply decides nothing; `null` for one that does. */
function judgeFault(text: string, wanted: number | null): string | null {
  try {
    const { length } = assertionResults(text);
    return wanted === null || length === wanted
      ? null
      : `the judge returned ${length} results: wanted ${wanted}`;
  } catch (cause) {
    if (!(cause instanceof PythonError)) throw cause;
    return `${cause.type}: ${cause.message}`;
  }
}

/** Ends that came before the conversation was over. */
const CUT_OFF: ReadonlySet<Termination> = new Set([
  "max_steps",
  "timeout",
  "out-of-turns",
  "out-of-tokens",
  "out-of-money",
]);

function outcomeOf(
  { reward }: Reward,
  termination: Termination,
): Outcome {
  if (isSuccess(reward)) return "correct";
  return CUT_OFF.has(termination) ? "truncated" : "wrong";
}

function componentValues({ breakdown }: Reward): JsonObject {
  return Object.fromEntries(
    Object.entries(breakdown).map(([name, value]) => [`breakdown:${name}`, value]),
  );
}

/** What a reward is made of, as the golden vectors show it. */
export function rewardParts(reward: Reward): JsonObject {
  return {
    db_match: reward.dbMatch,
    env_assertions: [...reward.envAssertions],
    actions: [...reward.actions],
    communicate: [...reward.communicate],
    nl: [...reward.nl],
  };
}

import type { Json } from "../../scoring/json.ts";
import { assembleReply, splitReasoning } from "../../scoring/answers/reasoning.ts";
import type { JudgeReply, ScoreStep, Tools } from "../../scoring/types.ts";
import type { Task } from "../../benchmarks/define.ts";

/** A reply to be scored, with everything the judge has said about it so far. */
export interface ScoreJob {
  readonly text: string;
  readonly reasoning: string;
  readonly truncated: boolean;
  readonly target: Json;
  readonly judged: readonly JudgeReply[];
  readonly end?: string;
}

/**
 * One step of scoring a reply: puts reasoning and content together as the official harness does,
 * splits the thinking part off in the task's mode and calls the scorer.
 *
 * A thrown error becomes `unscored: scorer-failed`; a truncated reply that is not right becomes
 * `truncated`, whatever the scorer made of its text.
 */
export async function scoreStep(
  task: Task,
  job: ScoreJob,
  tools: Tools,
  signal?: AbortSignal,
): Promise<ScoreStep> {
  try {
    const raw = assembleReply(job.reasoning, job.text);
    const step = await task.score(
      {
        text: splitReasoning(raw, task.reasoning),
        raw,
        truncated: job.truncated,
        target: job.target,
        judged: job.judged,
        ...(job.end === undefined ? {} : { end: job.end }),
      },
      tools,
      signal,
    );
    if (step.kind === "scored" && job.truncated && step.outcome !== "correct") {
      return { ...step, outcome: "truncated" };
    }
    return step;
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    return { kind: "unscored", reason: "scorer-failed", detail: describeError(cause) };
  }
}

/** One line about a thrown value, bounded, without a stack. */
export function describeError(cause: unknown): string {
  const text = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 500 ? `${line.slice(0, 497)}...` : line;
}

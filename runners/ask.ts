import type { Json } from "../scoring/json.ts";
import type { Message, ToolSpec } from "../scoring/messages.ts";
import type { JudgeReply, JudgeRequest, ScoreStep, Unscored, Verdict } from "../scoring/types.ts";
import type { Task, Turn } from "../benchmarks/define.ts";
import type { AskId, KeptReply, KeptSample, VerdictFlags } from "../results/types.ts";
import type { ScoreJob } from "./scoring/score_step.ts";
import { MAX_JUDGE_ASKS } from "./score_samples.ts";

/** One turn that an ask wants: of the model under test, a simulated user, or the judge. */
export type TurnRequest =
  | {
    readonly party: "model" | "user";
    readonly messages: readonly Message[];
    readonly tools?: readonly ToolSpec[];
  }
  | {
    readonly party: "judge";
    readonly messages: readonly Message[];
    readonly sampling: JudgeRequest["sampling"];
  };

/** Gets the reply of a turn: from the queue (`queued_turns.ts`) or from the store alone. */
export interface Turns {
  /** The kept reply, or why there is none. Throws only what must stop the run. */
  take(ask: AskId, turn: number, request: TurnRequest): Promise<KeptReply | Unscored>;
}

/** What an ask needs of the run around it. */
export interface AskContext {
  readonly task: Task;
  readonly turns: Turns;
  readonly score: (job: ScoreJob) => Promise<ScoreStep>;
}

/** What became of an ask. */
export interface AskEnd {
  readonly verdict: Verdict;
  readonly flags: VerdictFlags;
}

/**
 * Takes one ask from its first request to its verdict: every turn and every judge call is a request
 * of its own, on disk before anything looks at it.
 *
 * @throws what must stop the run: a fatal backend error, a store error, the abort reason
 */
export async function runAsk(
  sample: Pick<KeptSample, "messages" | "target">,
  ask: AskId,
  context: AskContext,
): Promise<AskEnd> {
  const turns: Turn[] = [];
  let last: KeptReply | null = null;
  for (;;) {
    const step = context.task.conversation(sample, turns);
    if (step.kind === "done") {
      return await judgeAndScore(ask, { ...step, last }, sample.target, context);
    }
    const { kind: _, ...request } = step;
    const got = await context.turns.take(ask, turns.length, request);
    if ("reason" in got) return { verdict: got, flags: NO_FLAGS };
    last = got;
    turns.push({
      party: step.party,
      text: got.text,
      reasoning: got.reasoning,
      toolCalls: got.toolCalls,
      truncated: got.truncated,
    });
  }
}

const NO_FLAGS: VerdictFlags = {
  truncated: false,
  loop: false,
  reasoningOnly: false,
  empty: false,
  judgeUnparsable: false,
};

async function judgeAndScore(
  ask: AskId,
  done: { text: string; reasoning: string; last: KeptReply | null },
  target: Json,
  context: AskContext,
): Promise<AskEnd> {
  const truncated = done.last?.truncated ?? false;
  const flags: VerdictFlags = {
    truncated,
    loop: done.last?.finish === "loop",
    reasoningOnly: done.text.trim() === "" && done.reasoning.trim() !== "",
    empty: done.text.trim() === "" && done.reasoning.trim() === "",
    judgeUnparsable: false,
  };
  const judged: JudgeReply[] = [];
  for (;;) {
    const step = await context.score({
      text: done.text,
      reasoning: done.reasoning,
      truncated,
      target,
      judged,
    });
    if (step.kind === "unscored") return { verdict: step, flags };
    if (step.kind === "scored") {
      const refused = done.last?.finish === "content-filter" && step.outcome !== "correct";
      return {
        verdict: refused ? { ...step, outcome: "refused" } : step,
        flags: { ...flags, judgeUnparsable: step.values.judge_unparsable === true },
      };
    }
    if (judged.length >= MAX_JUDGE_ASKS) {
      const detail = `no verdict after ${judged.length} judge replies`;
      return { verdict: { kind: "unscored", reason: "judge-failed", detail }, flags };
    }
    const reply = await context.turns.take(ask, judged.length, {
      party: "judge",
      ...judgeOf(step),
    });
    if ("reason" in reply) return { verdict: reply, flags };
    judged.push({ text: reply.text, reasoning: reply.reasoning });
  }
}

function judgeOf({ messages, sampling }: JudgeRequest) {
  return { messages, sampling };
}

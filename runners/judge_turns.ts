import type { Message } from "../scoring/messages.ts";
import type { JudgeReply, ScoreStep } from "../scoring/types.ts";
import type { Store } from "../results/store/types.ts";
import type { AskId, KeptReply } from "../results/types.ts";
import { type JudgeDesk, judgeDesk, judgesOf } from "./judge_desk.ts";
import { judgedScore } from "./judged_score.ts";
import type { RunConfig } from "./run_types.ts";

/** What a judge was asked about an ask, and what it said. */
export interface JudgeTurn {
  readonly judge: string;
  readonly messages: readonly Message[];
  readonly reply: KeptReply;
}

/**
 * The turns of the judges of one ask, judge by judge, from the store alone: those that were asked
 * for another ask with the same prompt too. Of several panels that graded the run, the first that
 * leaves none missing.
 */
export async function judgeTurns(
  store: Pick<Store, "reply">,
  config: Pick<RunConfig, "judge" | "panel" | "formerJudges">,
  ask: AskId,
  score: (judged: readonly JudgeReply[]) => Promise<ScoreStep>,
): Promise<readonly JudgeTurn[]> {
  let longest: readonly JudgeTurn[] = [];
  for (const panel of [judgesOf(config), ...config.formerJudges ?? []]) {
    const desk = judgeDesk(panel, store, null);
    const turns: JudgeTurn[] = [];
    const listening: JudgeDesk = {
      judges: desk.judges,
      async take(id, judge, turn, request) {
        const reply = await desk.take(id, judge, turn, request);
        if (!("reason" in reply)) turns.push({ judge, messages: request.messages, reply });
        return reply;
      },
    };
    const verdict = await judgedScore(ask, listening, score);
    const order = (turn: JudgeTurn) => desk.judges.indexOf(turn.judge);
    turns.sort((a, b) => order(a) - order(b) || a.reply.turn - b.reply.turn);
    if (turns.length > longest.length) longest = turns;
    if (verdict.kind === "scored" || verdict.reason !== "judge-failed") return turns;
  }
  return longest;
}

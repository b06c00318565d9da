import { type PanelVerdict, panelVerdict, voteOf } from "../scoring/judges/panel.ts";
import type { Json } from "../scoring/json.ts";
import type { JudgeReply, JudgeRequest, Scored, ScoreStep, Verdict } from "../scoring/types.ts";
import { canonicalJson, sha256Hex } from "../results/store/request_key.ts";
import type { AskId, KeptReply } from "../results/types.ts";
import type { JudgeDesk } from "./judge_desk.ts";
import { MAX_JUDGE_ASKS } from "./score_samples.ts";

/** What one judge said, as it is kept among the values of a verdict (`values.judges`). */
export interface JudgeRecord {
  readonly judge: string;
  /** What it decided, see `voteOf`; `null` where it has not answered. */
  readonly vote: string | null;
  /** SHA-256 of its prompt. */
  readonly prompt: string;
  /** Its replies as they came, oldest first, each cut after {@linkcode MAX_RAW} characters. */
  readonly raw: readonly string[];
}

/** Characters kept of a judge's reply beside the verdict; the whole of it is among the replies. */
export const MAX_RAW = 2_000;

/**
 * Scores a reply with the judges of a desk. A scorer that wants none is asked once; otherwise each
 * judge drives it on its own, and a panel's verdicts become one.
 */
export async function judgedScore(
  ask: AskId,
  desk: JudgeDesk,
  score: (judged: readonly JudgeReply[]) => Promise<ScoreStep>,
): Promise<Verdict> {
  const first = await score([]);
  if (first.kind !== "judge") return first;
  if (desk.judges.length === 0) {
    const detail = "no judge is configured: give --judge-model and resume";
    return { kind: "unscored", reason: "judge-failed", detail };
  }
  const found = await Promise.all(
    desk.judges.map((judge) => drive(ask, judge, desk, first, score)),
  );
  const [alone] = found;
  const verdict = alone !== undefined && found.length === 1 ? alone.verdict : panelVerdict(found);
  return verdict.kind === "scored" ? withJudges(verdict, found) : verdict;
}

interface Driven extends PanelVerdict {
  readonly prompt: string;
  readonly raw: readonly string[];
}

/** One judge's way through the scorer: question, reply, next question or verdict. */
async function drive(
  ask: AskId,
  judge: string,
  desk: JudgeDesk,
  first: JudgeRequest,
  score: (judged: readonly JudgeReply[]) => Promise<ScoreStep>,
): Promise<Driven> {
  const prompt = sha256Hex(canonicalJson(first.messages as unknown as Json));
  const replies: KeptReply[] = [];
  const end = (verdict: Verdict): Driven => ({
    judge,
    verdict,
    prompt,
    raw: replies.map(({ text }) => text.slice(0, MAX_RAW)),
  });
  for (let step: ScoreStep = first;;) {
    if (step.kind !== "judge") return end(step);
    if (replies.length >= MAX_JUDGE_ASKS) {
      const detail = `no verdict after ${replies.length} judge replies`;
      return end({ kind: "unscored", reason: "judge-failed", detail });
    }
    const reply = await desk.take(ask, judge, replies.length, step);
    if ("reason" in reply) return end(reply);
    replies.push(reply);
    step = await score(replies.map(({ text, reasoning }) => ({ text, reasoning })));
  }
}

function withJudges(scored: Scored, found: readonly Driven[]): Scored {
  const judges = found.map(({ judge, verdict, prompt, raw }) => ({
    judge,
    vote: verdict.kind === "scored" ? voteOf(verdict) : null,
    prompt,
    raw,
  } satisfies JudgeRecord));
  return { ...scored, values: { ...scored.values, judges } };
}

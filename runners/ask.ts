import type { Json } from "../scoring/json.ts";
import type { Message, ToolCall, ToolChoice, ToolSpec } from "../scoring/messages.ts";
import type { Scored, ScoreStep, TaskFiles, Unscored, Verdict } from "../scoring/types.ts";
import type { Step, Task, Turn } from "../benchmarks/define.ts";
import type { AskId, KeptReply, KeptSample, Party, VerdictFlags } from "../results/types.ts";
import { describeError, type ScoreJob } from "./scoring/score_step.ts";
import type { JudgeDesk } from "./judge_desk.ts";
import { judgedScore } from "./judged_score.ts";

/** One turn that an ask wants: of the model under test, a simulated user or a tool. */
export type TurnRequest =
  | {
    readonly party: "model" | "user";
    readonly messages: readonly Message[];
    readonly tools?: readonly ToolSpec[];
    readonly toolChoice?: ToolChoice;
    /** What the protocol seeds this repeat with; the configuration's seed goes before it. */
    readonly seed?: number;
  }
  | { readonly party: "tool"; readonly call: ToolCall; readonly question: string };

/** Gets the reply of a turn: from the queue (`queued_turns.ts`) or from the store alone. */
export interface Turns {
  /** The kept reply, or why there is none. Throws only what must stop the run. */
  take(ask: AskId, turn: number, request: TurnRequest): Promise<KeptReply | Unscored>;
}

/** What an ask needs of the run around it. */
export interface AskContext {
  readonly task: Task;
  readonly turns: Turns;
  readonly judges: JudgeDesk;
  readonly score: (job: ScoreJob) => Promise<ScoreStep>;
  /** Texts of the task's files, or the sentence that says why they are not to be had. */
  readonly files?: TaskFiles | string;
  /** Money of a turn at the configured prices. Default: none */
  readonly costOf?: (party: Party, reply: KeptReply) => number;
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
  const { task, files = NO_FILES } = context;
  if (typeof files === "string") return unscored("scorer-failed", files);
  let turns: Turn[] = [];
  let asked = 0;
  const replies: KeptReply[] = [];
  const last = () => replies.at(-1) ?? null;
  const take = async (request: TurnRequest): Promise<Unscored | null> => {
    const got = await context.turns.take(ask, asked, request);
    if ("reason" in got) return got;
    asked++;
    // Only the newest matters: a conversation holds its history once.
    if (got.party === "model") replies.splice(0, 1, got);
    turns.push(turnOf(got, context));
    return null;
  };
  for (let plays = 1;;) {
    let step: Step;
    try {
      step = task.conversation(sample, turns, files);
    } catch (cause) {
      return unscored("scorer-failed", describeError(cause));
    }
    if (step.kind === "done") {
      return await judgeAndScore(ask, { ...step, last: last() }, sample.target, context);
    }
    if (step.kind === "again") {
      if (plays++ >= step.plays) {
        const tries = `${step.plays} ${step.plays === 1 ? "try" : "tries"}`;
        return unscored("request-failed", `not played to its end in ${tries}: ${step.detail}`);
      }
      turns = [];
      continue;
    }
    for (const request of requestsOf(step, task, ask, sample)) {
      const failed = await take(request);
      if (failed !== null) return { verdict: failed, flags: NO_FLAGS };
    }
  }
}

const NO_FILES: TaskFiles = {};

function requestsOf(
  step: Extract<Step, { kind: "ask" | "tools" }>,
  task: Task,
  ask: AskId,
  { messages }: Pick<KeptSample, "messages">,
): readonly TurnRequest[] {
  if (step.kind === "tools") {
    const question = questionOf(messages);
    return step.calls.map((call) => ({ party: "tool", call, question }));
  }
  const { kind: _, ...request } = step;
  return [task.seed === undefined ? request : { ...request, seed: task.seed(ask.repeat) }];
}

/** Text of a sample's last user message. */
function questionOf(messages: readonly Message[]): string {
  const content = messages.findLast(({ role }) => role === "user")?.content ?? "";
  if (typeof content === "string") return content;
  return content.flatMap((part) => part.type === "text" ? part.text : []).join("\n");
}

/** A kept reply as a conversation sees it. */
export function turnOf(reply: KeptReply, { costOf }: Pick<AskContext, "costOf"> = {}): Turn {
  const { party, text, reasoning, toolCalls, truncated, finish } = reply;
  return {
    party: party === "judge" ? "model" : party,
    text,
    reasoning,
    toolCalls,
    truncated,
    finish,
    tokens: reply.promptTokens + reply.completionTokens,
    cost: costOf?.(party, reply) ?? 0,
    ms: reply.totalMs,
  };
}

function unscored(reason: Unscored["reason"], detail: string): AskEnd {
  return { verdict: { kind: "unscored", reason, detail }, flags: NO_FLAGS };
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
  done: Extract<Step, { kind: "done" }> & { readonly last: KeptReply | null },
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
  const { text, reasoning, end, facts } = done;
  const job = { text, reasoning, truncated, target, ...(end === undefined ? {} : { end }) };
  const verdict = await judgedScore(
    ask,
    context.judges,
    (judged) => context.score({ ...job, judged }),
  );
  if (verdict.kind === "unscored") return { verdict, flags };
  const refused = done.last?.finish === "content-filter" && verdict.outcome !== "correct";
  return {
    verdict: withFacts(refused ? { ...verdict, outcome: "refused" } : verdict, {
      ...facts,
      ...(end === undefined ? {} : { end }),
    }),
    flags: { ...flags, judgeUnparsable: verdict.values.judge_unparsable === true },
  };
}

function withFacts(scored: Scored, facts: Scored["values"]): Scored {
  if (Object.keys(facts).length === 0) return scored;
  return { ...scored, values: { ...scored.values, ...facts } };
}

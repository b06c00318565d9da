import { JUDGE_SAMPLING as GRADER_SAMPLING } from "../scoring/judges/judge_text.ts";
import type { Json } from "../scoring/json.ts";
import type { JudgeRequest, Unscored } from "../scoring/types.ts";
import { judgeRequestKey } from "../results/store/request_key.ts";
import type { Store } from "../results/store/types.ts";
import type { AskId, KeptReply } from "../results/types.ts";
import type { Sampling } from "./backend/types.ts";
import type { JudgeConfig, RunConfig } from "./run_types.ts";

/** Sampling of a judge where neither its contract nor the configuration says otherwise. */
export const JUDGE_SAMPLING: Sampling = {
  ...GRADER_SAMPLING,
  topP: null,
  topK: null,
  seed: null,
};

/** Everybody who grades in a run; empty where nobody does. */
export function judgesOf({ judge, panel = [] }: JudgesOfRun): readonly JudgeConfig[] {
  return judge === null ? panel : [judge, ...panel];
}

/** Where a configuration names its judges. */
export type JudgesOfRun = Pick<RunConfig, "judge" | "panel">;

/** A judge that is asked: its reply is kept under the key before it is handed on. */
export type AskJudge = (
  judge: JudgeConfig,
  request: {
    readonly ask: AskId;
    readonly key: string;
    readonly turn: number;
    readonly messages: JudgeRequest["messages"];
    readonly sampling: Sampling;
  },
) => Promise<KeptReply | Unscored>;

/** Where verdicts come from. */
export interface JudgeDesk {
  /** Labels of the judges of the panel; one for a judge alone, none where nobody grades. */
  readonly judges: readonly string[];
  /** The reply of one judge about one reply: from the store, or asked for. */
  take(
    ask: AskId,
    judge: string,
    turn: number,
    request: Pick<JudgeRequest, "messages" | "sampling">,
  ): Promise<KeptReply | Unscored>;
}

/**
 * The one place where judges are asked. What the store has is not asked again, whichever sample,
 * repeat or model it was asked for, and what is being asked now is waited for.
 *
 * @param ask `null` takes only what is kept
 */
export function judgeDesk(
  judges: readonly JudgeConfig[],
  store: Pick<Store, "reply">,
  ask: AskJudge | null,
): JudgeDesk {
  const known = new Map(judges.map((judge) => [judge.endpoint.label, judge]));
  const underWay = new Map<string, Promise<KeptReply | Unscored>>();
  return {
    judges: [...known.keys()],
    take(id, label, turn, { messages, sampling: wanted }) {
      const judge = known.get(label);
      if (judge === undefined) throw new RangeError(`Cannot ask as there is no judge "${label}"`);
      const { model, extraBody } = judge.endpoint;
      const sampling: Sampling = { ...JUDGE_SAMPLING, ...wanted, ...judge.sampling };
      const body = { messages, sampling, extraBody } as unknown as Readonly<Record<string, Json>>;
      const key = judgeRequestKey({ judge: label, turn, model, body });
      const begun = underWay.get(key);
      if (begun !== undefined) return begun;
      const found = (async () => {
        const kept = await store.reply(key);
        if (kept !== null) return kept;
        if (ask === null) return notKept(label);
        return await ask(judge, { ask: id, key, turn, messages, sampling });
      })().finally(() => underWay.delete(key));
      underWay.set(key, found);
      return found;
    },
  };
}

function notKept(label: string): Unscored {
  const detail =
    `no verdict of "${label}" about this reply is kept under the prompt it makes now: ` +
    `resume the run, or score it with --ask-judge`;
  return { kind: "unscored", reason: "judge-failed", detail };
}

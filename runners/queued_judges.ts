import { BackendError } from "./backend/errors.ts";
import type { AskJudge } from "./judge_desk.ts";
import { keptRequest, type RequestHooks } from "./kept_request.ts";
import type { JudgeConfig } from "./run_types.ts";
import { PRIORITY, type Slots } from "./slots.ts";

/** What {@linkcode queuedJudges} needs of the run around it. */
export interface QueuedJudgesOptions {
  readonly slots: (judge: JudgeConfig) => Slots;
  readonly hooks: (judge: JudgeConfig) => RequestHooks;
  /** Told of what stopped a judge for good; what it has to judge stays `judge-failed`. */
  readonly onLost: (judge: JudgeConfig, error: BackendError) => void;
}

/** Judges that are asked through their own queues. What is fatal for a judge does not stop the run. */
export function queuedJudges(options: QueuedJudgesOptions): AskJudge {
  return async (judge, { ask, key, turn, messages, sampling }) => {
    try {
      return await keptRequest(options.hooks(judge), { ask, key, party: "judge", turn }, {
        slots: options.slots(judge),
        chat: { messages, sampling, thinking: null },
        priority: PRIORITY.judge,
      });
    } catch (cause) {
      if (!(cause instanceof BackendError)) throw cause;
      options.onLost(judge, cause);
      return { kind: "unscored", reason: "judge-failed", detail: cause.message };
    }
  };
}

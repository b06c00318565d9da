import type { KeptReply } from "../results/types.ts";
import { BackendError } from "./backend/errors.ts";

/** Replies of an endpoint that come empty too often: most likely a wrong reasoning parser. */
export class SuspectRepliesError extends BackendError {
  override readonly name = "SuspectRepliesError";
}

/** A server that stopped answering while a run was going on. */
export class ServerLostError extends BackendError {
  override readonly name = "ServerLostError";
}

/** Replies looked at before an endpoint is trusted. */
const FIRST_REPLIES = 50;
/** More than this many of them with nothing but reasoning stop the run. */
const SUSPECT_REPLIES = FIRST_REPLIES / 5;

/**
 * Looks at what comes back from each endpoint and says when going on would only burn money: too
 * many of the first replies hold reasoning and no content, or nothing but failures comes.
 */
export class Watch {
  readonly #seen = new Map<string, { replies: number; reasoningOnly: number }>();
  readonly #failures = new Map<string, number>();
  constructor(readonly keepGoing: boolean) {}

  /** Looks at a reply; the error to stop with, or `null`. */
  reply(label: string, reply: KeptReply): SuspectRepliesError | null {
    this.#failures.set(label, 0);
    const seen = this.#seen.get(label) ?? { replies: 0, reasoningOnly: 0 };
    this.#seen.set(label, seen);
    if (this.keepGoing || seen.replies >= FIRST_REPLIES) return null;
    seen.replies++;
    const noContent = reply.text.trim() === "" && reply.toolCalls.length === 0;
    // A reply cut off while it was still thinking says nothing about the server's parser.
    if (noContent && reply.reasoning.trim() !== "" && !reply.truncated) seen.reasoningOnly++;
    if (seen.reasoningOnly <= SUSPECT_REPLIES) return null;
    return new SuspectRepliesError(
      `Stopped as ${seen.reasoningOnly} of the first ${seen.replies} replies of "${label}" hold ` +
        `reasoning and no content: the server most likely runs with the wrong reasoning parser ` +
        `(vLLM and SGLang: --reasoning-parser) or the model answers inside its thinking; mend it ` +
        `and resume, or go on with --keep-going`,
    );
  }

  /** Counts a request that failed after all its tries; the error to stop with, or `null`. */
  failure(label: string, limit: number, detail: string): ServerLostError | null {
    const failures = (this.#failures.get(label) ?? 0) + 1;
    this.#failures.set(label, failures);
    if (this.keepGoing || failures < Math.max(MIN_FAILURES, 2 * limit)) return null;
    return new ServerLostError(
      `Stopped as the last ${failures} requests to "${label}" failed, the newest with ${detail}: ` +
        `start the server again and resume, or go on with --keep-going`,
    );
  }
}

const MIN_FAILURES = 16;

import PQueue from "p-queue";
import type { Endpoint } from "./backend/types.ts";

/** The requests an endpoint may have in flight, and the line before it. */
export interface Slots {
  readonly endpoint: Endpoint;
  /** Requests being asked now. */
  readonly inFlight: number;
  /** Takes a slot, keeps it while `job` runs (back-off included) and gives it back. */
  run<T>(job: () => Promise<T>, priority: number): Promise<T>;
  /** Waits until fewer than `ahead` jobs stand in line. */
  room(ahead: number): Promise<void>;
}

/**
 * Priorities of the one queue: what is already begun goes first, so that conversations and verdicts
 * finish and memory stays flat; new asks come after.
 */
export const PRIORITY = { judge: 2, nextTurn: 1, firstTurn: 0 } as const;

/** One line of requests for an endpoint, as long as its limit allows at a time. */
export function slotsOf(endpoint: Endpoint): Slots {
  const queue = new PQueue({ concurrency: endpoint.limit });
  endpoint.onLimitChange((limit) => queue.concurrency = Math.max(1, limit));
  // The line grows shorter only when a job starts. `onSizeLessThan` would listen to every event of
  // the queue instead, with an AbortController for each wait.
  let waiting: (() => void)[] = [];
  const wake = () => {
    if (waiting.length === 0) return;
    const woken = waiting;
    waiting = [];
    for (const resolve of woken) resolve();
  };
  return {
    endpoint,
    get inFlight() {
      return queue.pending;
    },
    run: (job, priority) =>
      queue.add(() => {
        wake();
        return job();
      }, { priority }),
    async room(ahead) {
      while (queue.size >= ahead) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

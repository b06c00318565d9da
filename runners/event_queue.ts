/** A queue of events with one reader: what a run yields while it goes on. */
export interface EventQueue<T> extends AsyncIterable<T> {
  push(event: T): void;
  end(): void;
}

/** Kept for a reader who may still come: iterating is optional, and most never do. */
const UNREAD = 256;

/**
 * Hands events to whoever iterates, in order. Events that the reader has not taken yet are kept up
 * to `limit`, and before anybody reads up to 256; beyond that the oldest give way, so that an unread
 * run costs no memory.
 */
export function eventQueue<T>(limit = 10_000): EventQueue<T> {
  const waiting: T[] = [];
  let most = Math.min(limit, UNREAD);
  let wake: (() => void) | null = null;
  let ended = false;
  return {
    push(event) {
      if (ended) return;
      waiting.push(event);
      // Trimmed in bulk: taking one off the front of a long list for each event would be slow.
      if (waiting.length > 2 * most) waiting.splice(0, waiting.length - most);
      wake?.();
    },
    end() {
      ended = true;
      wake?.();
    },
    async *[Symbol.asyncIterator]() {
      if (waiting.length > most) waiting.splice(0, waiting.length - most);
      most = limit;
      for (;;) {
        while (waiting.length > 0) yield* waiting.splice(0).slice(-limit);
        if (ended) return;
        await new Promise<void>((resolve) => wake = resolve);
        wake = null;
      }
    },
  };
}

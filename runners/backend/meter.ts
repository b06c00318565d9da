import type { Desk } from "./desk.ts";
import type { AskOptions } from "./types.ts";

/** Least time between two calls of `onProgress`, in milliseconds. */
const PROGRESS_MS = 200;

/** Counts the pieces of one reply as they come, for the limit, the progress and the first token. */
export class ReplyMeter {
  readonly #desk: Desk;
  readonly #onProgress: AskOptions["onProgress"];
  readonly #began = performance.now();
  #firstMs: number | null = null;
  #pieces = 0;
  #toldAt = Date.now();

  constructor(desk: Desk, { onProgress }: AskOptions) {
    this.#desk = desk;
    this.#onProgress = onProgress;
  }

  /** Milliseconds from the beginning of the try to the first piece; `null` before it. */
  get firstMs(): number | null {
    return this.#firstMs;
  }

  /** Milliseconds since the beginning of the try. */
  get ms(): number {
    return Math.round(performance.now() - this.#began);
  }

  /** A piece came: a token or a few. */
  readonly piece = (): void => {
    this.#pieces++;
    this.#firstMs ??= this.ms;
    this.#desk.limit.tokens(1, this.#desk.now());
    if (this.#onProgress === undefined) return;
    // Cheaper than `performance.now()`, and a clock that jumps does no harm here.
    const at = Date.now();
    if (at - this.#toldAt < PROGRESS_MS) return;
    this.#toldAt = at;
    this.#onProgress({ tokens: this.#pieces });
  };

  /** A reply is whole; what did not come in pieces counts now. */
  whole(completionTokens: number): void {
    const uncounted = completionTokens - this.#pieces;
    if (uncounted > 0) this.#desk.limit.tokens(uncounted, this.#desk.now());
  }
}

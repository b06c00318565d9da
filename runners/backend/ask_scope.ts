/** Longest delay a timer can hold; a longer one would fire at once. */
const MOST_TIMER_MS = 2_147_483_647;

/** Which clock ran out: one try, the whole ask, or the silence on a stream. */
export type Clock = "attempt" | "total" | "idle";

/**
 * What may end an ask early: the caller's signal, the end of the endpoint, and three clocks.
 *
 * Listens to the caller's signal once and lets go of it when disposed, so that a signal shared by
 * a whole run gathers nothing. One timer serves all clocks of a try: what comes in only moves a
 * number, and the timer looks at it when it fires.
 */
export class AskScope implements Disposable {
  readonly #signal: AbortSignal | undefined;
  readonly #open: Set<AskScope>;
  readonly #endsAt: number;
  #cancel: ((reason: unknown) => void) | null = null;
  #ended: { readonly reason: unknown } | null = null;

  /**
   * @param options.open the asks in flight; this one is in it until disposed, so that whoever
   * holds the set can {@linkcode end} it
   */
  constructor(
    options: {
      readonly signal: AbortSignal | undefined;
      readonly open: Set<AskScope>;
      readonly totalMs: number;
    },
  ) {
    this.#signal = options.signal;
    this.#open = options.open;
    this.#endsAt = performance.now() + options.totalMs;
    this.#open.add(this);
    if (this.#signal?.aborted) this.#ended = { reason: this.#signal.reason };
    else this.#signal?.addEventListener("abort", this.#onAbort);
  }

  readonly #onAbort = (): void => this.end(this.#signal?.reason);

  /** Milliseconds until the total clock runs out. */
  get leftMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** Ends the ask: what waits is interrupted, and nothing more is begun. */
  end(reason: unknown): void {
    if (this.#ended !== null) return;
    this.#ended = { reason };
    this.#cancel?.(reason);
  }

  /** @throws the reason the ask was ended with from outside */
  throwIfEnded(): void {
    if (this.#ended !== null) throw this.#ended.reason;
  }

  /** @throws the reason the ask was ended with from outside */
  async sleep(ms: number): Promise<void> {
    this.throwIfEnded();
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        timer = setTimeout(resolve, Math.min(ms, MOST_TIMER_MS));
        this.#cancel = reject;
      });
    } finally {
      clearTimeout(timer);
      this.#cancel = null;
    }
  }

  /** Starts the clocks of one try. An `idleMs` of `null` leaves silence unwatched. */
  attempt(limits: { readonly attemptMs: number; readonly idleMs: number | null }): AttemptClock {
    this.throwIfEnded();
    const clock = new AttemptClock({
      ...limits,
      totalMs: this.leftMs,
      onDispose: () => this.#cancel = null,
    });
    this.#cancel = (reason) => clock.abort(reason);
    return clock;
  }

  [Symbol.dispose](): void {
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#open.delete(this);
    this.#cancel = null;
  }
}

/** The clocks of one try. */
export class AttemptClock implements Disposable {
  readonly #abort = new AbortController();
  readonly #endsAt: number;
  readonly #endsBy: Clock;
  readonly #idleMs: number | null;
  readonly #onDispose: () => void;
  #heardAt = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #expired: Clock | null = null;

  constructor(
    limits: {
      readonly attemptMs: number;
      readonly totalMs: number;
      readonly idleMs: number | null;
      readonly onDispose: () => void;
    },
  ) {
    this.#endsBy = limits.totalMs < limits.attemptMs ? "total" : "attempt";
    this.#endsAt = this.#heardAt + Math.min(limits.totalMs, limits.attemptMs);
    this.#idleMs = limits.idleMs;
    this.#onDispose = limits.onDispose;
    this.#arm();
  }

  /** Aborted when a clock runs out or the ask is ended. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The clock that ran out, if one did. */
  get expired(): Clock | null {
    return this.#expired;
  }

  /** Something came in. */
  touch(): void {
    this.#heardAt = performance.now();
  }

  abort(reason: unknown): void {
    this.#abort.abort(reason);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#onDispose();
  }

  #arm(): void {
    const now = performance.now();
    const idleAt = this.#idleMs === null ? Infinity : this.#heardAt + this.#idleMs;
    if (now >= this.#endsAt) return this.#expire(this.#endsBy);
    if (now >= idleAt) return this.#expire("idle");
    const wait = Math.min(Math.min(this.#endsAt, idleAt) - now, MOST_TIMER_MS);
    this.#timer = setTimeout(() => this.#arm(), Math.ceil(wait));
  }

  #expire(clock: Clock): void {
    this.#expired = clock;
    this.#abort.abort(new DOMException(`The ${clock} clock ran out`, "TimeoutError"));
  }
}

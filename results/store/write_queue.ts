/** Where a {@linkcode WriteQueue} writes. */
export interface WriteTarget {
  /** Runs `work` as one transaction. When it throws, nothing of it is kept. */
  transact(work: () => void): void;
  /** True when an error of one write leaves the transaction, and so the other writes, as they are. */
  spares(error: unknown): boolean;
  /** Brings what was committed so far onto the disk. */
  sync(): Promise<void>;
  /** Why writing stands still for now (a full disk), or `null` for an error that will not pass. */
  obstacle(error: unknown): string | null;
  /** Makes an error of the target one for the caller, in a sentence. */
  explain(error: unknown): Error;
}

/** Options of a {@linkcode WriteQueue}. Times in milliseconds. */
export interface WriteQueueOptions {
  /** Between two tries while writing stands still. */
  readonly retryMs: number;
  /** Told once when writing stops, with why and how many writes wait, and once when it goes on. */
  readonly onPause: (state: { readonly obstacle: string; readonly waiting: number } | null) => void;
  /** The error of what is handed in after, or still waits at, the end. */
  readonly ended: (waiting: "late" | { readonly obstacle: string }) => Error;
}

interface Write {
  readonly bytes: number;
  readonly run: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  result: unknown;
  failed: boolean;
}

/** How long the first write of a batch waits for others. */
const GATHER_MS = 1;
/**
 * Where so many writes came during one sync, the next batch gathers a while longer, as every batch
 * writes most pages of an index again: a reply of 4 kB and its verdict took 38 µs of processor time
 * in batches of 8 such pairs, and 28 µs in batches of 64.
 */
const MANY_WRITES = 8;
const GATHER_MANY_MS = 15;
/** A batch of this size is committed at once, so that no commit holds up the process for long. */
const BATCH_WRITES = 256;
const BATCH_BYTES = 1 << 20;

/**
 * Commits writes in batches, in the order they were handed in.
 *
 * A write's promise settles when its batch is on disk. While one batch is being synced, in a thread
 * of its own, the next one gathers: the slower the disk, the larger the batches, and never does the
 * process stand still for the disk's flush. A full disk loses nothing: the batch stays, and is
 * tried again until it fits.
 */
export class WriteQueue {
  /** Handed in. */
  #waiting: Write[] = [];
  #bytes = 0;
  /** Committed, and not yet known to be on disk. */
  #committed: Write[] = [];
  #commits = 0;
  #synced = 0;
  #syncing: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #obstacle: string | null = null;
  #failure: Error | null = null;
  #ended = false;

  constructor(readonly target: WriteTarget, readonly options: WriteQueueOptions) {}

  /**
   * Hands in a write of about `bytes`. `run` writes it, inside a transaction, and may run again
   * after a transaction that did not go through.
   */
  add<Result>(bytes: number, run: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      const refusal = this.#ended ? this.options.ended("late") : this.#failure;
      if (refusal !== null) return reject(refusal);
      this.#waiting.push({
        bytes,
        run,
        resolve: resolve as (value: unknown) => void,
        reject,
        result: undefined,
        failed: false,
      });
      this.#bytes += bytes;
      if (this.#obstacle !== null) return;
      if (this.#waiting.length >= BATCH_WRITES || this.#bytes >= BATCH_BYTES) this.#commit();
      else this.#wake(GATHER_MS);
    });
  }

  /** Waits until everything handed in so far is on disk. */
  async flush(): Promise<void> {
    if (this.#ended) return;
    const marker = this.add(0, () => {});
    if (this.#obstacle === null) this.#commit();
    await marker;
  }

  /** Waits until everything committed so far is on disk, so that a reader does not run ahead of it. */
  async settled(): Promise<void> {
    const goal = this.#commits;
    while (this.#synced < goal && this.#failure === null) await this.#syncing;
    if (this.#failure !== null) throw this.#failure;
  }

  /** Ends the queue: what waits is written, or rejected where it cannot be. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#sleep();
    if (this.#waiting.length > 0) this.#commit();
    this.#sleep();
    if (this.#obstacle !== null) {
      this.#rejectWaiting(this.options.ended({ obstacle: this.#obstacle }));
    }
    while (this.#syncing !== null) await this.#syncing;
  }

  #wake(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // While a sync is under way its end commits what has gathered.
      if (this.#obstacle !== null || this.#syncing === null) this.#commit();
    }, ms);
  }

  #sleep(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #commit(): void {
    this.#sleep();
    const batch = this.#waiting;
    if (batch.length === 0) return;
    try {
      this.target.transact(() => {
        for (const write of batch) this.#run(write);
      });
    } catch (error) {
      const obstacle = this.target.obstacle(error);
      if (obstacle === null) this.#fail(error);
      else this.#pause(obstacle);
      return;
    }
    this.#waiting = [];
    this.#bytes = 0;
    this.#commits++;
    this.#committed.push(...batch);
    if (this.#obstacle !== null) {
      this.#obstacle = null;
      this.options.onPause(null);
    }
    this.#syncing ??= this.#sync();
  }

  #run(write: Write): void {
    write.failed = false;
    try {
      write.result = write.run();
    } catch (error) {
      if (!this.target.spares(error)) throw error;
      write.result = error;
      write.failed = true;
    }
  }

  async #sync(): Promise<void> {
    while (this.#committed.length > 0) {
      const batch = this.#committed;
      const commits = this.#commits;
      this.#committed = [];
      try {
        await this.target.sync();
      } catch (error) {
        this.#committed = [...batch, ...this.#committed];
        this.#fail(error);
        break;
      }
      this.#synced = commits;
      for (const write of batch) {
        if (write.failed) write.reject(this.target.explain(write.result));
        else write.resolve(write.result);
      }
      if (this.#committed.length > 0 || this.#obstacle !== null) continue;
      if (this.#waiting.length < MANY_WRITES || this.#ended) this.#commit();
      else {
        this.#sleep();
        this.#wake(GATHER_MANY_MS);
      }
    }
    this.#syncing = null;
  }

  #pause(obstacle: string): void {
    const first = this.#obstacle === null;
    this.#obstacle = obstacle;
    if (!this.#ended) this.#wake(this.options.retryMs);
    if (first && !this.#ended) this.options.onPause({ obstacle, waiting: this.#waiting.length });
  }

  /** Nothing more can be kept: everyone who waits, or comes later, is told. */
  #fail(error: unknown): void {
    this.#failure ??= this.target.explain(error);
    this.#sleep();
    for (const write of this.#committed.splice(0)) write.reject(this.#failure);
    this.#rejectWaiting(this.#failure);
  }

  #rejectWaiting(error: Error): void {
    for (const write of this.#waiting.splice(0)) write.reject(error);
    this.#bytes = 0;
  }
}

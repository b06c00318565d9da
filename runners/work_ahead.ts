/**
 * Work that is begun before what came before it has ended, up to a bound. What fails stays, for the
 * next wait to throw it.
 */
export class WorkAhead {
  readonly #open = new Set<Promise<void>>();

  /** @param bound Pieces that may be open at a time */
  constructor(readonly bound: number) {}

  add(work: Promise<unknown>): void {
    const open: Promise<void> = work.then(() => {
      this.#open.delete(open);
    });
    // Thrown by the waits below, whenever they come.
    open.catch(() => {});
    this.#open.add(open);
  }

  /** Waits until one more may begin. */
  async room(): Promise<void> {
    while (this.#open.size >= this.bound) await Promise.race(this.#open);
  }

  /** Waits until all has ended. */
  async end(): Promise<void> {
    while (this.#open.size > 0) await Promise.all(this.#open);
  }
}

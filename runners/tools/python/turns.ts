/**
 * Who runs next: so many programs at a time, and now and then one while nothing else does.
 *
 * First come, first served: a program that wants to be alone waits for those that run, and those that
 * came after it wait for it.
 */
export class Turns {
  readonly #most: number;
  readonly #waiting: { readonly alone: boolean; readonly go: () => void }[] = [];
  #running = 0;
  #alone = false;

  /** @param most Programs that may run at a time, at least 1 */
  constructor(most: number) {
    if (!Number.isInteger(most) || most < 1) {
      throw new RangeError(
        `Cannot run programs as "concurrency" must be 1 or more: current value is ${most}`,
      );
    }
    this.#most = most;
  }

  /** Waits for a turn, takes it and gives it back. */
  async take<T>(alone: boolean, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.#waiting.push({ alone, go });
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#running--;
      this.#alone = false;
      this.#next();
    }
  }

  #next(): void {
    for (;;) {
      const first = this.#waiting[0];
      if (first === undefined || this.#alone) return;
      if (this.#running >= (first.alone ? 1 : this.#most)) return;
      this.#waiting.shift();
      this.#running++;
      this.#alone = first.alone;
      first.go();
    }
  }
}

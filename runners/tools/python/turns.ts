/**
 * Who runs next: so many programs at a time, and now and then one while nothing else does.
 *
 * First come, first served: a program that wants to be alone waits for those that run, and those that
 * came after it wait for it.
 */
export class Turns {
  readonly #most: number;
  readonly #waiting: { readonly alone: boolean; readonly go: (meetings: number | null) => void }[] =
    [];
  #running = 0;
  #alone = false;
  /** Counts the moments at which somebody began beside somebody else. */
  #meetings = 0;

  /** @param most Programs that may run at a time, at least 1 */
  constructor(most: number) {
    if (!Number.isInteger(most) || most < 1) {
      throw new RangeError(
        `Cannot run programs as "concurrency" must be 1 or more: current value is ${most}`,
      );
    }
    this.#most = most;
  }

  /**
   * Waits for a turn, takes it and gives it back.
   *
   * @returns What the work gave, and whether nothing else ran meanwhile
   */
  async take<T>(
    alone: boolean,
    work: () => Promise<T>,
  ): Promise<{ readonly value: T; readonly wasAlone: boolean }> {
    const before = await new Promise<number | null>((go) => {
      this.#waiting.push({ alone, go });
      this.#next();
    });
    try {
      const value = await work();
      return { value, wasAlone: before === this.#meetings };
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
      if (this.#running > 1) this.#meetings++;
      first.go(this.#running === 1 ? this.#meetings : null);
    }
  }
}

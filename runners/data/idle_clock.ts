/** Aborts when nothing has come for a while, or when the caller aborts. */
export class IdleClock implements Disposable {
  readonly #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout>;
  expired = false;
  readonly signal: AbortSignal;

  constructor(private readonly ms: number, signal: AbortSignal | undefined) {
    this.signal = signal === undefined
      ? this.#abort.signal
      : AbortSignal.any([this.#abort.signal, signal]);
    this.#timer = this.#start();
  }

  get reason(): string {
    return `it is silent for ${this.ms / 1_000} s`;
  }

  #start(): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.expired = true;
      this.#abort.abort(new Error(this.reason));
    }, this.ms);
  }

  restart(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  /** Lets go of the connection as well. */
  end(): void {
    clearTimeout(this.#timer);
    this.#abort.abort(new Error("the request is over"));
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

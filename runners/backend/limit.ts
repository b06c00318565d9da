/** Requests in flight to begin with. */
const START = 8;
const MOST = 512;
/** Added at least when more requests brought more tokens. */
const STEP = 8;
/** Above 64 an eighth is added: a step must gain more than the flow wavers by itself. */
const STEP_SHARE = 8;
/** Shortest and longest time the flow of tokens is measured over, in milliseconds. */
const WINDOW_MIN_MS = 250;
const WINDOW_MS = 1_000;
/** Shortest time between two cuts, in milliseconds. */
const REACTION_MS = 1_000;
/** How much more must come for the limit to grow: more than noise, less than one step gives. */
const GAIN = 1.02;
/** Windows after a change that are not looked at: what is new has brought nothing yet. */
const SETTLE = 1;
/** Windows to stay before a step higher is tried again; doubled with each try that gained nothing. */
const PATIENCE = 5;
const MOST_PATIENCE = 60;

/**
 * How many requests a server is given at a time, found out by additive increase and multiplicative
 * decrease.
 *
 * Starts at 8 and grows by 8 (above 64 by an eighth) while the flow of tokens grows with it, to at
 * most 512. A step that gained nothing is taken back, and tried again later: loads change. It is
 * halved when the server says that it has too much to do, at most once for the requests that were
 * under way when it said so; afterwards it grows one by one past the height it fell from.
 *
 * Pure: times come in as numbers, and nothing runs by itself.
 */
export class AdaptiveLimit {
  readonly #fixed: boolean;
  readonly #onChange: (limit: number) => void;
  #limit: number;
  #inFlight = 0;
  #windowAt: number;
  #tokens = 0;
  #completions = 0;
  /** Whether the limit was what kept requests waiting at some time in the window. */
  #full = false;
  #bestRate = 0;
  /** The highest limit that is known to have gained something. */
  #base: number;
  #waited = 0;
  #patience = PATIENCE;
  #settling = 0;
  #endedAt = -Infinity;
  #cutAt = -Infinity;
  /** Height of the last fall. */
  #ceiling = Infinity;

  /**
   * @param concurrency a number that stays, or `auto`
   * @param now milliseconds of the clock the other methods are given
   */
  constructor(
    concurrency: number | "auto",
    now: number,
    onChange: (limit: number) => void = () => {},
  ) {
    this.#fixed = concurrency !== "auto";
    this.#limit = concurrency === "auto" ? START : concurrency;
    this.#base = this.#limit;
    this.#windowAt = now;
    this.#onChange = onChange;
  }

  /** Requests that may be in flight; 1 at least. */
  get limit(): number {
    return this.#limit;
  }

  /** A request goes out. */
  begin(now: number): void {
    // A pause in the work says nothing about the server.
    if (this.#inFlight === 0 && now - this.#endedAt > WINDOW_MS) this.#reset(now);
    this.#inFlight++;
    if (this.#inFlight >= this.#limit) this.#full = true;
  }

  /** Some tokens came. */
  tokens(count: number, now: number): void {
    this.#tokens += count;
    if (now - this.#windowAt >= WINDOW_MS) this.#look(now);
  }

  /** A request ended, well or not. */
  end(now: number): void {
    this.#inFlight = Math.max(0, this.#inFlight - 1);
    this.#completions++;
    this.#endedAt = now;
    const elapsed = now - this.#windowAt;
    const many = this.#completions >= 2 * this.#limit;
    if (elapsed >= WINDOW_MS || (elapsed >= WINDOW_MIN_MS && many)) this.#look(now);
  }

  /**
   * The server said that it has too much to do, or let a clock run out.
   *
   * @param begunAt when the request that was answered so went out: one from before the last cut
   * says nothing about the limit since
   */
  overload(begunAt: number, now: number): void {
    if (this.#fixed || begunAt < this.#cutAt || now - this.#cutAt < REACTION_MS) return;
    this.#cutAt = now;
    this.#ceiling = this.#limit;
    this.#set(Math.floor(this.#limit / 2));
    this.#keep(0);
    this.#reset(now);
  }

  #look(now: number): void {
    const rate = this.#tokens / Math.max(1, now - this.#windowAt);
    const full = this.#full;
    this.#reset(now);
    if (this.#fixed || !full || rate === 0) return;
    if (this.#settling > 0) {
      this.#settling--;
      return;
    }
    const gained = rate > this.#bestRate * GAIN;
    if (this.#limit + this.#step > this.#ceiling) {
      // A step would pass the height of the last fall: only patience leads on, one by one.
      if (++this.#waited < PATIENCE) return;
      this.#keep(rate);
      this.#set(this.#limit + 1);
      if (this.#limit > this.#ceiling) this.#ceiling = Infinity;
    } else if (gained) {
      this.#keep(rate);
      this.#patience = PATIENCE;
      this.#set(this.#limit + this.#step);
    } else if (this.#limit > this.#base) {
      this.#waited = 0;
      this.#patience = Math.min(MOST_PATIENCE, 2 * this.#patience);
      this.#set(this.#base);
    } else if (++this.#waited >= this.#patience) {
      // What is compared with is what comes now, not a lucky window of long ago.
      this.#keep(rate);
      this.#set(this.#limit + this.#step);
    }
  }

  get #step(): number {
    return Math.max(STEP, Math.floor(this.#limit / STEP_SHARE));
  }

  /** The limit as it is has proved itself with this flow. */
  #keep(rate: number): void {
    this.#bestRate = rate;
    this.#base = this.#limit;
    this.#waited = 0;
  }

  #reset(now: number): void {
    this.#windowAt = now;
    this.#tokens = 0;
    this.#completions = 0;
    this.#full = this.#inFlight >= this.#limit;
  }

  #set(limit: number): void {
    const bounded = Math.max(1, Math.min(MOST, limit));
    if (bounded === this.#limit) return;
    this.#limit = bounded;
    this.#settling = SETTLE;
    this.#onChange(bounded);
  }
}

import type { KeptReply, Party } from "../results/types.ts";
import { judgeMark, judgeMarkOf } from "../results/store/request_key.ts";
import { judgesOf, type JudgesOfRun } from "./judge_desk.ts";
import type { Lane } from "./lanes.ts";
import type { Price, Progress, ProgressRow, RunConfig } from "./run_types.ts";

/** Money of a number of tokens. */
export function costOf(
  price: Price,
  tokens: { readonly prompt: number; readonly completion: number },
): number {
  return (tokens.prompt * price.prompt + tokens.completion * price.completion) / 1e6;
}

/** Prices of a run's parties. */
export function pricesOf(
  { columns, user, ...judges }: Pick<RunConfig, "columns" | "user" | "formerJudges"> & JudgesOfRun,
): Prices {
  const byJudge = new Map(
    [...judgesOf(judges), ...(judges.formerJudges ?? []).flat()].map((
      { endpoint, price },
    ) => [judgeMark(endpoint.label), price]),
  );
  const byColumn = new Map(columns.map(({ column, price }) => [column.id, price]));
  return {
    column: (column) => byColumn.get(column) ?? null,
    judge: (requestKey) => byJudge.get(judgeMarkOf(requestKey)) ?? null,
    user: user?.price ?? null,
  };
}

/** Money of a turn; 0 without a price. */
export function turnCost(prices: Prices, party: Party, reply: KeptReply): number {
  const price = priceOf(prices, party, reply.ask.column, reply.requestKey);
  const tokens = { prompt: reply.promptTokens, completion: reply.completionTokens };
  return price === null ? 0 : costOf(price, tokens);
}

interface Count {
  scored: number;
  unscored: number;
  inFlight: number;
  turns: number;
}

/** Prices by who is asked. */
export interface Prices {
  readonly column: (column: string) => Price | null;
  /** Of the judge that a request's key names. */
  readonly judge: (requestKey: string) => Price | null;
  readonly user?: Price | null;
}

/** The price of a party; tools cost nothing. */
export function priceOf(
  prices: Prices,
  party: Party,
  column: string,
  requestKey: string,
): Price | null {
  switch (party) {
    case "model":
      return prices.column(column);
    case "judge":
      return prices.judge(requestKey);
    case "user":
      return prices.user ?? null;
    case "tool":
      return null;
  }
}

/** Counts what a run does and estimates what is left of it. */
export class Meter {
  readonly #counts = new Map<Lane, Count>();
  readonly #judges = new Map<string, { replies: number; inFlight: number; failed: number }>();
  readonly #started: number;
  /** Tokens of the last minute, oldest first, in steps of a quarter of a second. */
  readonly #recent: { readonly at: number; tokens: number }[] = [];
  #completionTokens = 0;
  #streaming = 0;
  #cost = 0;
  #priced = false;

  constructor(
    readonly lanes: readonly Lane[],
    readonly prices: Prices,
    readonly now: () => number,
  ) {
    this.#started = now();
    for (const lane of lanes) {
      this.#counts.set(lane, { scored: 0, unscored: 0, inFlight: 0, turns: 0 });
    }
  }

  flight(lane: Lane, delta: 1 | -1): void {
    this.#count(lane).inFlight += delta;
  }

  /** What happens to requests of a judge. */
  judge(label: string, what: "replies" | "inFlight" | "failed", delta: 1 | -1): void {
    let count = this.#judges.get(label);
    if (count === undefined) {
      this.#judges.set(label, count = { replies: 0, inFlight: 0, failed: 0 });
    }
    count[what] += delta;
  }

  /** Tokens that stream in; taken back when the reply is complete and counted by `reply`. */
  tokens(delta: number): void {
    this.#streaming += delta;
  }

  reply(lane: Lane, party: Party, reply: KeptReply): void {
    this.#completionTokens += reply.completionTokens;
    this.#remember(reply.completionTokens);
    if (party === "model") lane.length.add(reply.completionTokens);
    if (party !== "judge") this.#count(lane).turns++;
    const price = priceOf(this.prices, party, lane.column, reply.requestKey);
    if (price !== null) {
      this.#priced = true;
      this.#cost += costOf(price, {
        prompt: reply.promptTokens,
        completion: reply.completionTokens,
      });
    }
  }

  verdict(lane: Lane, scored: boolean): void {
    const count = this.#count(lane);
    if (scored) count.scored++;
    else count.unscored++;
  }

  #remember(tokens: number): void {
    const at = this.now();
    const last = this.#recent.at(-1);
    if (last !== undefined && at - last.at < STEP_MS) last.tokens += tokens;
    else this.#recent.push({ at, tokens });
    if (this.#recent.length > 2 * RATE_WINDOW_MS / STEP_MS) {
      this.#recent.splice(0, this.#recent.length - RATE_WINDOW_MS / STEP_MS);
    }
  }

  /** Tokens a second over the last minute, replies under way included. */
  #rate(now: number): number {
    const from = Math.max(this.#started, now - RATE_WINDOW_MS);
    let tokens = this.#streaming;
    for (const reply of this.#recent) if (reply.at >= from) tokens += reply.tokens;
    const ms = now - from;
    return ms < 200 ? 0 : (tokens / ms) * 1000;
  }

  snapshot(): Progress {
    const now = this.now();
    const rate = this.#rate(now);
    const rows = new Map<string, ProgressRow>();
    let leftTokens = -this.#streaming;
    let done = 0;
    for (const lane of this.lanes) {
      const count = this.#count(lane);
      const key = `${lane.column}\u0000${lane.benchmark}`;
      const row = rows.get(key);
      rows.set(key, {
        column: lane.column,
        benchmark: lane.benchmark,
        planned: (row?.planned ?? 0) + lane.planned,
        scored: (row?.scored ?? 0) + lane.kept + count.scored,
        unscored: (row?.unscored ?? 0) + count.unscored,
        inFlight: (row?.inFlight ?? 0) + count.inFlight,
        turns: lane.talks ? (row?.turns ?? 0) + count.turns : row?.turns ?? null,
      });
      const left = lane.planned - lane.kept - count.scored - count.unscored;
      leftTokens += left * lane.length.mean;
      done += count.scored + count.unscored;
    }
    const list = [...rows.values()];
    const sum = (pick: (row: ProgressRow) => number) => list.reduce((a, row) => a + pick(row), 0);
    return {
      rows: list,
      judges: [...this.#judges].map(([judge, count]) => ({ judge, ...count })),
      planned: sum((row) => row.planned),
      scored: sum((row) => row.scored),
      unscored: sum((row) => row.unscored),
      inFlight: sum((row) => row.inFlight),
      kept: this.lanes.reduce((total, lane) => total + lane.kept, 0),
      completionTokens: this.#completionTokens + this.#streaming,
      tokensPerSecond: rate,
      cost: this.#priced ? this.#cost : null,
      elapsedMs: now - this.#started,
      etaMs: rate > 0 && done >= 2 ? Math.max(0, (leftTokens / rate) * 1000) : null,
    };
  }

  #count(lane: Lane): Count {
    const count = this.#counts.get(lane);
    if (count === undefined) throw new RangeError("Cannot count for a lane of another run");
    return count;
  }
}

const RATE_WINDOW_MS = 60_000;
const STEP_MS = 250;

/**
 * How alike two servers of the same weights answer the same requests, token by token.
 *
 * @module
 */
import type { KeptReply, TokenLogprob } from "../types.ts";

/** What is looked at of a reply. */
export type ParityReply = Pick<KeptReply, "text" | "reasoning" | "logprobs">;

/** Two replies to the same request, held against each other. */
export interface ReplyParity {
  /** What was compared: the servers' own tokens, or words where one of them gave none. */
  readonly unit: "token" | "word";
  /** Place of the first token or word that differs, from 0; `null` where all are the same. */
  readonly firstDifference: number | null;
  /** Length of the longer reply in the same unit. */
  readonly length: number;
  /**
   * Sum of the absolute differences of log-probabilities over the tokens before the first that
   * differs: up to there both saw the same text. 0 of words.
   */
  readonly logprobDistance: number;
  /** Tokens in that sum. */
  readonly compared: number;
}

/** Compares two replies, reasoning before content. */
export function replyParity(first: ParityReply, second: ParityReply): ReplyParity {
  const [a, b] = [first.logprobs, second.logprobs];
  if (a !== undefined && b !== undefined) return tokenParity(a, b);
  const [one, two] = [wordsOf(first), wordsOf(second)];
  const same = commonLength(one, two, (x, y) => x === y);
  const length = Math.max(one.length, two.length);
  return {
    unit: "word",
    firstDifference: same === length ? null : same,
    length,
    logprobDistance: 0,
    compared: 0,
  };
}

function tokenParity(a: readonly TokenLogprob[], b: readonly TokenLogprob[]): ReplyParity {
  const same = commonLength(a, b, ([x], [y]) => x === y);
  const length = Math.max(a.length, b.length);
  let logprobDistance = 0;
  for (let at = 0; at < same; at++) logprobDistance += Math.abs(a[at]![1] - b[at]![1]);
  return {
    unit: "token",
    firstDifference: same === length ? null : same,
    length,
    logprobDistance,
    compared: same,
  };
}

function commonLength<Item>(
  a: readonly Item[],
  b: readonly Item[],
  equal: (x: Item, y: Item) => boolean,
): number {
  const most = Math.min(a.length, b.length);
  for (let at = 0; at < most; at++) if (!equal(a[at]!, b[at]!)) return at;
  return most;
}

/** Words with the white space behind them, so that nothing of the text is left out. */
function wordsOf({ reasoning, text }: ParityReply): string[] {
  return `${reasoning}\u0000${text}`.match(/\S+\s*|\s+/g) ?? [];
}

/** All pairs of replies of a task. */
export interface ParitySummary {
  readonly pairs: number;
  /** Pairs that do not differ anywhere, 0 to 1. */
  readonly identical: number | null;
  readonly compared: ReplyParity["unit"] | "mixed" | null;
  /** Of the pairs that differ: the median place of the first difference, from 0. */
  readonly medianFirstDifference: number | null;
  /** Mean over all tokens before a first difference; `null` without log-probabilities. */
  readonly meanLogprobDistance: number | null;
  /** Tokens that this mean is over. */
  readonly tokens: number;
}

/** Collects pairs one by one; holds a number a pair. */
export class ParityTally {
  #pairs = 0;
  #identical = 0;
  readonly #places: number[] = [];
  readonly #units = new Set<ReplyParity["unit"]>();
  #distance = 0;
  #tokens = 0;

  add({ unit, firstDifference, logprobDistance, compared }: ReplyParity): void {
    this.#pairs++;
    this.#units.add(unit);
    if (firstDifference === null) this.#identical++;
    else this.#places.push(firstDifference);
    this.#distance += logprobDistance;
    this.#tokens += compared;
  }

  summary(): ParitySummary {
    const [unit] = this.#units;
    return {
      pairs: this.#pairs,
      identical: this.#pairs === 0 ? null : this.#identical / this.#pairs,
      compared: this.#units.size > 1 ? "mixed" : unit ?? null,
      medianFirstDifference: median(this.#places),
      meanLogprobDistance: this.#tokens === 0 ? null : this.#distance / this.#tokens,
      tokens: this.#tokens,
    };
  }
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** What can be said about two scores. */
export type ParityVerdict = "parity" | "different" | "undecided";

/**
 * `different` where the interval of the difference leaves 0 out, `parity` where all of it lies within
 * the margin, else `undecided`: more samples would tell.
 *
 * @param margin in the metric's unit; a difference as large as this would not matter
 */
export function parityVerdict(
  { difference, interval }: {
    readonly difference: number | null;
    readonly interval: { readonly low: number; readonly high: number } | null;
  },
  margin: number,
): ParityVerdict {
  if (difference === null) return "undecided";
  // Replies that are all scored alike show no spread.
  if (interval === null) return difference === 0 ? "parity" : "undecided";
  if (interval.low > 0 || interval.high < 0) return "different";
  return Math.max(Math.abs(interval.low), Math.abs(interval.high)) <= margin
    ? "parity"
    : "undecided";
}

import type { AskId, KeptSample } from "../results/types.ts";
import type { Store } from "../results/store/types.ts";
import type { Mode } from "../benchmarks/define.ts";

/** One ask to be made. */
export interface PlannedAsk {
  readonly ask: AskId;
  readonly sample: KeptSample;
}

/** The asks of one task by one column, read from the store as slots come free. */
export interface Lane {
  readonly column: string;
  readonly benchmark: string;
  readonly task: string;
  readonly planned: number;
  /** Asks that had a score before this run went on. */
  readonly kept: number;
  readonly length: LengthEstimate;
  /** True where an ask is a conversation of several turns. */
  readonly talks: boolean;
  /** Asks not yet handed out. */
  readonly left: number;
  next(): Promise<PlannedAsk | null>;
}

/**
 * Running estimate of how long replies of a lane are, in completion tokens.
 *
 * Until a few replies have come it answers with the mode's prior, so that long modes start first.
 */
export class LengthEstimate {
  #count = 0;
  #mean = 0;
  #square = 0;
  readonly #prior: number;

  /** @param maxTokens longest reply that is asked for, in tokens */
  constructor(mode: Mode, maxTokens = Infinity) {
    this.#prior = Math.min(PRIOR_TOKENS[mode], maxTokens);
  }

  get count(): number {
    return this.#count;
  }

  /** Expected completion tokens of one ask. */
  get mean(): number {
    const weight = Math.min(this.#count, PRIOR_WEIGHT) / PRIOR_WEIGHT;
    return (1 - weight) * this.#prior + weight * this.#mean;
  }

  /** What the lane is ordered by: a heavy tail starts before a light one of the same mean. */
  get rank(): number {
    const variance = this.#count > 1 ? this.#square / (this.#count - 1) : 0;
    return this.mean + Math.sqrt(variance);
  }

  add(tokens: number): void {
    this.#count++;
    const delta = tokens - this.#mean;
    this.#mean += delta / this.#count;
    this.#square += delta * (tokens - this.#mean);
  }
}

/** Completion tokens expected of a reply before any has come. */
export const PRIOR_TOKENS: Readonly<Record<Mode, number>> = {
  thinking: 8_000,
  "non-thinking": 800,
};
const PRIOR_WEIGHT = 4;

/** Asks of a lane that go out before its length is known, so that every lane is known early. */
const PROBES = 4;

/**
 * Chooses the lane to read from next: first every lane's probes, then the longest expected first,
 * so that the end of the run is short.
 */
export function pickLane(lanes: readonly Lane[]): Lane | undefined {
  let best: Lane | undefined;
  let bestKey = -Infinity;
  for (const lane of lanes) {
    const handedOut = lane.planned - lane.kept - lane.left;
    const probing = handedOut < PROBES && lane.length.count < PROBES;
    const key = (probing ? PROBE_KEY : 0) + lane.length.rank;
    if (key > bestKey) {
      best = lane;
      bestKey = key;
    }
  }
  return best;
}

const PROBE_KEY = 1e12;

/** Opens a lane: what the store has a score for is left out. */
export async function openLane(
  store: Store,
  options: {
    readonly column: string;
    readonly mode: Mode;
    readonly maxTokens: number;
    readonly benchmark: string;
    readonly task: string;
    readonly samples: number;
    readonly repeats: number;
    /** Default: false */
    readonly talks?: boolean;
  },
): Promise<Lane> {
  const { column, benchmark, task, samples, repeats } = options;
  const done = await store.scoredAsks(column, { benchmark, task });
  const planned = samples * repeats;
  let left = planned - done.size;
  const asks = remaining(store, options, done);
  return {
    column,
    benchmark,
    task,
    planned,
    kept: done.size,
    length: new LengthEstimate(options.mode, options.maxTokens),
    talks: options.talks ?? false,
    get left() {
      return left;
    },
    async next() {
      if (left === 0) return null;
      const { value, done: ended } = await asks.next();
      if (ended) {
        left = 0;
        return null;
      }
      left--;
      return value;
    },
  };
}

async function* remaining(
  store: Store,
  lane: {
    readonly column: string;
    readonly benchmark: string;
    readonly task: string;
    readonly repeats: number;
  },
  done: ReadonlySet<string>,
): AsyncGenerator<PlannedAsk, undefined> {
  const { column, benchmark, task, repeats } = lane;
  for await (const sample of store.samples({ benchmark, task })) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      if (done.has(`${sample.sampleId}\u0000${repeat}`)) continue;
      yield { ask: { column, benchmark, task, sampleId: sample.sampleId, repeat }, sample };
    }
  }
  return undefined;
}

import type { FaultName } from "./faults/kinds.ts";
import type { SimReply } from "./reply.ts";

/** Counts of a simulated server since its start, as `/stats` gives them. */
export interface SimStats {
  /** Chat requests that came in, whatever became of them. */
  readonly requests: number;
  /** Whole replies given, faults in their content included. */
  readonly replies: number;
  readonly streamed: number;
  /** Requests that the client left before the end. */
  readonly aborted: number;
  /** Requests refused as they did not make sense, did not fit, or met no free slot. */
  readonly refused: number;
  readonly inFlight: number;
  readonly peakInFlight: number;
  readonly waiting: number;
  /** Faults given, by name. */
  readonly faults: Readonly<Partial<Record<FaultName, number>>>;
  readonly tokens: {
    readonly prompt: number;
    readonly completion: number;
    readonly reasoning: number;
  };
  /** Whole replies by how their content came about. */
  readonly origins: Readonly<Record<SimReply["origin"], number>>;
  /** Requests counted by key: a hash of the body without the stream flags. */
  readonly keys: {
    readonly distinct: number;
    /** The most often one key was asked / got a whole reply. */
    readonly maxAsked: number;
    readonly maxAnswered: number;
    /** Keys that got more than one whole reply: 0 proves that nothing was bought twice. */
    readonly answeredTwice: number;
  };
}

/** What is known about one key. */
export interface KeyCount {
  asked: number;
  answered: number;
  /** Faults by rate. */
  faults: number;
}

/** Counts as they are made. */
export class Counts {
  #requests = 0;
  #replies = 0;
  #streamed = 0;
  #aborted = 0;
  #refused = 0;
  #inFlight = 0;
  #peak = 0;
  #faults: Partial<Record<FaultName, number>> = {};
  #tokens = { prompt: 0, completion: 0, reasoning: 0 };
  #origins = { right: 0, wrong: 0, verdict: 0, filler: 0 };
  #keys = new Map<string, KeyCount>();
  #maxAsked = 0;
  #maxAnswered = 0;
  #answeredTwice = 0;

  /** A request came in. */
  arrive(): void {
    this.#requests++;
    this.#inFlight++;
    if (this.#inFlight > this.#peak) this.#peak = this.#inFlight;
  }

  /** A request is over, in whatever way. */
  leave(): void {
    this.#inFlight--;
  }

  /** The count of a key, this ask included. */
  ask(key: string): KeyCount {
    let count = this.#keys.get(key);
    if (count === undefined) this.#keys.set(key, count = { asked: 0, answered: 0, faults: 0 });
    count.asked++;
    if (count.asked > this.#maxAsked) this.#maxAsked = count.asked;
    return count;
  }

  fault(name: FaultName): void {
    this.#faults[name] = (this.#faults[name] ?? 0) + 1;
  }

  refuse(): void {
    this.#refused++;
  }

  abort(): void {
    this.#aborted++;
  }

  /** A whole reply went out. */
  reply(reply: SimReply, key: KeyCount, streamed: boolean): void {
    this.#replies++;
    if (streamed) this.#streamed++;
    key.answered++;
    if (key.answered === 2) this.#answeredTwice++;
    if (key.answered > this.#maxAnswered) this.#maxAnswered = key.answered;
    this.#tokens.prompt += reply.promptTokens;
    this.#tokens.completion += reply.completionTokens;
    this.#tokens.reasoning += reply.reasoningTokens;
    this.#origins[reply.origin]++;
  }

  /** All counts at this moment. */
  snapshot(waiting: number): SimStats {
    return {
      requests: this.#requests,
      replies: this.#replies,
      streamed: this.#streamed,
      aborted: this.#aborted,
      refused: this.#refused,
      inFlight: this.#inFlight,
      peakInFlight: this.#peak,
      waiting,
      faults: { ...this.#faults },
      tokens: { ...this.#tokens },
      origins: { ...this.#origins },
      keys: {
        distinct: this.#keys.size,
        maxAsked: this.#maxAsked,
        maxAnswered: this.#maxAnswered,
        answeredTwice: this.#answeredTwice,
      },
    };
  }
}

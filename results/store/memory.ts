import type {
  AskId,
  KeptAttempt,
  KeptReply,
  KeptSample,
  KeptVerdict,
  ManifestJson,
  Party,
} from "../types.ts";
import { planConflict, sampleConflict, unknownSample } from "./conflicts.ts";
import type { KeptNote, KeptPlan, Store, TaskFilter } from "./types.ts";
import { endedError } from "./write_sentences.ts";

/** Stands in errors where a store on disk has its path. */
const PATH = ":memory:";

/** Opens a store that keeps a run in memory and forgets it at the end: for tests. */
export function openMemoryStore(): Store {
  return new MemoryStore();
}

class MemoryStore implements Store {
  #manifest: ManifestJson | null = null;
  readonly #notes: KeptNote[] = [];
  readonly #plans = new Map<string, KeptPlan>();
  /** By task, then by id. */
  readonly #samples = new Map<string, Map<string, KeptSample>>();
  /** By request key, in the order they were kept. */
  readonly #replies = new Map<string, KeptReply>();
  readonly #attempts: KeptAttempt[] = [];
  readonly #repliesOf = new Map<string, KeptReply[]>();
  /** The newest by ask. */
  readonly #verdicts = new Map<string, KeptVerdict>();
  #closed = false;

  manifest(): Promise<ManifestJson | null> {
    return this.#do(() => this.#manifest);
  }

  keepManifest(manifest: ManifestJson): Promise<void> {
    const kept = copy(manifest);
    return this.#do(() => void (this.#manifest = kept));
  }

  keepNote(note: KeptNote): Promise<void> {
    const kept = copy(note);
    return this.#do(() => void this.#notes.push(kept));
  }

  notes(): AsyncIterable<KeptNote> {
    return this.#each(() => this.#notes);
  }

  keepPlan(plan: KeptPlan): Promise<void> {
    const kept = copy(plan);
    return this.#do(() => {
      const key = keyOf(kept.column, kept.benchmark, kept.task);
      const earlier = this.#plans.get(key);
      const conflict = earlier === undefined ? null : planConflict(PATH, earlier, kept);
      if (conflict !== null) throw conflict;
      if (earlier === undefined) this.#plans.set(key, kept);
    });
  }

  plans(): Promise<readonly KeptPlan[]> {
    return this.#do(() => [...this.#plans.values()]);
  }

  keepSample(sample: KeptSample): Promise<void> {
    const kept = copy(sample);
    return this.#do(() => {
      const key = keyOf(kept.benchmark, kept.task);
      const samples = this.#samples.get(key) ?? new Map<string, KeptSample>();
      this.#samples.set(key, samples);
      const earlier = samples.get(kept.sampleId);
      const conflict = earlier === undefined ? null : sampleConflict(PATH, earlier, kept);
      if (conflict !== null) throw conflict;
      if (earlier === undefined) samples.set(kept.sampleId, kept);
    });
  }

  sample(benchmark: string, task: string, sampleId: string): Promise<KeptSample | null> {
    return this.#do(() => this.#samples.get(keyOf(benchmark, task))?.get(sampleId) ?? null);
  }

  samples(filter: TaskFilter): AsyncIterable<KeptSample> {
    return this.#each(() => this.#inOrder(filter));
  }

  sampleGroups(filter: TaskFilter): AsyncIterable<Pick<KeptSample, "sampleId" | "groups">> {
    return this.#each(() =>
      this.#inOrder(filter)
        .filter(({ groups }) => Object.keys(groups).length > 0)
        .map(({ sampleId, groups }) => ({ sampleId, groups }))
    );
  }

  keepAttempts(attempts: readonly KeptAttempt[]): Promise<void> {
    const kept = attempts.map(copy);
    return this.#do(() => {
      this.#attempts.push(...kept);
    });
  }

  attempts(ask: AskId): Promise<readonly KeptAttempt[]> {
    const key = askKey(ask);
    return this.#do(() => this.#attempts.filter((attempt) => askKey(attempt.ask) === key));
  }

  keepReply(reply: KeptReply): Promise<boolean> {
    const kept = copy(reply);
    return this.#do(() => {
      if (this.#replies.has(kept.requestKey)) return false;
      this.#replies.set(kept.requestKey, kept);
      const key = askKey(kept.ask);
      const turns = this.#repliesOf.get(key);
      if (turns === undefined) this.#repliesOf.set(key, [kept]);
      else turns.push(kept);
      return true;
    });
  }

  reply(requestKey: string): Promise<KeptReply | null> {
    return this.#do(() => this.#replies.get(requestKey) ?? null);
  }

  replies(ask: AskId): Promise<readonly KeptReply[]> {
    return this.#do(() => [...this.#repliesOf.get(askKey(ask)) ?? []]);
  }

  allReplies(party?: Party): AsyncIterable<KeptReply> {
    return this.#each(() =>
      [...this.#replies.values()].filter((reply) => party === undefined || reply.party === party)
    );
  }

  keepVerdict(verdict: KeptVerdict): Promise<void> {
    const kept = copy(verdict);
    return this.#do(() => {
      const { benchmark, task, sampleId } = kept.ask;
      if (!this.#samples.get(keyOf(benchmark, task))?.has(sampleId)) {
        throw unknownSample(PATH, kept.ask);
      }
      this.#verdicts.set(askKey(kept.ask), kept);
    });
  }

  verdicts(column: string, filter: TaskFilter): AsyncIterable<KeptVerdict> {
    return this.#each(() => this.#newest(column, filter));
  }

  scoredAsks(column: string, filter: TaskFilter): Promise<ReadonlySet<string>> {
    return this.#do(() =>
      new Set(
        this.#newest(column, filter)
          .filter(({ verdict }) => verdict.kind === "scored")
          .map(({ ask }) => `${ask.sampleId}\u0000${ask.repeat}`),
      )
    );
  }

  tokens(): ReturnType<Store["tokens"]> {
    return this.#do(() => {
      const sums = new Map<string, Sum>();
      for (const { ask, party, promptTokens, completionTokens } of this.#replies.values()) {
        const { column, benchmark } = ask;
        const key = keyOf(column, benchmark, party);
        const sum = sums.get(key) ??
          { column, benchmark, party, replies: 0, prompt: 0, completion: 0 };
        sum.replies++;
        sum.prompt += promptTokens;
        sum.completion += completionTokens;
        sums.set(key, sum);
      }
      return [...sums.values()].sort((a, b) =>
        order(a.column, b.column) || order(a.benchmark, b.benchmark) || order(a.party, b.party)
      );
    });
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }

  /** Does something in a later turn, as a store on disk would. */
  async #do<Result>(work: () => Result): Promise<Result> {
    this.#checkOpen();
    await Promise.resolve();
    return work();
  }

  async *#each<Kept>(list: () => readonly Kept[]): AsyncGenerator<Kept, void> {
    this.#checkOpen();
    yield* await Promise.resolve([...list()]);
  }

  #checkOpen(): void {
    if (this.#closed) throw endedError(PATH, "late");
  }

  #inOrder({ benchmark, task }: TaskFilter): readonly KeptSample[] {
    const samples = this.#samples.get(keyOf(benchmark, task))?.values() ?? [];
    return [...samples].sort((a, b) => a.position - b.position);
  }

  #newest(column: string, filter: TaskFilter): readonly KeptVerdict[] {
    const position = new Map(this.#inOrder(filter).map(({ sampleId }, index) => [sampleId, index]));
    const at = ({ ask }: KeptVerdict) => position.get(ask.sampleId) ?? 0;
    return [...this.#verdicts.values()]
      .filter(({ ask }) =>
        ask.column === column && ask.benchmark === filter.benchmark && ask.task === filter.task
      )
      .sort((a, b) => at(a) - at(b) || a.ask.repeat - b.ask.repeat);
  }
}

interface Sum {
  readonly column: string;
  readonly benchmark: string;
  readonly party: Party;
  replies: number;
  prompt: number;
  completion: number;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What a store on disk would read back: plain JSON that nobody else holds. */
function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

function keyOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts);
}

function askKey(ask: AskId): string {
  return keyOf(ask.column, ask.benchmark, ask.task, ask.sampleId, ask.repeat);
}
